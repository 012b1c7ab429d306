/** The thread that does one import or export from beginning to end; see `run-in-thread.ts`. */
import { randomBytes } from 'node:crypto';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { explainFailure } from '../explain-failure.ts';
import { exportProject } from '../export/export-job.ts';
import { planExport } from '../export/plan.ts';
import { createSplitMemory } from '../export/split-memory.ts';
import { pathOfIn } from '../files/handle-paths.ts';
import { createIds } from '../ids.ts';
import { importFiles } from '../import/import-job.ts';
import { withReading } from '../import/reading.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import { nextTurn } from '../next-turn.ts';
import { projectName } from '../project-name.ts';
import { createSession } from '../project-session.ts';
import { createRandomBytes } from '../random-bytes.ts';
import type { ProjectSession } from '../session.ts';
import { openBeside } from '../storage/open-beside.ts';
import type { JobAnswer, JobData } from './protocol.ts';

const port: MessagePort | null = parentPort;
if (port === null) throw new Error('job-worker.ts runs as a worker thread only.');

const { task, project, paths, dataFolder, readerUrl, appVersion, stop } = workerData as JobData;
const send = (answer: JobAnswer): void => port.postMessage(answer);
const now = () => new Date().toISOString();

const job: JobControl = {
  report: (done, total, current) => send({ is: 'progress', done, total, current }),
  cancelled: () => Atomics.load(stop, 0) !== 0,
  pause: nextTurn,
};

function run(session: ProjectSession): Promise<JobOutcome> {
  if (task.is === 'import') {
    return withReading({ dataFolder, readerUrl: new URL(readerUrl) }, (reading) =>
      importFiles(session, task.request, pathOfIn(paths), job, reading),
    );
  }
  const { request, path, splits } = task;
  const plan = planExport(request, session.reader, projectName(session.file));
  // Asked and answered before the thread was started; another change may have come in between.
  if (!plan.ok) return Promise.resolve({ is: 'failed', message: plan.error.message });
  const { file: _, ...choices } = request;
  const asked = { choices, path, appVersion, now: now(), splitMemory: createSplitMemory(splits) };
  return exportProject(session, plan.value, asked, job);
}

async function inSession(): Promise<JobOutcome> {
  const session = createSession({
    file: openBeside(project),
    emit: (message) => message.event === 'record.changed' && send({ is: 'stored', step: message.value }),
    now,
    newId: createIds({ now: Date.now, random: createRandomBytes(randomBytes) }),
  });
  try {
    return await run(session);
  } finally {
    session.close();
  }
}

send({
  is: 'ended',
  outcome: await inSession().catch((error: unknown) => ({ is: 'failed', message: explainFailure(error) })),
});
