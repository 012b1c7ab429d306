/**
 * Writes `resources/sample/sample.jsonl`: the sample article with annotations of every layer. Spans are given
 * by their words, so that offsets are computed. Run it after changing the article: `node tools/make-sample.ts`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import type { Scheme } from '#model/scheme.ts';
import { sampleRecord } from './sample-record.ts';

const SAMPLE_FOLDER = new URL('../resources/sample/', import.meta.url);
const SCHEME_FILE = new URL('../resources/schemes/news.json', import.meta.url);

/** The line of `sample.jsonl`, with its line end. */
export function makeSample(): string {
  const bytes = readFileSync(new URL('night-trams.txt', SAMPLE_FOLDER));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const scheme = JSON.parse(readFileSync(SCHEME_FILE, 'utf8')) as Scheme;
  return `${serialiseRecord(sampleRecord(bytes.toString('utf8'), hash, scheme))}\n`;
}

if (import.meta.main) writeFileSync(new URL('sample.jsonl', SAMPLE_FOLDER), makeSample());
