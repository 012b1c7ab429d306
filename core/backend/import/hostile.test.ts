import { expect, test } from 'vitest';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';

const { backend } = await backendWithProjects();

const SIZE = 100 * 1024 * 1024;

/** 100 MB without a line end, between these. */
function longLine(before: string, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.alloc(SIZE, 'a'), Buffer.from(after)]);
}

test.each<[string, string, string, RegExp]>([
  ['line.txt', '', '', /has 100 MiB; the limit is 64 MiB/],
  ['line.jsonl', '{"text":"x","label":[[0,1,"p"]]}\n{"label":[],"text":"', '"}', /longer than 64 MiB/],
  ['open.jsonl', '{"label":[[0,1,"p"]],"text":"', '', /breaks off/],
  ['line.conll', '-DOCSTART- -X- O O\n\na O\n', '', /begins here has more than 64 MiB/],
  ['line.csv', 'id,text,"', '', /quote|quoted|[Tt]able|column/],
  [
    'line.qde',
    '<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource name="',
    '"/></Sources></Project>',
    /^What begins here has more than 96 MiB/,
  ],
  ['line.xmi', '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" a="', '', /XML/],
])(
  '100 MB of one line: %s',
  async (name, before, after, why) => {
    const { file } = await backend.put(name, longLine(before, after));
    const small = await backend.put('small.txt', 'Fine.');
    const outcome = await backend.job('import.start', { files: [{ file, name }, small] });
    if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
    const { documents, filesLeftOut, problems } = outcome.imported;
    expect({ documents, filesLeftOut }).toEqual({ documents: 1, filesLeftOut: 1 });
    expect(problems.map(({ message }) => message).join(' ')).toMatch(why);
  },
  120_000,
);
