import { Worker } from 'node:worker_threads';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { JobAnswer, JobData, StoredStep } from './protocol.ts';

/** How often it is looked whether the user wants the job to stop, in milliseconds. */
const LOOK_MS = 50;

export type JobThreadData = Omit<JobData, 'stop'>;

/**
 * Does a job in a thread of its own, with connections of its own to the project: reading goes on meanwhile, and so does
 * whoever else is in this thread, during a COMMIT of seconds too. Resolves when the thread has ended and its connections are
 * closed. `stored` is told of the step that an import has stored. Throws where the thread breaks; what it had not committed
 * is undone then, and `commitBeside` finds what it had.
 */
export async function runInThread(
  script: URL,
  data: JobThreadData,
  job: JobControl,
  stored: (step: StoredStep) => void = () => {},
): Promise<JobOutcome> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(script, { workerData: { ...data, stop } satisfies JobData });
  const look = setInterval(() => {
    if (job.cancelled()) Atomics.store(stop, 0, 1);
  }, LOOK_MS);
  let outcome: JobOutcome | null = null;
  let broken: unknown = null;
  worker.on('message', (answer: JobAnswer) => {
    if (answer.is === 'progress') job.report(answer.done, answer.total, answer.current);
    else if (answer.is === 'stored') stored(answer.step);
    else outcome = answer.outcome;
  });
  worker.on('error', (error: unknown) => {
    broken = error;
  });
  const code = await new Promise<number>((resolve) => worker.once('exit', resolve));
  clearInterval(look);
  if (outcome !== null) return outcome;
  throw new JobFailure(
    `The part of the app that was at work on it has stopped (${broken instanceof Error ? broken.message : `code ${code}`}). What is not in the list was not stored. Try again with less at a time.`,
  );
}
