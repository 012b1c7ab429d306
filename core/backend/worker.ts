/** The worker thread: it has the project, and with the threads that it starts all of SQLite; the same in every shell. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer, WorkerMessage, WorkerOptions } from './protocol.ts';
import { startWorker } from './start-worker.ts';

const port: MessagePort | null = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only.');

const worker = startWorker(workerData as WorkerOptions, (answer: WorkerAnswer) => port.postMessage(answer));
port.on('message', (message: WorkerMessage) => {
  void worker.receive(message).then((goOn) => {
    if (!goOn) port.close();
  });
});
