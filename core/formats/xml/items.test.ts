import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeUtf8 } from '../bytes.ts';
import type { PieceFile } from '../exchange.ts';
import { type XmlItem, xmlItems } from './items.ts';
import { childElements, readXml } from './read.ts';

/** The text in pieces of so many characters. */
function fileOf(text: string, length: number): PieceFile {
  const characters = [...text];
  return {
    name: 'a.xml',
    *pieces() {
      let firstLine = 1;
      for (let at = 0; at < characters.length; at += length) {
        const piece = characters.slice(at, at + length).join('');
        yield { firstLine, bytes: encodeUtf8(piece), problem: null };
        firstLine += piece.split('\n').length - 1;
      }
    },
  };
}

function read(text: string, length: number, largest = 1_000_000, isWanted = (_: string) => true) {
  const items: XmlItem[] = [];
  let last = null;
  for (const step of xmlItems(fileOf(text, length), isWanted, largest)) {
    items.push(...step.items);
    last = step;
  }
  return { root: last?.root ?? null, items, fault: last?.fault ?? null };
}

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <a><b/></a> -->
<r xmlns="urn:r" x="1">text<a>
 <one k="ä&#10;b">🚋<![CDATA[<b>]]>&amp;<in><deep>er</deep></in></one> <two/>
</a><b/><c><one>1</one></c><a><three/></a>
<c>none</c>
</r>
`;

test('items are the elements that the whole file has there, in pieces of any length', () => {
  const { root } = readXml(XML);
  if (root === null) throw new Error('not well-formed');
  const expected = childElements(root).flatMap((list) =>
    childElements(list).map((element) => ({ list: list.name, element })),
  );
  expect(expected.map(({ list, element }) => `${list} ${element.name}`)).toEqual([
    'a one',
    'a two',
    'c one',
    'a three',
  ]);
  for (let length = 1; length <= XML.length; length += 1) {
    expect(read(XML, length)).toEqual({ root: { ...root, children: [] }, items: expected, fault: null });
  }
});

test('lists that are not wanted are gone through and not kept', () => {
  const { items } = read(XML, 5, 1_000_000, (list) => list === 'c');
  expect(items.map(({ list, element }) => `${list} ${element.name}`)).toEqual(['c one']);
});

test('faults are those of the whole file, with their lines', () => {
  fc.assert(
    fc.property(fc.nat(XML.length), fc.integer({ min: 1, max: 40 }), (end, length) => {
      const cut = XML.slice(0, end);
      const { fault } = readXml(cut);
      expect(read(cut, length).fault).toEqual(fault);
    }),
    { numRuns: 300 },
  );
});

test('bytes that are not UTF-8 end it with their line, in whatever piece', () => {
  const bytes = encodeUtf8('<r>\n<a>\n');
  const file: PieceFile = {
    name: 'a.xml',
    pieces: () => [
      { firstLine: 1, bytes, problem: null },
      { firstLine: 3, bytes: Uint8Array.of(0x0a, 0xff), problem: null },
    ],
  };
  const steps = [...xmlItems(file, () => true, 1_000_000)];
  expect(steps.at(-1)?.fault).toMatchObject({ line: 4, message: expect.stringContaining('not UTF-8') });
});

test('an encoding that is not UTF-8 is a fault where anything is beyond ASCII, however late', () => {
  const text = `<?xml version="1.0" encoding="latin1"?>\n<r>${'<a/>'.repeat(20)}é</r>`;
  for (const length of [5, 50, 1000]) {
    expect(read(text, length).fault).toMatchObject({ line: 1, message: expect.stringContaining('latin1') });
  }
  expect(read(text.replace('é', 'e'), 5).fault).toBeNull();
});

test('an item that is too large is a fault with the line where it begins, wanted or not', () => {
  const large = `<r>\n<a>\n<x/>\n<y>${'z'.repeat(100_000)}</y></a></r>`;
  for (const isWanted of [true, false]) {
    expect(read(large, 1000, 50_000, () => isWanted).fault).toMatchObject({
      line: 4,
      message: expect.stringContaining('What begins here has more than'),
    });
    expect(read(large, 1000, 200_000, () => isWanted).fault).toBeNull();
  }
  const many = `<r><a>${'<x/>'.repeat(50_000)}</a></r>`;
  expect(read(many, 1000, 50_000).items).toHaveLength(50_000);
});
