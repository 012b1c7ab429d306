import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';

/**
 * The name of an entry with its folders parted by `/`, without `.` and empty parts, and ending in `/` where it is a
 * folder. The error says of a name that leads out of the archive, or might on some system, what it does.
 */
export function checkZipName(name: string): Result<string, string> {
  if (name.includes('\\')) return failure('has a backslash in its name');
  if (/^[A-Za-z]:/.test(name)) return failure('names a drive');
  if (name.startsWith('/')) return failure('names a place outside the archive');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return failure('leads out of the archive');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return failure('has a control character in its name');
  if (parts.length === 0) return name === '' ? failure('has no name') : success('/');
  return success(name.endsWith('/') ? `${parts.join('/')}/` : parts.join('/'));
}
