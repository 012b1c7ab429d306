import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** How fast this machine reads and writes the same data as JSON and does nothing else: megabytes a second. */
export interface JsonLimit {
  readonly parse: number;
  readonly stringify: number;
}

export async function measureJson(path: string): Promise<JsonLimit> {
  let bytes = 0;
  let parsing = 0;
  let writing = 0;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    bytes += Buffer.byteLength(line);
    const started = performance.now();
    const value: unknown = JSON.parse(line);
    const parsed = performance.now();
    JSON.stringify(value);
    parsing += parsed - started;
    writing += performance.now() - parsed;
  }
  const speed = (milliseconds: number): number => bytes / 1e6 / (milliseconds / 1000);
  return { parse: speed(parsing), stringify: speed(writing) };
}
