/** The part of the compression standard that Node and the window share; neither's types are known here. */
declare const DecompressionStream: new (
  format: 'deflate',
) => {
  readonly writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };
  };
  readonly readable: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
      cancel(): Promise<void>;
    };
  };
};

/** Streams packed into less cannot unpack to more than some hundred MiB: deflate makes at most 1032 bytes of one. */
const SUSPICIOUS = 200_000;
const PIECE = 64 * 1024;
/** How far before a stream its description begins. */
const LONGEST_DESCRIPTION = 4096;

/**
 * Whether a packed stream of a PDF, pictures aside, unpacks to more than `limit` bytes: pdf.js unpacks streams whole. Looks
 * at the bytes alone, so that a file with any structure is told; what is encrypted or packed otherwise is not.
 */
export async function unpacksToMore(bytes: Uint8Array, limit: number): Promise<boolean> {
  for (const { description, from, to } of streamsOf(bytes)) {
    const packed = description.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    if (packed === 0 || /\/Subtype\s*\/Image\b/.test(description)) continue;
    // No program packs twice; each time may make a thousand bytes of one.
    if (packed > 1 && to - from > SUSPICIOUS / 1000) return true;
    if (to - from > SUSPICIOUS && (await inflatesToMore(bytes.subarray(from, to), limit))) return true;
  }
  return false;
}

interface PackedStream {
  readonly description: string;
  readonly from: number;
  readonly to: number;
}

function* streamsOf(bytes: Uint8Array): Generator<PackedStream> {
  for (let at = find(bytes, 'stream', 0); at !== -1; ) {
    const from = at + 'stream'.length;
    const end = find(bytes, 'endstream', from);
    const to = end === -1 ? bytes.length : end;
    const before = ascii(bytes.subarray(Math.max(0, at - LONGEST_DESCRIPTION), at));
    const description = before.slice(before.lastIndexOf(' obj') + 1);
    const lineEnd = bytes[from] === 0x0d ? 2 : 1;
    if (/>>\s*$/.test(description)) yield { description, from: from + lineEnd, to };
    at = end === -1 ? -1 : find(bytes, 'stream', end + 'endstream'.length);
  }
}

function find(bytes: Uint8Array, word: string, from: number): number {
  const codes = Array.from(word, (letter) => letter.charCodeAt(0));
  const [first = 0] = codes;
  let at = bytes.indexOf(first, from);
  while (at !== -1 && codes.some((code, index) => bytes[at + index] !== code))
    at = bytes.indexOf(first, at + 1);
  return at;
}

function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

async function inflatesToMore(packed: Uint8Array, limit: number): Promise<boolean> {
  const { writable, readable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  // What is written waits for what is read; a fault shows there.
  void (async () => {
    for (let at = 0; at < packed.length; at += PIECE) await writer.write(packed.subarray(at, at + PIECE));
    await writer.close();
  })().catch(() => {});
  const reader = readable.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) return false;
      size += value.length;
      if (size > limit) return true;
    }
  } catch {
    // Not whole, or with something behind: pdf.js takes what it can.
    return size > limit;
  } finally {
    // Not waited for: what is being unpacked is dropped whenever that is.
    reader.cancel().catch(() => {});
  }
}
