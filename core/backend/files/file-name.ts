const WINDOWS_RESERVED = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)/i;
const MAX_BYTES = 255;

/**
 * Says in a sentence why a file cannot have this name in a folder, or null where it can. The rules of all
 * platforms apply on each of them, so that a project can be handed to anyone.
 */
export function fileNameProblem(name: string): string | null {
  if (name.trim() === '') return 'The file needs a name.';
  if (name === '.' || name === '..') return 'A file cannot be called “.” or “..”.';
  const bad = /[/\\<>:"|?*]/.exec(name);
  if (bad) return `A file name cannot contain “${bad[0]}”.`;
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return 'A file name cannot contain control characters.';
    if (code >= 0xd800 && code <= 0xdfff) return 'The file name contains a broken character.';
  }
  if (/[. ]$/.test(name)) return 'A file name cannot end with a dot or a space.';
  if (WINDOWS_RESERVED.test(name)) return `Windows keeps the name “${name}” for itself. Choose another.`;
  if (Buffer.byteLength(name, 'utf8') > MAX_BYTES) return 'The file name is too long.';
  return null;
}
