import { expect, test } from 'vitest';
import { FORMATS } from '#formats/infos.ts';

import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';
import { makeZip } from '../../../test-support/make-zip.ts';

const { backend, putAll } = await backendWithProjects();

/** What hardly a format can read. */
const CONTENTS: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  words: 'Ana saw the tram.\n"\t{[<x>\n',
  object: '{"text": 7}\n',
  list: '[{"text": 7, "spans": 3, "data": 1}]',
  markup: '<a><b></a>',
  archive: Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3),
  office: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0),
  pdf: '%PDF-1.7\nnothing\n',
  bytes: Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
};

/** A file of each content for each ending that a format has. */
async function badFiles() {
  const read = FORMATS.filter(({ reads }) => reads !== null);
  const wanted = read.flatMap(({ id, extensions }) =>
    extensions.flatMap((ending) =>
      Object.keys(CONTENTS).flatMap((kind) => [
        { name: `${kind} ${ending}/${id}/bad-file.${ending}`, kind, format: {} },
        { name: `${kind} ${ending}/as ${id}/bad-file.${ending}`, kind, format: { format: id } },
      ]),
    ),
  );
  const put = await putAll(Object.fromEntries(wanted.map(({ name, kind }) => [name, CONTENTS[kind] ?? ''])));
  return put.map((file, index) => ({ ...file, ...wanted[index]?.format }));
}

test('what is wrong with a file does not say its name again, whatever its format', async () => {
  const files = await badFiles();
  const inspected = await backend.call('import.inspect', { files });
  const withOthers = new Set(inspected.map(({ partOf }) => partOf));
  const alone = inspected.filter(({ name, partOf }) => partOf === null && !withOthers.has(name));
  const cards = alone.flatMap(({ name, problem, notices }) =>
    [problem ?? '', ...notices].map((message) => ({ file: name, message })),
  );
  const outcome = await backend.job('import.start', { files });
  if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
  const { problems, filesLeftOut } = outcome.imported;
  expect(alone.filter(({ problem }) => problem !== null).length).toBeGreaterThan(300);
  expect(filesLeftOut).toBeGreaterThan(300);
  const isAgain = ({ file, message }: { readonly file: string; readonly message: string }) =>
    message.includes(file) || /bad-file\.\w+:/.test(message);
  expect([...cards, ...problems].filter(isAgain)).toEqual([]);
}, 60_000);

test('of files that are read together, and of those in an archive, it says once which', async () => {
  const tables = {
    't/docs.csv': Uint8Array.of(0x50, 0x4b, 3, 4),
    't/spans.csv': 'doc_id,layer,label,start,end\na,entity,person,0,3\n',
  };
  const inspect = async (files: Readonly<Record<string, string | Uint8Array>>) => {
    const [first] = await backend.call('import.inspect', { files: await putAll(files) });
    return first?.problem;
  };
  const why = /^t\/docs\.csv: This is a ZIP archive/;
  expect(await inspect(tables)).toMatch(why);
  expect(await inspect({ 'z.zip': await makeZip(tables) })).toMatch(
    /^z\.zip\/t\/docs\.csv: This is a ZIP archive/,
  );
  expect(await inspect({ 'z.zip': await makeZip({ 'bad.docx': 'Ana saw the tram.' }) })).toMatch(
    /^z\.zip\/bad\.docx: By its name this is/,
  );
  const outcome = await backend.job('import.start', { files: await putAll(tables) });
  expect(outcome).toMatchObject({
    imported: {
      problems: [{ file: 't/docs.csv', message: expect.stringMatching(/^This is a ZIP archive/) }],
    },
  });
});
