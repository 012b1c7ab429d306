import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asUtf16 } from '#model/offset.ts';
import { jsonlRecord } from '../../../test-support/jsonl-records.ts';
import { jsonFault } from './json-fault.ts';
import { parseLine } from './parse.ts';
import { serialiseRecord } from './serialise.ts';

/** The problems of a line, each as `key: message`. */
function problemsOf(value: unknown): string[] {
  const line = typeof value === 'string' ? value : JSON.stringify(value);
  return parseLine(line).problems.map(({ key, message }) => `${key}: ${message}`);
}

describe('round trip', () => {
  test('what is written is read back the same, and the same bytes come out again', () => {
    fc.assert(
      fc.property(jsonlRecord, (record) => {
        const line = serialiseRecord(record);
        const parsed = parseLine(line);
        expect(parsed.problems).toEqual([]);
        expect(parsed.notices).toEqual([]);
        expect(parsed.record).toEqual(record);
        if (parsed.record !== null) expect(serialiseRecord(parsed.record)).toBe(line);
      }),
      { numRuns: 300 },
    );
  });

  test('a line holds no character that some reader takes for a line end', () => {
    fc.assert(
      fc.property(jsonlRecord, (record) => {
        const line = serialiseRecord(record);
        for (const end of ['\n', '\r', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029']) {
          expect(line.includes(end)).toBe(false);
        }
      }),
    );
  });

  test('offsets in the file count code points: fragments cut the text as Python would', () => {
    fc.assert(
      fc.property(jsonlRecord, (record) => {
        const line = JSON.parse(serialiseRecord(record)) as {
          text: string;
          annotations: { start: number; end: number; quote: string; fragments: unknown[] }[];
        };
        const characters = Array.from(line.text);
        for (const annotation of line.annotations) {
          const fragments = annotation.fragments as { start: number; end: number; text: string }[];
          const texts = fragments.map(({ start, end }) => characters.slice(start, end).join(''));
          expect(fragments.map(({ text }) => text)).toEqual(texts);
          expect(annotation.quote).toBe(texts.join(' '));
          expect(annotation.start).toBe(fragments[0]?.start);
          expect(annotation.end).toBe(fragments.at(-1)?.end);
        }
      }),
    );
  });
});

describe('what may be left out', () => {
  test('a text alone is a line', () => {
    const { record, problems, notices } = parseLine('{"text": "One 🚋 two."}');
    expect(problems).toEqual([]);
    expect(notices).toEqual([]);
    expect(record).toMatchObject({
      id: null,
      title: null,
      text: 'One 🚋 two.',
      blocks: null,
      annotations: [],
    });
  });

  test('an annotation needs layer, start and end', () => {
    const { record } = parseLine(
      '{"text":"a 🚋 tram","annotations":[{"layer":"entity","label":"product","start":4,"end":8}]}',
    );
    expect(record?.annotations[0]).toMatchObject({
      id: null,
      layer: 'entity',
      label: 'product',
      fragments: [{ start: 5, end: 9 }],
      quote: 'tram',
      annotator: null,
    });
  });

  test('unknown keys are named, at every depth', () => {
    const { record, notices } = parseLine(
      '{"text":"abc","meta":1,"annotations":[{"layer":"l","start":0,"end":1,"score":2}],"source":{"paper":"x"}}',
    );
    expect(record).not.toBeNull();
    expect(notices.map(({ key }) => key)).toEqual(['meta', 'annotations[0].score', 'source.paper']);
  });

  test('CRLF and a leading mark of another tool are taken out and the offsets follow', () => {
    const text = '\ufeffa\r\nb\rc🚋\r\nd';
    const { record, notices } = parseLine(
      JSON.stringify({
        text,
        annotations: [
          { layer: 'l', start: 1, end: 5, quote: 'a\r\nb' },
          { layer: 'l', start: 6, end: 8, quote: 'c🚋' },
          { layer: 'l', start: 10, end: 11, quote: 'd' },
        ],
      }),
    );
    expect(notices).toHaveLength(1);
    expect(record?.text).toBe('a\nb\nc🚋\nd');
    expect(record?.annotations.map(({ quote, fragments }) => [quote, fragments[0]?.start])).toEqual([
      ['a\nb', 0],
      ['c🚋', 4],
      ['d', 8],
    ]);
  });
});

describe('what is refused, and how it is named', () => {
  const at = (start: unknown, end: unknown, more: object = {}) => ({
    text: 'a🚋bc',
    annotations: [{ layer: 'l', start, end, ...more }],
  });

  test.each([
    ['past the end', at(0, 5), 'annotations[0].end: is 5, past the end of the text, which has 4 code points'],
    ['negative', at(-1, 2), 'annotations[0].start: is -1; offsets count from 0'],
    ['reversed', at(3, 2), 'annotations[0].end: is not after start, so the range holds no text'],
    ['empty', at(2, 2), 'annotations[0].end: is not after start, so the range holds no text'],
    ['a fraction', at(0.5, 2), 'annotations[0].start: must be a whole number, and is 0.5'],
    ['text', at('0', 2), 'annotations[0].start: must be a whole number, and is "0"'],
    ['missing', at(undefined, 2), 'annotations[0].start: is missing'],
  ])('an offset that is %s', (_, line, message) => {
    expect(problemsOf(line)).toEqual([message]);
  });

  test('a quote that is not the text there; offsets in UTF-16 units are recognised', () => {
    expect(problemsOf(at(2, 3, { quote: 'x' }))[0]).toContain(
      'annotations[0].quote: is "x", but the text there is "b"',
    );
    expect(problemsOf(at(3, 4, { quote: 'b' }))[0]).toContain('seem to count UTF-16 units');
    // Inside the pair, where they are taken for UTF-16 units.
    expect(problemsOf(at(1, 2, { quote: '\ud83d' }))[0]).toContain('half of a surrogate pair');
  });

  test('half a surrogate pair in the text, with its place', () => {
    expect(problemsOf('{"text":"a🚋\\ud83d"}')).toEqual([
      'text: holds half of a surrogate pair at offset 2, which is not a character',
    ]);
  });

  test('fragments that overlap or touch, and a start that is not the hull', () => {
    const fragments = [
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ];
    expect(problemsOf(at(0, 3, { fragments }))[0]).toContain(
      'annotations[0].fragments[1]: overlaps or touches',
    );
    expect(problemsOf(at(1, 3, { fragments: [{ start: 0, end: 3 }] }))[0]).toContain(
      'are not the first start',
    );
  });

  test('ids that come twice and ends that are not there', () => {
    const annotation = { id: 'a', layer: 'l', start: 0, end: 1 };
    const line = {
      text: 'abc',
      annotations: [annotation, { ...annotation }, { ...annotation, id: 'b' }],
      relations: [
        { id: 'r', type: 't', source: 'a', target: 'nobody' },
        { id: 'r', type: 't', source: 'a', target: 'b' },
      ],
    };
    expect(problemsOf(line)).toEqual([
      'annotations[1].id: is "a", as in annotations[0]',
      'relations[0].target: is "nobody", and no annotation of this line has that id',
      'relations[1].id: is "r", as in another relation of this line',
    ]);
  });

  test('a link to an annotation that is gone is kept and named', () => {
    const attributes = { speaker: [{ annotation: 'zz' }] };
    const parsed = parseLine(JSON.stringify(at(0, 1, { attributes })));
    expect(parsed.record?.annotations[0]?.attributes).toEqual({
      speaker: { is: 'links', links: [{ kind: 'annotation', id: 'zz' }] },
    });
    expect(parsed.notices.map(({ key }) => key)).toEqual(['annotations[0].attributes.speaker[0]']);
  });

  test('another format, a newer version, a line that is no object, no text', () => {
    expect(problemsOf({ format: 'doccano', text: 'a' })[0]).toContain('format: is "doccano"');
    expect(problemsOf({ version: 2, text: 'a' })[0]).toContain('version: is 2');
    expect(problemsOf('[1]')).toEqual([': must be an object, and is a list']);
    expect(problemsOf({ title: 'a' })[0]).toContain('text: is missing');
  });

  test('JSON that breaks off or breaks, with the column in code points', () => {
    expect(parseLine('{"text":"🚋","title":').problems).toEqual([
      { key: '', column: 21, message: expect.stringContaining('breaks off') },
    ]);
    expect(parseLine('{"text":"🚋" "title":1}').problems).toEqual([
      { key: '', column: 13, message: expect.stringContaining('is not JSON from here on') },
    ]);
  });

  test('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('blocks', 'annotations', 'relations', 'source', 'states'),
        (value, key) => {
          parseLine(JSON.stringify({ text: 'abc', [key]: value }));
          parseLine(JSON.stringify({ text: 'abc', [key]: [value] }));
          parseLine(
            JSON.stringify({
              text: 'abc',
              annotations: [{ layer: 'l', start: 0, end: 1, [key]: value, attributes: { a: value } }],
            }),
          );
          parseLine(JSON.stringify(value));
        },
      ),
    );
  });
});

