import type { Fragment } from '#model/annotation.ts';
import { asUtf16 } from '#model/offset.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { ReadSentence, SurfaceToken } from './read-sentences.ts';
import { unescapeSpaces } from './spaces.ts';

export interface SurfaceText {
  readonly text: string;
  /** For each sentence where its tokens stand. UTF-16 units. */
  readonly ranges: readonly (readonly Fragment[])[];
}

/** The text that the tokens make with the white space that MISC states. */
export function surfaceText(sentences: readonly ReadSentence[], log: FileLog): SurfaceText {
  const ranges: Fragment[][] = [];
  let text = unescapeSpaces(sentences[0]?.tokens[0]?.misc.get('SpacesBefore') ?? '');
  let unlike: number | null = null;
  for (const [number, { tokens, said }] of sentences.entries()) {
    const own: Fragment[] = [];
    let line = '';
    for (const [at, token] of tokens.entries()) {
      // A text does not begin with byte order marks.
      const form = text === '' ? token.form.replace(/^\ufeff+/, '') || ' ' : token.form;
      const start = asUtf16(text.length);
      text += form;
      own.push({ start, end: asUtf16(text.length) });
      const next = tokens[at + 1];
      text += gapAfter(token, next, sentences[number + 1]?.tokens[0]);
      line += next === undefined || token.misc.get('SpaceAfter') === 'No' ? token.form : `${token.form} `;
    }
    ranges.push(own);
    if (said !== null && oneSpaced(said.text) !== oneSpaced(line)) unlike ??= said.line;
  }
  if (unlike !== null) {
    log.notice(unlike, 'The comment “# text” says something else than the words; the words were taken.');
  }
  return { text, ranges };
}

function gapAfter(
  token: SurfaceToken,
  next: SurfaceToken | undefined,
  following: SurfaceToken | undefined,
): string {
  const stated = token.misc.get('SpacesAfter');
  if (stated !== undefined) return unescapeSpaces(stated);
  const none = token.misc.get('SpaceAfter') === 'No';
  if (next !== undefined) return none ? '' : ' ';
  if (following === undefined) return '';
  // At the end of a paragraph many write `SpaceAfter=No`: sentences run on only where their places touch.
  return none && touches(token, following) ? '' : '\n';
}

function touches(token: SurfaceToken, following: SurfaceToken): boolean {
  const end = /^\d+:(\d+)$/.exec(token.misc.get('TokenRange') ?? '')?.[1];
  const start = /^(\d+):\d+$/.exec(following.misc.get('TokenRange') ?? '')?.[1];
  return end !== undefined && end === start;
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
