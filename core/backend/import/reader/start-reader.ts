import { memoryUsage } from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { ReaderAnswer, ReaderData, ReaderMessage, ReadPart, ReadRefusal, ReadTask } from './protocol.ts';
import { memorySentence, sizeOfAll } from './protocol.ts';

export interface ReaderOptions {
  /** The script of the thread. */
  readonly url: URL;
  readonly limits: ReaderLimits;
}

export interface ReaderLimits {
  /** MiB by which the process may grow while it reads. */
  readonly memory: number;
  /** Seconds that it may be silent. */
  readonly silence: number;
}

/** Whom a reader tells what it found, in order. */
export interface Taker {
  /** A pack of documents of the part that is at work. The reader waits for it. */
  documents(packed: Uint8Array, count: number): Promise<void> | void;
  part(part: ReadPart): void;
  /** How many bytes of all files of the task were read; some may be read twice. */
  bytes?(bytes: number): void;
  /** Asked several times a second. */
  cancelled(): boolean;
}

/** Reads files in a thread of its own, one task after the other. */
export interface Reader {
  /**
   * The error says why files cannot be read, or that the thread ran out of memory or time or broke. What was taken by then counts for nothing. What `documents` throws ends the task and is thrown.
   */
  read(task: ReadTask, taker: Taker): Promise<Result<null, ReadRefusal>>;
  /** Ends the thread; `read` answers that it was cancelled. */
  close(): Promise<void>;
}

export const CANCELLED = 'The import was cancelled.';

const LOOK_MS = 50;
const MEBIBYTE = 1024 * 1024;

/**
 * A thread that has read more bytes than this ends with its task: it keeps the memory that it has grown to, some hundred MiB,
 * and what follows, putting it all into the project, takes longer than reading did.
 */
const LARGE_TASK = 16 * MEBIBYTE;

/**
 * MiB for what is soon garbage, which is most of what a parser makes. Left to itself, the engine takes 150 more, and is no quicker.
 */
const YOUNG_MEGABYTES = 32;

/** The thread is started with the first task, and again where the one before took it down or ended it. */
export function startReader({ url, limits }: ReaderOptions): Reader {
  let worker: Worker | null = null;

  function running(): Worker {
    // The engine's own limit lies far above ours: where a single step of it, such as JSON.parse or a list that grows,
    // meets that, it is not the thread that ends but the process.
    const heap = limits.memory + Math.max(limits.memory, 1024);
    worker ??= new Worker(url, {
      workerData: { memory: limits.memory } satisfies ReaderData,
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    return worker;
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  return {
    async read(task, taker) {
      const thread = running();
      const outcome = await follow(thread, task, taker, limits).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      if ((outcome.ends || sizeOfAll(task.files) > LARGE_TASK) && worker === thread) await end();
      return outcome.result;
    },
    close: end,
  };
}

interface Outcome {
  readonly result: Result<null, ReadRefusal>;
  /** Whether the thread is of no use any more. */
  readonly ends: boolean;
}

function follow(thread: Worker, task: ReadTask, taker: Taker, limits: ReaderLimits): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  let name = task.files[0]?.name ?? '';
  /** Looks since the reader said something. Not a clock: a computer that sleeps must not count. */
  let silence = 0;
  /** While it is our turn, the reader may be silent. */
  let taking = 0;
  let order: Promise<void> = Promise.resolve();
  const before = memoryUsage.rss();
  const stop = (message: string) => resolve({ result: failure({ file: name, message }), ends: true });
  const post = (message: ReaderMessage) => thread.postMessage(message);

  const look = setInterval(() => {
    if (taker.cancelled()) stop(CANCELLED);
    if ((memoryUsage.rss() - before) / MEBIBYTE > limits.memory) stop(memorySentence(limits));
    silence = taking > 0 ? 0 : silence + 1;
    if (silence * LOOK_MS > limits.silence * 1000) {
      stop(
        `Reading it took longer than ${limits.silence} seconds without getting on. Nothing of it was imported. Split it and import the parts.`,
      );
    }
  }, LOOK_MS);

  const onMessage = (answer: ReaderAnswer) => {
    silence = 0;
    switch (answer.is) {
      case 'at-work':
        name = answer.name;
        taker.bytes?.(answer.bytes);
        return;
      case 'documents':
        taking += 1;
        order = order.then(async () => {
          await taker.documents(answer.packed, answer.count);
          taking -= 1;
          post({ is: 'taken' });
        });
        order.catch(reject);
        return;
      case 'part':
        order = order.then(() => taker.part(answer));
        order.catch(reject);
        return;
      case 'done':
        order.then(() => resolve({ result: success(null), ends: false }), reject);
        return;
      case 'refused':
        order.then(() => {
          const { file, message } = answer;
          resolve({ result: failure({ file, message }), ends: false });
        }, reject);
        return;
      case 'broken':
        stop(
          `Something went wrong inside the app while reading it (${answer.message}). Nothing of it was imported.`,
        );
    }
  };
  const onError = (error: unknown) => {
    const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const said = error instanceof Error ? error.message : String(error);
    stop(isMemory ? memorySentence(limits) : `Reading it failed (${said}). Nothing of it was imported.`);
  };
  const onExit = (code: number) => stop(`Reading it broke off (${code}). Nothing of it was imported.`);

  thread.on('message', onMessage).on('error', onError).on('exit', onExit);
  post({ is: 'read', task });
  return promise.finally(() => {
    clearInterval(look);
    thread.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}
