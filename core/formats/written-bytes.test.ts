import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { NEWS_LAYERS, nastyDocuments } from '../../test-support/exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../test-support/tram-document.ts';
import { codecOf } from './codecs.ts';
import type { ExchangeDocument, WriteOptions } from './exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from './exchange.ts';
import { FORMAT_IDS } from './registry.ts';

const SETS: Readonly<Record<string, readonly [readonly ExchangeDocument[], Partial<WriteOptions>]>> = {
  none: [[], { layers: NEWS_LAYERS }],
  tram: [[tramDocument()], { layers: TRAM_LAYERS }],
  nasty: [nastyDocuments(), { layers: NEWS_LAYERS }],
  'nasty, two layers': [nastyDocuments(), { layers: ['quote', 'claim'], discontinuous: 'hull' }],
};

/**
 * The same documents and choices give the same bytes, also after the next release. The file was written by the release
 * before exports streamed. Where a format changes on purpose: `npm run test:unit -- written-bytes -u`.
 */
test('what is written stays the same', async () => {
  const hashes: Record<string, Record<string, string>> = {};
  for (const format of FORMAT_IDS) {
    const serialise = codecOf(format)?.serialise;
    if (serialise == null) continue;
    for (const [name, [documents, options]] of Object.entries(SETS)) {
      const { files } = serialise(documents, { ...DEFAULT_WRITE_OPTIONS, layers: [], ...options });
      hashes[`${format}: ${name}`] = Object.fromEntries(
        files.map(({ path, content }) => [path, createHash('sha256').update(content).digest('hex')]),
      );
    }
  }
  await expect(`${JSON.stringify(hashes, null, 2)}\n`).toMatchFileSnapshot('fixtures/written-bytes.json');
});
