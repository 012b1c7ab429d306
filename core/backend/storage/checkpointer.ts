import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';

/**
 * Puts what is in the write-ahead log into the project file. Of a large import that takes seconds, so it happens in a thread
 * of its own, with a connection of its own.
 */
export interface Checkpointer {
  /** After a commit. */
  written(): void;
  /** Waits for the thread where it is at work, and ends it. From then on only the writer has to do with the file. */
  close(): void;
}

/** What the thread is started with. */
export interface CheckpointData {
  readonly path: string;
  /** What `identityOf` said when the writer opened the file. */
  readonly identity: string;
  /** One number, `FREE`, `AT_WORK` or `ENDED`, that both threads change. */
  readonly turn: Int32Array;
}

/** From the thread, for each message to it: `null`, or why it could not. */
export type CheckpointAnswer = string | null;

export const FREE = 0;
export const AT_WORK = 1;
export const ENDED = 2;

/** A longer log is put into the file at once: about the 1000 pages after which SQLite does it by itself. */
const LONG_LOG = 4 * 1024 * 1024;

/** Milliseconds without a change after which a log of any length is: whoever copies the file then has everything. */
const REST_MS = 1000;

/** For a writer with a write-ahead log; it must have been used already. From now on its commits leave the log alone. */
export function createCheckpointer(writer: Database.Database, script: URL): Checkpointer {
  const path = writer.name;
  const turn = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const data: CheckpointData = { path, identity: identityOf(path), turn };
  let thread: Worker | null = null;
  let broken = false;
  let atWork = false;
  let again = false;
  let rest: NodeJS.Timeout | null = null;
  writer.pragma('wal_autocheckpoint = 0');

  function running(): Worker {
    thread ??= new Worker(script, { workerData: data })
      .on('message', (answer: CheckpointAnswer) => {
        if (answer !== null) checkpointHere(answer);
        done();
      })
      .on('error', fail)
      .on('exit', (code) => fail(`The thread ended with code ${code}.`));
    thread.unref();
    return thread;
  }

  function fail(reason: unknown): void {
    if (broken || Atomics.load(turn, 0) === ENDED) return;
    broken = true;
    checkpointHere(reason);
    if (writer.open) writer.pragma('wal_autocheckpoint = 1000');
  }

  function done(): void {
    atWork = false;
    if (again) checkpoint();
  }

  function checkpoint(): void {
    if (rest !== null) clearTimeout(rest);
    rest = null;
    if (broken) {
      checkpointHere(null);
      return;
    }
    again = atWork;
    if (atWork) return;
    atWork = true;
    try {
      running().postMessage(null);
    } catch (error) {
      fail(error);
    }
  }

  /** Where the thread cannot. */
  function checkpointHere(reason: unknown): void {
    try {
      if (reason !== null)
        console.error('The changes are put into the project file without a thread:', reason);
      if (writer.open && !writer.inTransaction) writer.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      // Nothing is lost: the log has it, and the next checkpoint tries again.
      console.error('The changes could not be put into the project file yet:', error);
    }
  }

  return {
    written() {
      if (rest !== null) clearTimeout(rest);
      rest = null;
      if (!broken && isLong(path)) checkpoint();
      else rest = setTimeout(checkpoint, REST_MS).unref();
    },
    close() {
      if (rest !== null) clearTimeout(rest);
      while (Atomics.compareExchange(turn, 0, FREE, ENDED) === AT_WORK) Atomics.wait(turn, 0, AT_WORK);
      void thread?.terminate();
    },
  };
}

/** Tells a file from another that was put in its place. */
export function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}

/** Whether the log of this project file is longer than it should be. */
export function isLong(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > LONG_LOG;
}
