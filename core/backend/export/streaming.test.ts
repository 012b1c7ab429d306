import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '#formats/infos.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { newsRecords } from '../../../test-support/news-records.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';

/** More than are read back at once. */
const COUNT = 230;
const written = FORMATS.filter(({ writes }) => writes !== null);
const [records = []] = fc.sample(newsRecords(newsScheme, COUNT), { numRuns: 1, seed: 5 });

let backend: TestBackend;
beforeAll(async () => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('source.standoff').file });
  const { file } = await backend.put('source.jsonl', `${records.map(serialiseRecord).join('\n')}\n`);
  const outcome = await backend.job('import.start', { files: [{ file, name: 'source.jsonl' }] });
  expect(outcome).toMatchObject({ is: 'imported', imported: { documents: COUNT } });
}, 60_000);
afterAll(() => backend.close());

const progressOf = (jobId: string): number => {
  const event = backend.events.findLast(
    (each) => each.event === 'job.progressed' && each.value.jobId === jobId,
  );
  return event?.event === 'job.progressed' ? event.value.done / event.value.total : 0;
};
const temporary = async (): Promise<string[]> =>
  (await readdir(backend.folder)).filter((name) => name.includes('.tmp'));

describe.each(written.map((info) => [info.id, info] as const))('%s', (format, info) => {
  const name = info.folder === true ? `${format}-out` : `out-${format}.${info.extensions[0]}`;

  test('is read back some documents at a time, and other calls are answered meanwhile', async () => {
    let answered = 0;
    const outcome = await backend.job(
      'export.start',
      { format, file: backend.adopt(name).file },
      async (jobId) => {
        const isRunning = async () => (await backend.call('job.list', {})).some((job) => job.jobId === jobId);
        while (await isRunning()) answered += 1;
      },
    );
    expect(outcome).toMatchObject({
      is: 'exported',
      exported: { documents: documentsIn(format), differences: [] },
    });
    if (outcome.is === 'exported') expect(outcome.exported.verified).not.toBe(false);
    expect(answered).toBeGreaterThan(format === 'refi-qdc' ? 0 : 5);
    expect(await temporary()).toEqual([]);
  }, 60_000);
});

const documentsIn = (format: string): number => (format === 'refi-qdc' ? 0 : COUNT);

describe.each(['brat', 'csv', 'labelstudio', 'doccano', 'jsonl', 'refi-qda'] as const)('%s', (format) => {
  test.each([0, 0.4, 0.8])(
    'cancelled in the middle, it leaves nothing (%d)',
    async (part) => {
      const name = `cancelled-${format}-${part}`;
      const outcome = await backend.job(
        'export.start',
        { format, file: backend.adopt(name).file },
        async (jobId) => {
          while (progressOf(jobId) < part && (await backend.call('job.list', {})).length > 0) {
            await new Promise((resolve) => setTimeout(resolve, 2));
          }
          await backend.reply('job.cancel', { jobId });
        },
      );
      // It may have ended already where the machine is quick; what was cancelled is gone.
      const isThere = (await readdir(backend.folder)).some((each) => each.startsWith(name));
      expect(isThere).toBe(outcome.is === 'exported');
      if (part === 0) expect(outcome).toEqual({ is: 'cancelled' });
      expect(await temporary()).toEqual([]);
    },
    60_000,
  );
});
