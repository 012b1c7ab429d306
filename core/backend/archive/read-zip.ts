import type { InputFile } from '#formats/exchange.ts';
import type { Result } from '#model/result.ts';
import { success } from '#model/result.ts';
import { openZip } from './open-zip.ts';
import { DEFAULT_ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';

/**
 * All files of a ZIP archive, of a file or in memory, in the order of its list: all of them or none. The error is a
 * sentence for the user. An archive among them is left as it is.
 */
export async function readZip(
  source: string | Uint8Array,
  limits: ZipLimits = DEFAULT_ZIP_LIMITS,
): Promise<Result<readonly InputFile[], string>> {
  const zip = await openZip(source, limits);
  if (!zip.ok) return zip;
  try {
    const files: InputFile[] = [];
    for (const entry of zip.value.entries) {
      const bytes = await entry.read();
      if (!bytes.ok) return bytes;
      files.push({ name: entry.name, bytes: bytes.value });
    }
    return success(files);
  } finally {
    zip.value.close();
  }
}
