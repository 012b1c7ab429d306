import { open } from 'node:fs/promises';
import { HEAD_BYTES } from '#formats/detect.ts';

/** Texts show in few lines what they are; there may be many of them. */
const TEXT_HEAD_BYTES = 4096;

/**
 * Reads the beginnings of files, one after the other, as UTF-8 or UTF-16, as well as can be; empty where a file cannot be read: what
 * reads it later says why. Files are many and small, so that all share one buffer.
 */
export function createHeadReader(): (path: string, isText: boolean) => Promise<string> {
  const buffer = Buffer.alloc(HEAD_BYTES);
  return async (path, isText) => {
    try {
      const file = await open(path, 'r');
      try {
        const { bytesRead } = await file.read(buffer, 0, isText ? TEXT_HEAD_BYTES : HEAD_BYTES, 0);
        return decodeHead(buffer.subarray(0, bytesRead));
      } finally {
        await file.close();
      }
    } catch {
      return '';
    }
  };
}

/** UTF-16 is told by its mark, or as markup is in it without one: by `<` beside a zero. */
function decodeHead(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
