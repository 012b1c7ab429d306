const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A note on one line: control characters and whatever else ends a line for some reader are escaped, and so is the backslash. */
export function escapeNote(note: string): string {
  return note.replace(/[\\\p{Cc}\u{2028}\u{2029}]/gu, (character) => {
    return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Only for files with our manifest: elsewhere a backslash is a backslash (formats.md 3). */
export function unescapeNote(note: string): string {
  return note.replace(/\\(?:u([0-9a-f]{4})|([\\ntr]))/g, (_, code: string | undefined, letter: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === 'r' ? '\r' : '\\';
  });
}
