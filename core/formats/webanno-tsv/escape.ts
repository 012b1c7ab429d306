/**
 * The escapes of WebAnno TSV 3.2 and later (INCEpTION `…/tsv3x/Escaping.java`), all in one pass over the original.
 */
export function escapeValue(value: string): string {
  return value.replace(/->|[\\[\]|_;*\t\n]/g, (found) =>
    found === '\t' ? '\\t' : found === '\n' ? '\\n' : `\\${found}`,
  );
}

/** A backslash before anything else than what is escaped is a backslash. */
export function unescapeValue(value: string): string {
  return value.replace(/\\(->|[\\[\]|_;*tn])/g, (_, found: string) =>
    found === 't' ? '\t' : found === 'n' ? '\n' : found,
  );
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\b': '\\b',
  '\\': '\\\\',
};
const TEXT_LETTERS: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  b: '\b',
  '\\': '\\',
};

/** Of a `#Text=` line: U+000B stays, other control characters below a space get a backslash before them. */
export function escapeText(text: string): string {
  return text.replace(/[\p{Cc}\\]/gu, (found) => {
    const known = TEXT_ESCAPES[found];
    if (known !== undefined) return known;
    return found < ' ' && found !== '\v' ? `\\${found}` : found;
  });
}

/** Versions up to 3.1 used the escapes of Java, with `\uXXXX` (formats.md 4; webanno#617). */
export function unescapeText(text: string, version: number): string {
  if (version <= 3.1) {
    return text.replace(/\\(?:u+([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
      code === undefined ? (TEXT_LETTERS[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  return text.replace(/\\([tnfrb\\]|\p{Cc})/gu, (_, found: string) => TEXT_LETTERS[found] ?? found);
}

/** One of the stacked values of a cell, as written. */
export interface CellValue {
  /** Still escaped: `*` is no value, `_` none at all. */
  readonly raw: string;
  /** What stands in the brackets at its end, such as `3` or `4_1`. */
  readonly suffix: string | null;
}

/** Parts at each separator that has no backslash before it, which itself is not escaped. */
export function splitUnescaped(cell: string, separator: '|' | ';'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const character = cell.charAt(at);
    if (character === '\\') at += 1;
    else if (character === separator) {
      parts.push(cell.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(cell.slice(from));
  return parts;
}

/** Takes the brackets off a value; brackets with anything else than ids in them belong to it. */
export function withSuffix(value: string): CellValue {
  let open = -1;
  let close = -1;
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '[') open = at;
    else if (character === ']') close = at;
  }
  const suffix = value.slice(open + 1, -1);
  const isSuffix = open !== -1 && close === value.length - 1 && /^[0-9]{1,9}(?:_[0-9]{1,9})?$/.test(suffix);
  return isSuffix ? { raw: value.slice(0, open), suffix } : { raw: value, suffix: null };
}
