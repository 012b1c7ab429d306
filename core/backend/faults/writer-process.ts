import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Acknowledgement, Order } from './order.ts';

export interface WriterProcess {
  tell(order: Order): void;
  /** Ends with the process. */
  readonly answers: AsyncIterable<Acknowledgement>;
  /** `kill -9`. */
  kill(): void;
}

/** Starts `writer.ts` in a process of its own. */
export function startWriter(projectFile: string, dataFolder: string): WriterProcess {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, projectFile, dataFolder], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  let killed = false;
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  // Writing to a process that was just killed.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  async function* answers(): AsyncGenerator<Acknowledgement> {
    for await (const line of createInterface({ input: child.stdout })) {
      // The last line may have been cut by the kill; then nothing was acknowledged.
      if (!line.endsWith('}')) continue;
      const answer = parse(line);
      if (answer !== null) yield answer;
    }
    await ended;
    if (!killed || complaints !== '') throw new Error(`The writer ended by itself: ${complaints}`);
  }

  return {
    tell: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
    answers: answers(),
    kill() {
      killed = true;
      child.kill('SIGKILL');
    },
  };
}

function parse(line: string): Acknowledgement | null {
  try {
    return JSON.parse(line) as Acknowledgement;
  } catch {
    return null;
  }
}
