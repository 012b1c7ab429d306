import type { Fragment } from './annotation.ts';
import { asUtf16 } from './offset.ts';
import { trimRange } from './text.ts';

/** A comma, colon, semicolon with what closes after it, a dash between spaces, a long dash, or a bracket. */
const SEPARATOR =
  /[,;:،؛]["'”’»)\]]*(?=\s)|[、，；：]|\s[-–—]+(?=\s)|—|(?<=\s)(?=[([])|(?<=[)\]])(?=[\s,;:.])/gu;

/** The clauses of a sentence, without the separators and white space around them. UTF-16 units. */
export function findClauses(text: string, sentence: Fragment): Fragment[] {
  const stretch = text.slice(sentence.start, sentence.end);
  const found: Fragment[] = [];
  let from = 0;
  const add = (end: number): void => {
    const bare = withoutSeparators(text, sentence.start + from, sentence.start + end);
    if (bare.start < bare.end) found.push(bare);
  };
  for (const { 0: separator, index } of stretch.matchAll(SEPARATOR)) {
    add(index + separator.length);
    from = index + separator.length;
  }
  add(stretch.length);
  return found;
}

/** Drops outer white space, and separators that nothing closes after. */
function withoutSeparators(text: string, from: number, to: number): Fragment {
  let { start, end } = trimRange(text, from, to);
  while (start < end && /[\s,;:،؛、，；：—–-]/u.test(text.charAt(end - 1))) end -= 1;
  while (start < end && /[\s,;:،؛、，；：—–]/u.test(text.charAt(start))) start += 1;
  return { start: asUtf16(start), end: asUtf16(end) };
}
