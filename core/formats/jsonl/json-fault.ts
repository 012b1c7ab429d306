/**
 * Where a text stops being JSON (RFC 8259). `JSON.parse` names the place in some of its messages only, and
 * not in a stable form, so a text that it refused is walked again here.
 */

export interface JsonFault {
  /** UTF-16 offset of the first character that cannot be; the length of the text where it breaks off. */
  readonly at: number;
  /** True where the text ends before the value does. */
  readonly cutShort: boolean;
}

const LITERAL = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first fault of a text, or `null` where it is one JSON value. */
export function jsonFault(text: string): JsonFault | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at += found[0].length;
    return true;
  };
  const take = (character: string): boolean => {
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const string = (): boolean => {
    if (!take('"')) return false;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 0x22) break;
      if (unit === 0x5c ? !skip(ESCAPE) : !(unit >= 0x20)) return false;
      if (unit !== 0x5c) at += 1;
    }
    return take('"');
  };

  // An explicit stack: a file may nest deeper than the call stack goes.
  const closers: string[] = [];
  let wants: 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'next' = 'value';
  for (;;) {
    skip(SPACE);
    const closer = closers.at(-1);
    if (wants === 'next') {
      if (closer === undefined) break;
      if (take(closer)) closers.pop();
      else if (take(',')) wants = closer === '}' ? 'key' : 'value';
      else return faultAt(text, at);
      continue;
    }
    if ((wants === 'value-or-close' || wants === 'key-or-close') && closer !== undefined && take(closer)) {
      closers.pop();
      wants = 'next';
      continue;
    }
    if (wants === 'key' || wants === 'key-or-close') {
      if (!string()) return faultAt(text, at);
      skip(SPACE);
      if (!take(':')) return faultAt(text, at);
      wants = 'value';
      continue;
    }
    if (take('{')) {
      closers.push('}');
      wants = 'key-or-close';
    } else if (take('[')) {
      closers.push(']');
      wants = 'value-or-close';
    } else if (text[at] === '"' ? string() : skip(LITERAL) || skip(NUMBER)) {
      wants = 'next';
    } else {
      return faultAt(text, at);
    }
  }
  return at === text.length ? null : faultAt(text, at);
}

/** What a cut leaves of a literal, an escape, a fraction, an exponent or a negative number. */
const CUT_SHORT = /^(?:t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|\\(?:u[0-9a-fA-F]{0,3})?|\.|[eE][+-]?|-)?$/;

function faultAt(text: string, at: number): JsonFault {
  const cutShort = CUT_SHORT.test(text.slice(at, at + 10));
  return { at: cutShort ? text.length : at, cutShort };
}
