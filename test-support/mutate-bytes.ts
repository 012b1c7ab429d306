/** Random numbers that a seed repeats (mulberry32). */
export interface Dice {
  /** From 0 to below `sides`. */
  readonly roll: (sides: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[roll(items.length)];
    if (items.length === 0) throw new RangeError('Nothing to pick from.');
    return item as Item;
  };
  return { roll, pick };
}

const utf8 = new TextEncoder();

/** What careless readers stumble over. */
const NASTY = [
  '',
  '\0',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\ufeff',
  '🚋',
  '\u2028',
  '"',
  "'",
  '\\',
  '\\u0000',
  '\\ud83d',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
  '&b;',
  '&#0;',
  '&#xd800;',
  '<?xml version="1.0" encoding="utf-16"?>',
  '{',
  '[',
  '}',
  ']',
  '[[[[[[[[',
  ',',
  ';',
  '|',
  '*',
  '*->1-1',
  'null',
  'true',
  '{}',
  '[]',
  '"__proto__"',
  'constructor',
  'toString',
  '-1',
  '1e308',
  '1e999',
  '0x10',
  '4294967296',
  '9007199254740993',
  '1.5',
  'NaN',
  '../../etc/passwd',
  '=1+1',
  '#',
  '-DOCSTART-',
  'B-',
  'I-X',
  'B-X',
  'E-X',
  '\t\t\t\t\t\t\t\t\t',
].map((text) => utf8.encode(text));
const BAD_BYTES = [
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0xbd],
  [0xf0, 0x9f, 0x9a],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0xc0, 0x80],
].map((bytes) => Uint8Array.from(bytes));

/** The bytes with one, two or four things changed. `other` is another file, to take pieces from. */
export function mutate(bytes: Uint8Array, other: Uint8Array, dice: Dice): Uint8Array {
  let changed = bytes;
  const json = /^\s*[[{]/.test(latinOf(bytes.subarray(0, 10)));
  for (let left = dice.pick([1, 1, 1, 2, 4]); left > 0; left -= 1) {
    const mutation = json && dice.roll(2) === 0 ? changeJson : dice.pick(MUTATIONS);
    changed = mutation(changed, dice, other);
  }
  // Mostly valid UTF-8: every reader refuses what is not at its first step.
  return dice.roll(12) === 0
    ? changed
    : utf8.encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed));
}

/** The same for bytes that are no text: nothing is decoded. */
export function mutateBinary(bytes: Uint8Array, other: Uint8Array, dice: Dice): Uint8Array {
  let changed = bytes;
  for (let left = dice.pick([1, 1, 2, 4]); left > 0; left -= 1) {
    changed = dice.pick(BINARY_MUTATIONS)(changed, dice, other);
  }
  return changed;
}

type Mutation = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array;

const place = (bytes: Uint8Array, dice: Dice): number => dice.roll(bytes.length + 1);

const insertNasty: Mutation = (bytes, dice) => {
  const at = place(bytes, dice);
  return spliced(bytes, at, at, dice.roll(6) === 0 ? dice.pick(BAD_BYTES) : dice.pick(NASTY));
};
const flipBit: Mutation = (bytes, dice) => {
  const copy = bytes.slice();
  const at = dice.roll(Math.max(1, copy.length));
  copy[at] = (copy[at] ?? 0) ^ (1 << dice.roll(8));
  return copy;
};
const truncate: Mutation = (bytes, dice) => bytes.slice(0, place(bytes, dice));
const remove: Mutation = (bytes, dice) => {
  const at = place(bytes, dice);
  return spliced(bytes, at, at + 1 + dice.roll(dice.pick([2, 10, 200])), new Uint8Array());
};
const repeat: Mutation = (bytes, dice) => {
  const at = place(bytes, dice);
  const piece = bytes.slice(at, at + 1 + dice.roll(dice.pick([4, 40, 400])));
  let result = bytes;
  for (let times = dice.pick([1, 1, 2, 20]); times > 0; times -= 1) result = spliced(result, at, at, piece);
  return result;
};
const takeFromOther: Mutation = (bytes, dice, other) => {
  const at = place(bytes, dice);
  const from = place(other, dice);
  return spliced(bytes, at, at + dice.roll(50), other.slice(from, from + dice.roll(200)));
};
/** Offsets, ids, counts and versions: another number, near or absurd. */
const changeNumber: Mutation = (bytes, dice) => {
  const numbers = [...latinOf(bytes).matchAll(/-?\d+/g)];
  if (numbers.length === 0) return insertNasty(bytes, dice, bytes);
  const number = dice.pick(numbers);
  const value = Number(number[0]);
  const next = dice.pick([
    value + 1,
    value - 1,
    -value,
    0,
    value * 10,
    2 ** 31,
    2 ** 53,
    dice.roll(100),
    value + 0.5,
  ]);
  return spliced(bytes, number.index, number.index + number[0].length, utf8.encode(String(next)));
};
const moveLines: Mutation = (bytes, dice) => {
  const lines = latinOf(bytes).split('\n');
  const [line = ''] = lines.splice(dice.roll(lines.length), 1);
  lines.splice(dice.roll(lines.length + 1), 0, ...(dice.roll(2) === 0 ? [line] : [line, line]));
  return Uint8Array.from(lines.join('\n'), (character) => character.charCodeAt(0));
};
/** One word of the file in the place of another: keys, ids, tags and names. */
const swapWords: Mutation = (bytes, dice) => {
  const words = [...latinOf(bytes).matchAll(/[\w.:-]+/g)];
  if (words.length < 2) return insertNasty(bytes, dice, bytes);
  const word = dice.pick(words);
  const by = dice.pick(words);
  const piece = bytes.slice(by.index, by.index + by[0].length);
  return spliced(bytes, word.index, word.index + word[0].length, piece);
};

