/** The thread that parses the files of others: what they do to it costs a message and not the app. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { readFailure } from '../read-file.ts';
import { pack, weightOf } from './pack.ts';
import type { ReaderAnswer, ReaderData, ReaderMessage, ReadTask } from './protocol.ts';
import { readTask } from './read-task.ts';

const port: MessagePort | null = parentPort;
if (port === null) throw new Error('reader-worker.ts runs as a worker thread only.');

/** Packs of documents that are handed out and not taken yet; more than this many wait here. */
const MOST_UNTAKEN = 2;
/** A pack is sent when it has about this many bytes. */
const PACK_BYTES = 1024 * 1024;

let untaken = 0;
let goOn = () => {};

port.on('message', (message: ReaderMessage) => {
  if (message.is === 'read') void run(message.task);
  else {
    untaken -= 1;
    goOn();
  }
});

async function run(task: ReadTask): Promise<void> {
  untaken = 0;
  try {
    for await (const event of readTask(task, workerData as ReaderData)) {
      if (event.is === 'documents') await sendAll(event.documents);
      else send(event);
      if (event.is === 'refused') return;
    }
    send({ is: 'done' });
  } catch (error) {
    const refusal = error instanceof Error && 'syscall' in error ? readFailure(error) : null;
    if (refusal !== null) send({ is: 'refused', file: null, message: refusal });
    else send({ is: 'broken', message: error instanceof Error ? error.message : String(error) });
  }
}

async function sendAll(documents: Parameters<typeof pack>[0]): Promise<void> {
  for (let start = 0; start < documents.length; ) {
    let end = start;
    for (let weight = 0; end < documents.length && weight < PACK_BYTES; end += 1) {
      const document = documents[end];
      if (document !== undefined) weight += weightOf(document);
    }
    const packed = pack(documents.slice(start, end));
    const count = end - start;
    start = end;
    while (untaken >= MOST_UNTAKEN) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    untaken += 1;
    port?.postMessage({ is: 'documents', packed, count } satisfies ReaderAnswer, [packed.buffer]);
  }
}

function send(answer: ReaderAnswer): void {
  port?.postMessage(answer);
}
