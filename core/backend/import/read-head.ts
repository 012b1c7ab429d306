import { open } from 'node:fs/promises';
import { HEAD_BYTES } from '#formats/detect.ts';

/** Texts show in few lines what they are; there may be many of them. */
const TEXT_HEAD_BYTES = 4096;

/** The beginning of a file as UTF-8, as well as can be; empty where it cannot be read: what reads it later says why. */
export async function readHead(path: string, isText: boolean): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const size = isText ? TEXT_HEAD_BYTES : HEAD_BYTES;
      const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
