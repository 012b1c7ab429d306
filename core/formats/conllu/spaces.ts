import { isWhiteSpace } from '#model/text.ts';

const LINE_ENDS = '\n\v\f\r\u0085\u2028\u2029';

/**
 * White space as CoNLL-U can say it: space, tab and line feed stay, other line ends become LF, everything else a
 * space. Each is one character for one, so that places stay.
 */
export function plainSpaces(gap: string): string {
  if (gap === '' || gap === ' ' || gap === '\n') return gap;
  return Array.from(gap, (character) =>
    character === '\t' ? character : LINE_ENDS.includes(character) ? '\n' : ' ',
  ).join('');
}

/** As a value of `SpacesAfter` and `SpacesBefore`, in the escapes of UDPipe. Plain spaces only. */
export function escapeSpaces(plain: string): string {
  return plain.replaceAll(' ', '\\s').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}

/** White space from such a value: CR LF and CR become LF, what is no white space goes. */
export function unescapeSpaces(value: string): string {
  const characters: Readonly<Record<string, string>> = { s: ' ', t: '\t', n: '\n', r: '\r' };
  const raw = value.replace(/\\(.)/gsu, (_, escaped: string) => characters[escaped] ?? '');
  return Array.from(raw.replace(/\r\n?/g, '\n'), (character) =>
    isWhiteSpace(character.charCodeAt(0)) && character !== '\ufeff' ? character : '',
  ).join('');
}
