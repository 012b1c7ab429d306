import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lineFile } from './line-pieces.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEBIBYTE = 1024 * 1024;

function piecesOf(content: string, ...more: [((bytes: Uint8Array) => string | null)?, number?]) {
  const path = join(folder, 'a.jsonl');
  writeFileSync(path, content);
  return [...lineFile('a.jsonl', path, ...more).pieces()].map(({ firstLine, bytes, problem }) => ({
    firstLine,
    text: Buffer.from(bytes).toString(),
    problem,
  }));
}

/** Lines of these lengths, each with its number. */
function linesOf(...lengths: readonly number[]): string {
  return lengths.map((length, index) => `${String(index + 1).padEnd(length, 'x')}\n`).join('');
}

test.each([
  ['nothing', ''],
  ['one line without an end', 'one'],
  ['empty lines', '\n\n\n'],
  ['short lines', linesOf(1, 2, 3)],
  ['a line as long as a piece', linesOf(10, 2 * MEBIBYTE - 1, 10)],
  ['a line end as the first of a piece', linesOf(2 * MEBIBYTE, 10)],
  ['lines over several pieces', linesOf(10, 5 * MEBIBYTE, 10, 7 * MEBIBYTE, 10)],
  ['many pieces', linesOf(...Array.from({ length: 700 }, () => 10_000))],
  ['a last line over several pieces, without an end', `${linesOf(10)}${'y'.repeat(5 * MEBIBYTE)}`],
  ['characters on the edge of a piece', `${'🚋'.repeat(MEBIBYTE)}\n${'ü'.repeat(3 * MEBIBYTE)}\n🚋`],
])('pieces are whole lines and make the file again: %s', (_, content) => {
  const pieces = piecesOf(content);
  expect(pieces.map(({ text }) => text).join('')).toBe(content);
  let line = 1;
  for (const [index, { firstLine, text, problem }] of pieces.entries()) {
    expect([firstLine, problem]).toEqual([line, null]);
    if (index < pieces.length - 1) expect(text.endsWith('\n')).toBe(true);
    line += text.split('\n').length - 1;
  }
});

test('a line that is too long, and a piece that is refused, end the file with a problem in that line', () => {
  const tooLong = piecesOf(linesOf(10, 10, 9 * MEBIBYTE, 10), undefined, 4 * MEBIBYTE);
  expect(tooLong.at(-1)).toEqual({
    firstLine: 3,
    text: '',
    problem: 'The line is longer than 4 MiB, which is the limit for one document.',
  });
  const refused = piecesOf(linesOf(10, 10), () => 'No.');
  expect(refused).toEqual([{ firstLine: 1, text: '', problem: 'No.' }]);
});
