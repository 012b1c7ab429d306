import { hash } from 'node:crypto';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { command, query } from './statement.ts';

export const statements = {
  read: query('SELECT text FROM document_text WHERE sha256 = ?', ['text'], { text: 'text' }),
  // Counts code points, so that no surrogate pair is cut.
  beginning: query(
    'SELECT substr(text, 1, ?) AS beginning FROM document_text WHERE sha256 = ?',
    ['integer', 'text'],
    { beginning: 'text' },
  ),
  exists: query('SELECT sha256 FROM document_text WHERE sha256 = ?', ['text'], { sha256: 'text' }),
  each: query('SELECT sha256, text FROM document_text', [], { sha256: 'text', text: 'text' }),
  insert: command('INSERT INTO document_text (sha256, text, code_points) VALUES (?, ?, ?)', [
    'text',
    'text',
    'integer',
  ]),
  readOriginal: query('SELECT bytes FROM document_original WHERE sha256 = ?', ['text'], { bytes: 'blob' }),
  originalExists: query('SELECT sha256 FROM document_original WHERE sha256 = ?', ['text'], {
    sha256: 'text',
  }),
  eachOriginal: query('SELECT sha256, bytes FROM document_original', [], { sha256: 'text', bytes: 'blob' }),
  insertOriginal: command('INSERT INTO document_original (sha256, bytes) VALUES (?, ?)', ['text', 'blob']),
};

/** Lower-case hex SHA-256; a text counts as its UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

export function readText(db: ReadableDatabase, textSha256: string): string | null {
  return statements.read.get(db, textSha256)?.text ?? null;
}

/** The first code points of a text, at most `length`. */
export function readBeginning(db: ReadableDatabase, textSha256: string, length: number): string {
  return statements.beginning.get(db, length, textSha256)?.beginning ?? '';
}

/** Keeps a text by its SHA-256, which it returns. SQLite cannot hold lone surrogates: those throw. */
export function putText(db: WritableDatabase, text: string): string {
  if (!text.isWellFormed()) throw new RangeError('A text with half of a surrogate pair cannot be stored.');
  const hash = sha256(text);
  if (statements.exists.get(db, hash) === undefined) {
    statements.insert.run(db, hash, text, codePointLength(text));
  }
  return hash;
}

/** Every stored text with its SHA-256, one by one. */
export function eachText(db: ReadableDatabase): Iterable<{ readonly sha256: string; readonly text: string }> {
  return statements.each.each(db);
}

/** All stored originals with their SHA-256, one by one. */
export function eachOriginal(
  db: ReadableDatabase,
): Iterable<{ readonly sha256: string; readonly bytes: Uint8Array }> {
  return statements.eachOriginal.each(db);
}

export function readOriginal(db: ReadableDatabase, bytesSha256: string): Uint8Array | null {
  return statements.readOriginal.get(db, bytesSha256)?.bytes ?? null;
}

/** Keeps imported bytes by their SHA-256, which it returns. */
export function putOriginal(db: WritableDatabase, bytes: Uint8Array): string {
  const hash = sha256(bytes);
  if (statements.originalExists.get(db, hash) === undefined) statements.insertOriginal.run(db, hash, bytes);
  return hash;
}

/** Code points of a well-formed text: units that are not the second half of a pair. */
function codePointLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) length -= 1;
  }
  return length;
}
