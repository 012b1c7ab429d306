import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { explainFailure } from './explain-failure.ts';
import { pathOfIn } from './files/handle-paths.ts';
import type { HandlerContext } from './handlers/handler.ts';
import { createIds } from './ids.ts';
import { createJobs } from './jobs.ts';
import { createOpenedProject } from './opened-project.ts';
import type { WorkerAnswer, WorkerMessage, WorkerOptions } from './protocol.ts';
import { createRandomBytes } from './random-bytes.ts';
import { createRouter } from './router.ts';
import { createSettings } from './settings.ts';
import { removeLeftovers } from './temporary-folder.ts';

/** The worker's composition root: real clock, ids and user; everything else gets them as arguments. */
export function startWorker(options: WorkerOptions, send: (answer: WorkerAnswer) => void) {
  const now = () => new Date().toISOString();
  const newId = createIds({ now: Date.now, random: createRandomBytes(randomBytes) });
  const emit: HandlerContext['emit'] = (message) => send({ is: 'event', message });
  const { dataFolder, resourcesFolder, appVersion } = options;
  const readerUrl = new URL(options.readerUrl);
  removeLeftovers(dataFolder);
  const settings = createSettings({ dataFolder, now, newId });
  const jobs = createJobs({
    emit,
    now,
    newId,
    elapsed: () => performance.now(),
    explain: explainFailure,
  });
  const project = createOpenedProject({
    emit,
    settings,
    jobs,
    schemeFile: options.schemeFile,
    userName: userName(),
    now,
    newId,
    checkpointUrl: new URL(options.checkpointUrl),
  });
  const route = createRouter({
    project,
    settings,
    jobs,
    emit,
    dataFolder,
    resourcesFolder,
    readerUrl,
    jobUrl: new URL(options.jobUrl),
    appVersion,
    now,
  });

  return {
    /** Answers false after the last message. */
    async receive(message: WorkerMessage): Promise<boolean> {
      switch (message.is) {
        case 'call': {
          const { id, call, paths } = message;
          send({ is: 'reply', id, reply: await route(call, { pathOf: pathOfIn(paths) }) });
          return true;
        }
        case 'close':
          await project.close();
          return false;
      }
    },
  };
}

/** The name of the first annotator of a new project: who is logged in. */
function userName(): string {
  try {
    return userInfo().username.trim() || 'annotator';
  } catch {
    // Some containers run under a user id without a name.
    return 'annotator';
  }
}
