import { fuzzCorpus } from './fuzz-corpus.ts';
import { fuzzCase } from './fuzz-formats.ts';
import type { TestBackend } from './test-backend.ts';

export interface ImportFuzzReport {
  readonly imported: number;
  /** Imports that ended with messages alone. */
  readonly refused: number;
  /** One line each. */
  readonly failures: readonly string[];
}

/**
 * Imports files of the corpus, changed at random, into one project: each goes in whole or leaves the project as it was, with a
 * message; one undo takes back what it added, and the project stays sound. Archives that a reader gets unpacked stay out.
 */
export async function fuzzImports(
  backend: TestBackend,
  { seed, cases }: { readonly seed: number; readonly cases: number },
): Promise<ImportFuzzReport> {
  const corpus = fuzzCorpus();
  const failures: string[] = [];
  let imported = 0;
  let refused = 0;
  await backend.call('project.create', { file: backend.adopt('fuzz.standoff').file });
  const holds = async () => {
    const { documents } = await backend.call('document.list', {});
    const project = await backend.call('project.read', {});
    return JSON.stringify([documents.map(({ id, counts }) => [id, counts]), project?.scheme.layers]);
  };
  for (let at = 0; at < cases; at += 1) {
    const { format, files } = fuzzCase(corpus, seed + at * 7919);
    if (files.some(({ entries }) => entries !== undefined)) continue;
    const name = `case ${at}, ${format}, ${files.map((file) => file.name).join(' + ')}`;
    const fail = (fault: string): void => void failures.push(`${name}: ${fault}`);
    const put = await Promise.all(
      files.map(async (file, index) => {
        const { file: handle } = await backend.put(`fuzz-${index}`, file.bytes);
        return { file: handle, name: file.name, ...(at % 2 === 0 ? { format } : {}) };
      }),
    );
    const before = await holds();
    const add = at % 3 === 0 ? ('add' as const) : ('leave-out' as const);
    const request = { files: put, missing: add, lacking: add, duplicates: 'import' as const };
    const inspected = await backend.call('import.inspect', request);
    const outcome = await backend.job('import.start', request);
    const after = await holds();
    if (outcome.is === 'failed' && outcome.message.trim() === '') fail('failed without a message');
    if (outcome.is !== 'imported') {
      refused += 1;
      if (after !== before) fail(`${outcome.is}, and the project has changed`);
      continue;
    }
    const { documents, annotations, problems } = outcome.imported;
    if (after === before) {
      refused += 1;
      if (documents + annotations > 0) fail('said to have imported what is not there');
      const isSaid =
        problems.length > 0 ||
        inspected.some(({ problem, notices }) => problem !== null || notices.length > 0);
      if (!isSaid && inspected.some(({ size }) => size > 0)) fail('added nothing and said nothing');
      continue;
    }
    imported += 1;
    const check = await backend.call('project.check', {});
    for (const problem of check.problems) fail(JSON.stringify(problem));
    await backend.call('history.undo', {});
    if ((await holds()) !== before) fail('undone, it has left something');
  }
  return { imported, refused, failures };
}
