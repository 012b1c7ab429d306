import { decodeUtf8 } from '../bytes.ts';

/** See `bytes.ts`: the same part of the encoding standard, here with every encoding that pages declare. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal: boolean },
) => { readonly encoding: string; decode(bytes: Uint8Array): string };

export interface DecodedPage {
  readonly text: string;
  /** WHATWG name. */
  readonly encoding: string;
  /** What the user should know of it; `null` where all went as the page says. */
  readonly notice: string | null;
}

/** A browser looks at 1024 bytes; pages that were saved have more before the declaration. */
const SEARCHED_BYTES = 8192;

/**
 * The text of a page: by its byte order mark, else as it declares in a `meta` element or the XML declaration, else UTF-8
 * where all of it is UTF-8, else windows-1252, which every byte is part of (WHATWG HTML 13.2.3.2; without a declaration
 * a browser takes windows-1252 at once).
 */
export function decodePage(bytes: Uint8Array): DecodedPage {
  const marked = markOf(bytes);
  if (marked !== null) return decodeAs(bytes, marked);
  const declared = declaredIn(bytes);
  if (declared !== null) return decodeAs(bytes, declared);
  const text = decodeUtf8(bytes);
  return text !== null ? { text, encoding: 'utf-8', notice: null } : decodeAs(bytes, 'windows-1252');
}

function markOf(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedPage {
  const strict = tryDecode(bytes, encoding);
  if (strict !== null) return { text: strict, encoding, notice: null };
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) {
    const notice = `The page says that it is ${encoding}, which it is not; it was read as UTF-8.`;
    return { text: utf8, encoding: 'utf-8', notice };
  }
  return {
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
    notice: `The page has bytes that are not ${encoding}, as it says it is; each is a replacement character (U+FFFD) now.`,
  };
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function declaredIn(bytes: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, SEARCHED_BYTES));
  const visible = withoutComments(start);
  for (const [tag] of visible.matchAll(/<meta[\s/][^>]*>/gi)) {
    const label = /\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag)?.[1];
    const name = label === undefined ? null : nameOf(label);
    if (name !== null) return name;
  }
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/.exec(visible)?.[1];
  return label === undefined ? null : nameOf(label);
}

function withoutComments(start: string): string {
  let text = '';
  for (let at = 0; ; ) {
    const open = start.indexOf('<!--', at);
    if (open === -1) return text + start.slice(at);
    text += start.slice(at, open);
    const close = start.indexOf('-->', open + 4);
    if (close === -1) return text;
    at = close + 3;
  }
}

/** A declaration that can be read byte by byte cannot be of UTF-16: the standard takes UTF-8 then. */
function nameOf(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return label.toLowerCase() === 'x-user-defined' ? 'windows-1252' : null;
  }
}
