import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Call, EventMessage, ProcedureName, Reply, RequestOf } from '#contract/contract.ts';
import { pathsIn } from './files/handle-paths.ts';
import type { WorkerAnswer, WorkerMessage, WorkerOptions } from './protocol.ts';

/** The main side of the backend: it forwards to the worker thread, which owns the project. */
export interface Backend {
  /** Answers a backend call. Never rejects: a backend that has stopped answers `internal.failed`. */
  dispatch(call: Call, pathOf: (handle: string) => string | null): Promise<Reply>;
  subscribe(listener: (event: EventMessage) => void): () => void;
  /** Ends jobs, closes the project and ends the worker. */
  close(): Promise<void>;
  /** Resolves when the worker has ended: `null` after `close`, otherwise what stopped it. */
  readonly ended: Promise<Error | null>;
}

export interface BackendOptions {
  /** Settings, the sample project; made where missing. */
  readonly dataFolder: string;
  /** By default the checkout's `resources/`. Bundled shells must name it. */
  readonly resourcesFolder?: string;
  readonly appVersion: string;
  /** Bundled shells name their built worker; `reader.js`, `checkpoint.js` and `job.js` lie beside it. */
  readonly workerUrl?: URL;
}

const STOPPED = 'The part of the app that stores your work has stopped. Close the app and open it again.';

/** Starts the worker thread. The first call is answered when it is up. */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const resourcesFolder =
    options.resourcesFolder ?? fileURLToPath(new URL('../../resources', import.meta.url));
  /** The address of a thread's script: the source, or beside a bundled worker what was made of it. */
  const scriptUrl = (source: string, bundle: string): string =>
    (options.workerUrl === undefined ? new URL(source, import.meta.url) : new URL(bundle, options.workerUrl))
      .href;
  const workerData: WorkerOptions = {
    dataFolder: options.dataFolder,
    schemeFile: join(resourcesFolder, 'schemes', 'news.json'),
    resourcesFolder,
    readerUrl: scriptUrl('./import/reader/reader-worker.ts', 'reader.js'),
    checkpointUrl: scriptUrl('./storage/checkpoint-worker.ts', 'checkpoint.js'),
    jobUrl: scriptUrl('./job-thread/job-worker.ts', 'job.js'),
    appVersion: options.appVersion,
  };
  const worker = new Worker(options.workerUrl ?? new URL('./worker.ts', import.meta.url), { workerData });

  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners = new Set<(event: EventMessage) => void>();
  const { promise: ended, resolve: end } = Promise.withResolvers<Error | null>();
  let lastId = 0;
  let closing = false;
  let stoppedBy: Error | null = null;
  let stopped = false;

  worker.on('message', (answer: WorkerAnswer) => {
    if (answer.is === 'reply') {
      const resolve = waiting.get(answer.id);
      waiting.delete(answer.id);
      resolve?.(answer.reply);
    } else if (answer.is === 'event') {
      for (const listener of [...listeners]) listener(answer.message);
    }
  });
  worker.on('error', (error: unknown) => {
    stoppedBy = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('exit', (code) => {
    stopped = true;
    if (!closing && stoppedBy === null)
      stoppedBy = new Error(`The backend's worker ended with code ${code}.`);
    for (const resolve of waiting.values()) resolve(stoppedReply(stoppedBy));
    waiting.clear();
    end(stoppedBy);
  });

  const post = (message: WorkerMessage) => worker.postMessage(message);
  await new Promise<void>((resolve) => {
    worker.once('online', resolve);
    worker.once('exit', () => resolve());
  });

  return {
    dispatch(call, pathOf) {
      if (stopped || closing) return Promise.resolve(stoppedReply(stoppedBy));
      return new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        post({ is: 'call', id: lastId, call, paths: pathsIn(call.request, pathOf) });
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (!closing && !stopped) {
        closing = true;
        post({ is: 'close' });
      }
      await ended;
    },
    ended,
  };
}

/** A typed call, for shells without a window. */
export async function callBackend<Name extends ProcedureName>(
  backend: Backend,
  procedure: Name,
  request: RequestOf<Name>,
  pathOf: (handle: string) => string | null = () => null,
): Promise<Reply<Name>> {
  return (await backend.dispatch({ procedure, request }, pathOf)) as Reply<Name>;
}

function stoppedReply(reason: Error | null): Reply {
  const message = reason === null ? STOPPED : `${STOPPED} (${reason.message})`;
  return { ok: false, error: { code: 'internal.failed', message } };
}
