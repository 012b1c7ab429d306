import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../test-support/arbitrary-text.ts';
import { findBlocks, titleOf } from './blocks.ts';
import { BLOCK_RULES, type Block, type BlockRule } from './document.ts';
import { asUtf16 } from './offset.ts';
import { isWhiteSpace } from './text.ts';

/** Blocks as `kind level: content`, the level only where there is one. */
function outline(text: string, rule: BlockRule): string[] {
  return findBlocks(text, rule).map(
    ({ kind, level, start, end }) => `${kind}${level === 0 ? '' : ` ${level}`}: ${text.slice(start, end)}`,
  );
}

describe('findBlocks', () => {
  it('covers every character that is not white space exactly once, without outer white space', () => {
    fc.assert(
      fc.property(documentText, fc.constantFrom(...BLOCK_RULES), (text, rule) => {
        const blocks = findBlocks(text, rule);
        let at = 0;
        for (const { start, end } of blocks) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          for (const unit of [start, end - 1]) expect(isWhiteSpace(text.charCodeAt(unit))).toBe(false);
          for (; at < start; at += 1) expect(isWhiteSpace(text.charCodeAt(at))).toBe(true);
          at = end;
        }
        for (; at < text.length; at += 1) expect(isWhiteSpace(text.charCodeAt(at))).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('has no blocks where there is nothing but white space', () => {
    for (const rule of BLOCK_RULES) {
      expect(findBlocks('', rule)).toEqual([]);
      expect(findBlocks(' \n\u00a0\n\u2028', rule)).toEqual([]);
    }
  });

  it('divides at each line end', () => {
    expect(outline('Talks end without a deal\n  One. Two.  Three. \n\nFour.', 'line')).toEqual([
      'heading 1: Talks end without a deal',
      'paragraph: One. Two.  Three.',
      'paragraph: Four.',
    ]);
  });

  it('divides at blank lines and keeps wrapped lines together', () => {
    expect(outline('\n\nTalks end\nwithout a deal\n\t\nOne two\nthree.\n\n\nFour.\n', 'blank-line')).toEqual([
      'heading 1: Talks end\nwithout a deal',
      'paragraph: One two\nthree.',
      'paragraph: Four.',
    ]);
  });

  it('divides at runs of spaces and at line ends', () => {
    expect(outline('Talks end  One. Two.  \u00a0 “Three.”   \nFour.', 'double-space')).toEqual([
      'heading 1: Talks end',
      'paragraph: One. Two.',
      'paragraph: “Three.”',
      'paragraph: Four.',
    ]);
  });

  it('takes the first block for a heading only where it is short, has no final stop and does not stand alone', () => {
    expect(outline('Will he go?\nYes.', 'line')[0]).toBe('heading 1: Will he go?');
    expect(outline('He said so.\nYes.', 'line')[0]).toBe('paragraph: He said so.');
    expect(outline('“He said so.”\nYes.', 'line')[0]).toBe('paragraph: “He said so.”');
    expect(outline('東京は晴れ。\n明日も。', 'line')[0]).toBe('paragraph: 東京は晴れ。');
    expect(outline('東京は晴れ\n明日も。', 'line')[0]).toBe('heading 1: 東京は晴れ');
    expect(outline('Alone', 'line')).toEqual(['paragraph: Alone']);
    expect(outline(`${'very '.repeat(60)}long\nYes.`, 'line')[0]).toMatch(/^paragraph/);
  });
});

describe('Markdown', () => {
  it('finds headings of both kinds, lists and paragraphs, and keeps the markers', () => {
    const text = [
      '# One #',
      'A paragraph',
      'of two lines.',
      '## Two',
      '',
      'Underlined',
      'twice',
      '===',
      'Once',
      '---',
      '#hashtag is text',
      '',
      '- first',
      '  goes on',
      '  - inner',
      '    1. deepest',
      '- second',
      '',
      '***',
      'End.',
    ].join('\n');
    expect(outline(text, 'markdown')).toEqual([
      'heading 1: # One #',
      'paragraph: A paragraph\nof two lines.',
      'heading 2: ## Two',
      'heading 1: Underlined\ntwice\n===',
      'heading 2: Once\n---',
      'paragraph: #hashtag is text',
      'list-item 1: - first\n  goes on',
      'list-item 2: - inner',
      'list-item 3: 1. deepest',
      'list-item 1: - second',
      'paragraph: ***',
      'paragraph: End.',
    ]);
  });

  it('keeps code fences and front matter in one piece', () => {
    expect(
      outline('---\ntitle: x\n---\n# Head\n```js\n# no heading\n\n- no item\n```\nAfter', 'markdown'),
    ).toEqual([
      'paragraph: ---\ntitle: x\n---',
      'heading 1: # Head',
      'paragraph: ```js\n# no heading\n\n- no item\n```',
      'paragraph: After',
    ]);
    expect(outline('Text\n~~~\nnever closed', 'markdown')).toEqual([
      'paragraph: Text',
      'paragraph: ~~~\nnever closed',
    ]);
  });

  it('makes no heading of a first line that is not marked as one', () => {
    expect(outline('Talks end\n\nOne.', 'markdown')[0]).toBe('paragraph: Talks end');
  });
});

describe('titleOf', () => {
  const title = (text: string, rule: BlockRule): string => titleOf(text, findBlocks(text, rule));

  it('is the first heading in one line, without Markdown markers', () => {
    expect(title('Talks  end\nwithout\u00a0a deal\n\nOne.', 'blank-line')).toBe('Talks end without a deal');
    expect(title('Intro.\n\n## The *point* ##\n', 'markdown')).toBe('The *point*');
    expect(title('The point\n---\nMore', 'markdown')).toBe('The point');
    expect(title('# #\nMore', 'markdown')).toBe('# #');
  });

  it('is the first words where there is no heading, cut at a word', () => {
    const text = `${'Eleven words are repeated here until the line is rather long '.repeat(4)}.`;
    const cut = title(text, 'line');
    expect(cut).toBe(
      'Eleven words are repeated here until the line is rather long Eleven words are repeated here until the line is rather…',
    );
    expect(title('', 'line')).toBe('');
  });

  it('never splits a grapheme cluster and is at most 120 characters long', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(
        fc.array(documentText, { maxLength: 6 }),
        fc.constantFrom(...BLOCK_RULES),
        (parts, rule) => {
          const text = parts.join('');
          const cut = title(text, rule);
          expect(cut.isWellFormed()).toBe(true);
          expect(Array.from(segmenter.segment(cut)).length).toBeLessThanOrEqual(120);
          expect(cut).not.toMatch(/\n|^\s|\s$/);
        },
      ),
    );
    const families: Block[] = [{ kind: 'paragraph', level: 0, start: asUtf16(0), end: asUtf16(2200) }];
    expect(titleOf('👩‍👩‍👧‍👦'.repeat(200), families)).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
  });
});
