/** The thread that puts what is in the write-ahead log into the project file; see `checkpointer.ts`. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import {
  AT_WORK,
  type CheckpointAnswer,
  type CheckpointData,
  ENDED,
  FREE,
  identityOf,
  isLong,
} from './checkpointer.ts';
import { makeDurable } from './durable.ts';

const port: MessagePort | null = parentPort;
if (port === null) throw new Error('checkpoint-worker.ts runs as a worker thread only.');

const { path, identity, turn } = workerData as CheckpointData;

port.on('message', () => port.postMessage(inTurn() satisfies CheckpointAnswer));

function inTurn(): CheckpointAnswer {
  if (Atomics.compareExchange(turn, 0, FREE, AT_WORK) === ENDED) return null;
  try {
    checkpoint();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    Atomics.store(turn, 0, FREE);
    Atomics.notify(turn, 0);
  }
}

/** The connection is opened each time, so that none is left to close when the project is. */
function checkpoint(): void {
  assertSameFile();
  // Waiting for others would keep the writer out meanwhile: whatever is in use now is left to the next checkpoint.
  const raw = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    makeDurable(raw);
    assertSameFile();
    raw.pragma('wal_checkpoint(PASSIVE)');
    // Keeps the writer out, but for what came meanwhile only. A short log is written anew sooner than a longer one is made.
    if (isLong(path)) raw.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    raw.close();
  }
}

/** A log in a file that it does not belong to would destroy that. */
function assertSameFile(): void {
  if (identityOf(path) !== identity)
    throw new Error('Another file was put in the place of the project file.');
}
