import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '#backend/import/import-job.ts';
import { withReading } from '#backend/import/reading.ts';
import { nextTurn } from '#backend/next-turn.ts';
import type { ProjectSession } from '#backend/session.ts';
import type { HandlerContext } from './handler.ts';

/** Files of the sample that are documents. */
const DOCUMENT = /\.(txt|md|jsonl)$/i;

/** Makes the sample project from the articles of the resources folder. Throws where that fails. */
export async function makeSample(context: HandlerContext, path: string): Promise<void> {
  const folder = join(context.resourcesFolder, 'sample');
  const names = readdirSync(folder)
    .filter((name) => DOCUMENT.test(name) && !/^readme\b/i.test(name))
    .sort();
  if (names.length === 0) throw new Error(`There are no sample articles in ${folder}.`);
  mkdirSync(context.dataFolder, { recursive: true });

  const made = await context.project.make(path, async (opened) => {
    // The articles are where the project begins: undo must not take them away.
    const session: ProjectSession = {
      ...opened,
      commitStream: (action, run, cancelled) => opened.commitStream(action, run, cancelled, 'create'),
    };
    const files = names.map((name) => ({ file: name as typeof name & { fileHandle: true }, name }));
    const job = { report: () => undefined, cancelled: () => false, pause: nextTurn };
    const plain = {
      files,
      duplicates: 'skip',
      missing: 'leave-out',
      lacking: 'leave-out',
      memory: 'ignore',
      conflicts: 'refuse',
    } as const;
    const outcome = await withReading(context, (reading) =>
      importFiles(session, plain, (name) => join(folder, name), job, reading),
    );
    if (outcome.is !== 'imported' || outcome.imported.problems.length > 0) {
      throw new Error(`The sample articles could not be imported: ${JSON.stringify(outcome)}`);
    }
    // Whoever tries the sample goes on where its annotator stopped, and sees these spans as their own.
    const before = opened.annotator().id;
    const sampleAnnotator = opened.reader.annotators().find(({ id }) => id !== before);
    if (sampleAnnotator) opened.selectAnnotator(sampleAnnotator.name);
  });
  if (!made.ok) throw new Error(made.error.message);
}
