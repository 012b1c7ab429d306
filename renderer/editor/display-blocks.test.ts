import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '#model/document.ts';
import { asUtf16 } from '#model/offset.ts';
import { displayBlocks, estimateHeight, sectionsOf } from './display-blocks.ts';

const paragraph = (start: number, end: number): Block => ({
  kind: 'paragraph',
  level: 0,
  start: asUtf16(start),
  end: asUtf16(end),
});

/** Texts of words, spaces, line ends and astral characters, with blocks that cover some of it. */
const documents = fc
  .array(
    fc.tuple(
      fc.constantFrom('word', 'Ende.', '日本。', '👩‍👩‍👧', 'x'.repeat(3000)),
      fc.constantFrom(' ', '\n', '  ', ''),
    ),
  )
  .chain((parts) => {
    const text = parts.flat().join('').repeat(3);
    const cut = fc.uniqueArray(fc.nat(text.length), { maxLength: 8 });
    return fc.record({ text: fc.constant(text), cuts: cut });
  })
  .map(({ text, cuts }) => {
    const sorted = cuts.sort((a, b) => a - b);
    const blocks: Block[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) blocks.push(paragraph(sorted[i] ?? 0, sorted[i + 1] ?? 0));
    return { text, blocks };
  });

describe('display blocks', () => {
  it('show every character but white space, once and in order', () => {
    fc.assert(
      fc.property(documents, ({ text, blocks }) => {
        const shown = displayBlocks(text, blocks);
        let at = 0;
        for (const { start, end } of shown) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(at, start).trim()).toBe('');
          expect(end - start).toBeLessThanOrEqual(4096 + 64);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });

  it('cuts a long block at the end of a sentence', () => {
    const text = 'A sentence of some words. '.repeat(400);
    const shown = displayBlocks(text, [paragraph(0, text.length)]);
    expect(shown.length).toBeGreaterThan(2);
    for (const block of shown) expect(text.slice(block.start, block.start + 10)).toBe('A sentence');
    expect(shown.map(({ continues }) => continues)).toEqual(shown.map((_, i) => i > 0));
    expect(shown.map(({ continued }) => continued)).toEqual(shown.map((_, i) => i < shown.length - 1));
  });

  it('never cuts a grapheme where there is no space to cut at', () => {
    const family = '👩‍👩‍👧';
    const text = family.repeat(2000);
    for (const { start } of displayBlocks(text, [paragraph(0, text.length)])) {
      expect(start % family.length).toBe(0);
    }
  });

  it('fall into sections that hold them all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 80 }), (sizes) => {
        let at = 0;
        const blocks = sizes.map((size) => {
          const start = at;
          at += size;
          return { kind: 'paragraph' as const, level: 0, start, end: at, continues: false, continued: false };
        });
        const sections = sectionsOf(blocks);
        expect(sections.flatMap(({ from, to }) => blocks.slice(from, to))).toEqual(blocks);
        for (const section of sections) {
          expect(section.to - section.from).toBeLessThanOrEqual(24);
          expect(section.to).toBeGreaterThan(section.from);
          expect(estimateHeight(blocks, section)).toBeGreaterThan(0);
        }
      }),
    );
  });
});
