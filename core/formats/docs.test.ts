import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatTable } from './format-table.ts';
import { parseLine } from './jsonl/parse.ts';
import { serialiseRecord } from './jsonl/serialise.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/formats/${name}`, import.meta.url), 'utf8');

/** The code blocks of a language. */
function codeOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1] ?? '',
  );
}

/** Every key at every depth, attribute ids and metadata aside. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'metadata'
      ? [key]
      : [key, ...keysOf(key === 'attributes' ? Object.values(inner as object) : inner)],
  );
}

test('the examples of jsonl.md are valid, and the whole line is what an export writes', () => {
  const text = page('jsonl.md');
  const [whole] = codeOf(text, 'json').map((block): unknown => JSON.parse(block));
  const lines = codeOf(text, 'jsonl').flatMap((block) => block.trimEnd().split('\n'));
  expect(lines).toHaveLength(2);
  for (const line of [...lines, JSON.stringify(whole)]) {
    expect(parseLine(line)).toMatchObject({ problems: [], notices: [] });
  }
  const { record } = parseLine(JSON.stringify(whole));
  expect(record === null ? null : serialiseRecord(record)).toBe(JSON.stringify(whole));
});

test('jsonl.md explains every key that an export writes', () => {
  const text = page('jsonl.md');
  const [whole] = codeOf(text, 'json').map((block): unknown => JSON.parse(block));
  const prose = text.replace(/^```.*?^```$/gms, '');
  for (const key of new Set(keysOf(whole))) expect(prose).toMatch(new RegExp(`[\`"]${key}["\`]`));
});

test('README.md has the table of the formats; after a change run `npm run formats:write`', () => {
  expect(page('README.md').split(/^<!-- formats -->\n/m)[1]).toBe(formatTable());
});
