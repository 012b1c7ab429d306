import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeDocument, NEWS_LAYERS } from '../../../test-support/exchange-documents.ts';
import { newsRecords } from '../../../test-support/news-records.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { encodeUtf8 } from '../bytes.ts';
import { codecOf } from '../codecs.ts';
import type { ExchangeDocument, OpenWriter, OutputFile, WriteOptions } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { FORMATS } from '../infos.ts';
import { jsonlCodec } from '../jsonl/codec.ts';
import { choicesOf } from '../registry.ts';
import { planSplit } from '../split/split.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { collected } from './collect.ts';
import { openJsonList } from './json-list.ts';
import { splitWriter } from './split-writer.ts';
import { createSurveyor } from './surveyor.ts';
import { NOTHING_WRITTEN } from './written-counts.ts';

const OPTIONS: WriteOptions = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const [documents = []] = fc.sample(newsRecords(newsScheme, 12), { numRuns: 1, seed: 3 });
const writers = [...FORMATS.filter(({ id }) => id !== 'jsonl'), ...FORMATS.filter(({ id }) => id === 'jsonl')]
  .map((info) => ({ info, codec: info.id === 'jsonl' ? jsonlCodec : codecOf(info.id) }))
  .flatMap(({ info, codec }) =>
    codec?.openWriter == null ? [] : [[info.id, info, codec, codec.openWriter] as const],
  );

const surveyOf = (given: readonly ExchangeDocument[]) => {
  const surveyor = createSurveyor(NEWS_LAYERS);
  for (const document of given) surveyor.add(document);
  return surveyor.survey();
};

describe.each(writers)('%s', (_id, info, codec, open) => {
  test('hands each document on before the next comes', () => {
    let written = 0;
    const writer = open(surveyOf(documents), OPTIONS, {
      write: (_path, content) => {
        written += content.length;
      },
      lose() {},
    });
    for (const document of documents) {
      const before = written;
      writer.add(document);
      // Some formats leave out the white space.
      expect(written - before).toBeGreaterThanOrEqual(Math.max(1, document.text.replace(/\s/g, '').length));
    }
    writer.end();
  });

  if (!choicesOf(info).includes('split')) return;
  test('keeps the splits apart, and everything in one of them', () => {
    const split = planSplit(documents, { ratio: { train: 2, dev: 1, test: 1 }, seed: 5, groupBy: 'none' });
    expect(Object.values(split.documents).every((count) => count > 0)).toBe(true);
    const { files, names } = collected(splitWriter(open, info, codec.parse !== null))(documents, {
      ...OPTIONS,
      split,
    });
    if (info.hasSplits === true) return;
    for (const name of ['train', 'dev', 'test'] as const) {
      const own = files.filter(({ path }) => path.startsWith(info.folder === true ? `${name}/` : `${name}.`));
      expect(own.length).toBeGreaterThan(0);
      if (codec.parse === null) continue;
      const parsed = codec.parse(inputsOf(own), names);
      expect(parsed.problems).toEqual([]);
      const textsOf = (given: readonly ExchangeDocument[]) =>
        new Set(given.map(({ text }) => text.replace(/[\s\p{C}]/gu, '').normalize('NFC')));
      expect(textsOf(parsed.documents)).toEqual(
        textsOf(documents.filter((document) => splitOfDocument(split, document) === name)),
      );
    }
    expect(files.every(({ path }) => /^(train|dev|test)[/.]/.test(path))).toBe(true);
  });
});

const inputsOf = (files: readonly OutputFile[]) =>
  files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));

test('a report of a split counts the documents of the split alone', () => {
  const info = FORMATS.find(({ id }) => id === 'markdown');
  const open = codecOf('markdown')?.openWriter;
  if (info === undefined || open == null) throw new Error('There is no Markdown.');
  const split = planSplit(documents, { ratio: { train: 1, dev: 1, test: 1 }, seed: 5, groupBy: 'none' });
  const { files } = collected(splitWriter(open, info, false))(documents, { ...OPTIONS, split });
  expect(files.map(({ path }) => path)).toEqual(['train.md', 'dev.md', 'test.md']);
  for (const { path, content } of files) {
    expect(content).toContain(`- Documents: ${split.documents[path.replace('.md', '') as 'train']}\n`);
  }
});

test('a list of JSON is what JSON.stringify writes, whatever is in it', () => {
  const items = fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.integer()))));
  fc.assert(
    fc.property(fc.array(items), (given) => {
      const open: OpenWriter = (_survey, _options, sink) => {
        sink.write('f', '{\n "list": ');
        const list = openJsonList(sink, 'f', { depth: 1 });
        let count = 0;
        return {
          add() {
            list.add(given[count] ?? []);
            count += 1;
            return NOTHING_WRITTEN;
          },
          end() {
            list.end();
            sink.write('f', '\n}');
            return {};
          },
        };
      };
      const any = fc.sample(exchangeDocument, { numRuns: 1, seed: 1 })[0] as ExchangeDocument;
      const { files } = collected(open)(
        given.map(() => any),
        OPTIONS,
      );
      expect(files[0]?.content).toBe(JSON.stringify({ list: given.flat() }, null, 1));
    }),
  );
});

test('the survey knows what occurs, and no more of it than it has to', () => {
  fc.assert(
    fc.property(
      fc.array(exchangeDocument, { maxLength: 4 }),
      fc.subarray([...NEWS_LAYERS]),
      (given, layers) => {
        const surveyor = createSurveyor(layers);
        for (const document of given) surveyor.add(document);
        const survey = surveyor.survey();
        const all = given.flatMap(({ annotations }) => annotations);
        const chosen = all.filter(({ layer }) => layers.includes(layer));
        const key = ({ layer, label }: { layer: string; label: string | null }) =>
          JSON.stringify([layer, label]);
        expect(survey.labels.map(key)).toEqual([...new Set(chosen.map(key))]);
        expect([...survey.layers.keys()]).toEqual([...new Set(chosen.map(({ layer }) => layer))]);
        for (const [layer, use] of survey.layers) {
          const own = chosen.filter((annotation) => annotation.layer === layer);
          expect(use).toEqual({
            gaps: own.some(({ fragments }) => fragments.length > 1),
            notes: own.some(({ note }) => note !== ''),
            certainty: own.some(({ certainty }) => certainty !== null),
          });
        }
        const names = chosen.flatMap(({ layer, attributes }) =>
          Object.keys(attributes).map((name) => JSON.stringify([layer, name])),
        );
        expect(new Set(survey.attributes.map(({ layer, name }) => JSON.stringify([layer, name])))).toEqual(
          new Set(names),
        );
        const links = all.flatMap(({ attributes }) =>
          Object.entries(attributes).flatMap(([name, value]) => (value?.is === 'links' ? [name] : [])),
        );
        expect(survey.linkAttributes).toEqual(new Set(links));
      },
    ),
  );
});