const MUTATIONS: readonly Mutation[] = [
  insertNasty,
  insertNasty,
  flipBit,
  truncate,
  remove,
  repeat,
  takeFromOther,
  changeNumber,
  changeNumber,
  moveLines,
  swapWords,
];

/** A number of 16 or 32 bits, such as a size or a place. */
const changeField: Mutation = (bytes, dice) => {
  if (bytes.length < 8) return flipBit(bytes, dice, bytes);
  const copy = bytes.slice();
  const view = new DataView(copy.buffer, copy.byteOffset, copy.length);
  const at = dice.roll(copy.length - 4);
  const value = view.getUint32(at, true);
  const next = dice.pick([
    0,
    1,
    value + 1,
    value - 1,
    value * 2,
    0xffff,
    0x7fffffff,
    0xffffffff,
    dice.roll(1000),
  ]);
  if (dice.roll(2) === 0) view.setUint16(at, next & 0xffff, true);
  else view.setUint32(at, next >>> 0, true);
  return copy;
};

const BINARY_MUTATIONS: readonly Mutation[] = [
  insertNasty,
  flipBit,
  flipBit,
  truncate,
  remove,
  repeat,
  takeFromOther,
  changeField,
  changeField,
  changeField,
];

/** One value in JSON, or in one line of it, becomes another, goes, or comes twice: what is read stays JSON. */
const changeJson: Mutation = (bytes, dice) => {
  const text = new TextDecoder().decode(bytes);
  const whole = tryJson(text);
  const lines = text.split('\n');
  const at = dice.roll(lines.length);
  const value = whole ?? tryJson(lines[at] ?? '');
  if (value === null) return changeNumber(bytes, dice, bytes);
  const nodes: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  collect(value, nodes);
  if (nodes.length === 0) return changeNumber(bytes, dice, bytes);
  const { holder, key } = dice.pick(nodes);
  const other = dice.pick(nodes);
  const next = dice.roll(3) === 0 ? other.holder[other.key] : dice.pick(VALUES);
  if (dice.roll(5) === 0) delete holder[key];
  else if (dice.roll(6) === 0 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  else holder[key] = structuredClone(next);
  if (whole !== null) return utf8.encode(JSON.stringify(value));
  lines[at] = JSON.stringify(value);
  return utf8.encode(lines.join('\n'));
};

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1,
  0.5,
  1e308,
  2 ** 53,
  '',
  'x',
  '🚋',
  '\ud83d',
  '__proto__',
  '\n',
  [],
  {},
  [[]],
  [null],
  [0, 0],
  [0, 1],
  [5, 2],
  { start: 3, end: 1 },
];

function tryJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function collect(
  value: unknown,
  nodes: { readonly holder: Record<string, unknown>; readonly key: string }[],
  depth = 0,
): void {
  if (typeof value !== 'object' || value === null || depth > 100) return;
  for (const [key, inner] of Object.entries(value)) {
    nodes.push({ holder: value as Record<string, unknown>, key });
    collect(inner, nodes, depth + 1);
  }
}

/** A character for each byte, of the same number. */
function latinOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

function spliced(bytes: Uint8Array, start: number, end: number, piece: Uint8Array): Uint8Array {
  const result = new Uint8Array(start + piece.length + Math.max(0, bytes.length - end));
  result.set(bytes.subarray(0, start));
  result.set(piece, start);
  if (end < bytes.length) result.set(bytes.subarray(end), start + piece.length);
  return result;
}