describe('jsonFault', () => {
  test('finds a fault exactly where JSON.parse refuses, and says when the text was cut', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom('', '}', ',', 'x', '"'),
        (value, place, extra) => {
          const json = JSON.stringify(value);
          const cut = place % (json.length + 1);
          const text = json.slice(0, cut) + extra;
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const fault = jsonFault(text);
          expect(fault === null).toBe(valid);
          // A prefix of JSON is never called broken, only cut short.
          if (extra === '' && fault !== null) expect(fault).toEqual({ at: text.length, cutShort: true });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('points at the offending character', () => {
    expect(jsonFault('{"a":1,}')).toEqual({ at: 7, cutShort: false });
    expect(jsonFault('{"a":"\n"}')).toEqual({ at: 6, cutShort: false });
    expect(jsonFault('nul')).toEqual({ at: 3, cutShort: true });
    expect(jsonFault('1 2')).toEqual({ at: 2, cutShort: false });
    expect(jsonFault(`${'['.repeat(100_000)}`)).toEqual({ at: 100_000, cutShort: true });
  });
});

test('blocks keep their offsets', () => {
  const { record } = parseLine(
    '{"text":"🚋 one\\ntwo","blocks":[{"kind":"heading","level":1,"start":0,"end":5},{"kind":"paragraph","start":6,"end":9}]}',
  );
  expect(record?.blocks).toEqual([
    { kind: 'heading', level: 1, start: asUtf16(0), end: asUtf16(6) },
    { kind: 'paragraph', level: 0, start: asUtf16(7), end: asUtf16(10) },
  ]);
});
