import { closeSync, openSync, readSync } from 'node:fs';
import type { Loss } from '#formats/exchange.ts';
import { writeFully } from '../atomic-write.ts';
import type { LossCount } from './count-losses.ts';
import { createLossCounts } from './count-losses.ts';

/** A stretch of the log. */
export interface LossRange {
  readonly start: number;
  readonly end: number;
}

/** The losses of an export: counted as they come, and kept on the disk, so that there may be millions. */
export interface LossLog {
  add(loss: Loss): void;
  counts(): LossCount[];
  /** Bytes so far: the end of a range, or the beginning of the next. */
  place(): number;
  /** The losses between two places. */
  read(range: LossRange): Loss[];
  /** One by one, from the first. */
  all(): Generator<Loss, void, void>;
  close(): void;
}

/** Losses are kept in memory until they have so many bytes. */
const BUFFER_BYTES = 256 * 1024;

/** `path` is made once there are many losses, and stays when the log is closed. */
export function openLossLog(path: string): LossLog {
  const counts = createLossCounts();
  let handle: number | null = null;
  let stored = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;

  function store(): void {
    handle ??= openSync(path, 'wx+');
    writeFully(handle, Buffer.concat(waiting));
    stored += waitingBytes;
    waiting = [];
    waitingBytes = 0;
  }

  function bytesOf(start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafe(end - start);
    const onDisk = Math.max(0, Math.min(end, stored) - start);
    for (let done = 0; done < onDisk && handle !== null; ) {
      const count = readSync(handle, bytes, done, onDisk - done, start + done);
      if (count === 0) throw new Error('The list of losses could not be read back.');
      done += count;
    }
    if (end > stored) Buffer.concat(waiting).copy(bytes, onDisk, Math.max(0, start - stored), end - stored);
    return bytes;
  }

  return {
    add(loss) {
      counts.add([loss]);
      const line = Buffer.from(`${JSON.stringify(loss)}\n`);
      waiting.push(line);
      waitingBytes += line.length;
      if (waitingBytes >= BUFFER_BYTES) store();
    },
    counts: counts.all,
    place: () => stored + waitingBytes,
    read: ({ start, end }) => lossesIn(bytesOf(start, end)),
    *all() {
      const end = stored + waitingBytes;
      let rest: Buffer = Buffer.alloc(0);
      for (let at = 0; at < end; at += BUFFER_BYTES) {
        const chunk = bytesOf(at, Math.min(at + BUFFER_BYTES, end));
        rest = Buffer.concat([rest, chunk]);
        const last = rest.lastIndexOf(0x0a);
        yield* lossesIn(rest.subarray(0, last + 1));
        rest = rest.subarray(last + 1);
      }
    },
    close() {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

function lossesIn(lines: Buffer): Loss[] {
  return lines
    .toString()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Loss)));
}
