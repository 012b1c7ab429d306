import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectFormat } from '#formats/detect.ts';
import { createHeadReader } from './read-head.ts';

const TEI = '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>é</text></TEI>';
const little = Buffer.from(TEI, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(TEI)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEI}`)],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ['UTF-16, the other order', Buffer.from(Buffer.from(`\ufeff${TEI}`, 'utf16le')).swap16()],
  ['UTF-16 without a mark', little],
  ['UTF-16 without a mark, the other order', Buffer.from(little).swap16()],
])('a file in %s shows what it is', async (_, bytes) => {
  const folder = await mkdtemp(join(tmpdir(), 'standoff-head-'));
  try {
    const path = join(folder, 'a.xml');
    await writeFile(path, bytes);
    const head = await createHeadReader()(path, false);
    expect(head.replace(/^\ufeff/, '')).toBe(TEI);
    expect(detectFormat({ name: 'a.xml', head }, new Set())).toEqual({ format: 'tei', sure: true });
  } finally {
    await rm(folder, { recursive: true });
  }
});
