import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test-support/session-workbench.ts';
import type { JobControl } from '../jobs.ts';
import { type JobThreadData, runInThread } from './run-in-thread.ts';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A thread that does what a test needs, instead of a job. */
function scriptOf(name: string, code: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${code}`);
  return pathToFileURL(file);
}

const data = { task: null, project: '', paths: {} } as unknown as JobThreadData;

function control(isCancelled: () => boolean = () => false) {
  const reports: unknown[] = [];
  const job: JobControl = {
    report: (...report) => void reports.push(report),
    cancelled: isCancelled,
    pause: async () => {},
  };
  return { job, reports };
}

const ENDED = `parentPort.postMessage({ is: 'ended', outcome: { is: 'cancelled' } });`;

test('progress and what was stored are passed on before the outcome', async () => {
  const script = scriptOf(
    'told',
    `parentPort.postMessage({ is: 'progress', done: 1, total: 2, current: 'a' });
     parentPort.postMessage({ is: 'stored', step: { sequence: 7 } });\n${ENDED}`,
  );
  const { job, reports } = control();
  const steps: unknown[] = [];
  expect(await runInThread(script, data, job, (step) => steps.push(step))).toEqual({ is: 'cancelled' });
  expect(reports).toEqual([[1, 2, 'a']]);
  expect(steps).toEqual([{ sequence: 7 }]);
});

test('the wish to stop reaches a thread that never looks at its messages', async () => {
  const script = scriptOf(
    'stopped',
    `Atomics.wait(workerData.stop, 0, 0, 10);\n${'while (Atomics.load(workerData.stop, 0) === 0);'}\n${ENDED}`,
  );
  let asked = 0;
  const { job } = control(() => {
    asked += 1;
    return asked > 1;
  });
  expect(await runInThread(script, data, job)).toEqual({ is: 'cancelled' });
});

test('a thread that breaks, ends early or is not there fails the job with a sentence', async () => {
  const run = (script: URL) => runInThread(script, data, control().job);
  await expect(run(scriptOf('broken', `throw new Error('no such thing');`))).rejects.toThrow(
    'has stopped (no such thing).',
  );
  await expect(run(scriptOf('ended', 'process.exit(3);'))).rejects.toThrow('has stopped (code 3)');
  await expect(run(pathToFileURL(join(folder, 'nowhere.mjs')))).rejects.toThrow('Cannot find module');
});
