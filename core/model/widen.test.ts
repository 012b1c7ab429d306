import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../test-support/arbitrary-text.ts';
import type { Fragment } from './annotation.ts';
import { findBlocks } from './blocks.ts';
import { BLOCK_RULES, type BlockRule } from './document.ts';
import { asUtf16 } from './offset.ts';
import { findQuotations } from './quotation.ts';
import { graphemeEndAt, graphemeStartAt } from './text.ts';
import { narrow, widen } from './widen.ts';

/** What widening step by step from the words `from` gives. */
function steps(text: string, from: string, rule: BlockRule = 'line'): string[] {
  const blocks = findBlocks(text, rule);
  const start = text.indexOf(from);
  let fragment: Fragment = { start: asUtf16(start), end: asUtf16(start + from.length) };
  const seen: string[] = [];
  while (true) {
    const wider = widen(text, blocks, fragment);
    if (wider.start === fragment.start && wider.end === fragment.end) return seen;
    seen.push(text.slice(wider.start, wider.end));
    fragment = wider;
  }
}

describe('widen', () => {
  it('goes from word over clause and sentence to paragraph', () => {
    expect(steps('Head\nWhen the vote ended, the chair left the room. Nobody followed.', 'hai')).toEqual([
      'chair',
      'the chair left the room.',
      'When the vote ended, the chair left the room.',
      'When the vote ended, the chair left the room. Nobody followed.',
    ]);
  });

  it('takes quotations on the way, inner before outer', () => {
    expect(steps('“It is ‘over’. We go,” he said. He left.', 'ver')).toEqual([
      'over',
      '‘over’',
      'It is ‘over’.',
      '“It is ‘over’. We go,”',
      '“It is ‘over’. We go,” he said.',
      '“It is ‘over’. We go,” he said. He left.',
    ]);
  });

  it('does not take a comma within a number or a colon within a time for the end of a clause', () => {
    expect(steps('It cost 1,200 euros at 12:30 today: too much.', '200')).toEqual([
      '1,200',
      'It cost 1,200 euros at 12:30 today',
      'It cost 1,200 euros at 12:30 today: too much.',
    ]);
  });

  it('keeps dashes and brackets apart from clauses', () => {
    expect(steps('The plan — dead since May — is back (again).', 'since')).toEqual([
      'dead since May',
      'The plan — dead since May — is back (again).',
    ]);
    expect(steps('The plan (dead since May) is back.', 'since')).toContain('(dead since May)');
  });

  it('grows to whole sentences and paragraphs where the selection spans several', () => {
    expect(steps('One two. Three four. Five six. Seven.', 'two. Thr')).toEqual([
      'two. Three',
      'One two. Three four.',
      'One two. Three four. Five six. Seven.',
    ]);
    expect(steps('One.\nTwo three. Four.\nFive six. Seven.\nEight.', 'Four.\nFive').at(-1)).toBe(
      'Two three. Four.\nFive six. Seven.',
    );
  });

  it('works in scripts without spaces and from right to left', () => {
    expect(steps('彼は「東京は、晴れ」と言った。終わり。', '晴')).toEqual([
      '晴れ',
      '「東京は、晴れ」',
      '彼は「東京は、晴れ」と言った。',
      '彼は「東京は、晴れ」と言った。終わり。',
    ]);
    expect(steps('قال إنه سيذهب، لكنه بقي. انتهى.', 'لكنه')).toEqual([
      'لكنه بقي.',
      'قال إنه سيذهب، لكنه بقي.',
      'قال إنه سيذهب، لكنه بقي. انتهى.',
    ]);
  });

  it('takes nothing off the end of a quotation that goes on in the next paragraph', () => {
    expect(steps('“It is over. We go 😀', 'go')).toEqual(['We go 😀', '“It is over. We go 😀']);
  });

  it('grows a caret to the word at it', () => {
    const caret = { start: asUtf16(5), end: asUtf16(5) };
    expect(widen('the prime', findBlocks('the prime', 'line'), caret)).toEqual({ start: 4, end: 9 });
  });

  it('always grows or stays, splits no cluster and ends; narrowing stays within', () => {
    fc.assert(
      fc.property(documentText, fc.constantFrom(...BLOCK_RULES), fc.nat(), fc.nat(), (text, rule, a, b) => {
        fc.pre(text.length > 0);
        const blocks = findBlocks(text, rule);
        let fragment: Fragment = {
          start: graphemeStartAt(text, Math.min(a % text.length, b % text.length)),
          end: graphemeEndAt(text, Math.max(a % text.length, b % text.length) + 1),
        };
        for (let step = 0; ; step += 1) {
          expect(step).toBeLessThan(30);
          const narrower = narrow(text, blocks, fragment);
          expect(narrower.start).toBeGreaterThanOrEqual(fragment.start);
          expect(narrower.end).toBeLessThanOrEqual(fragment.end);
          expect(narrower.end).toBeGreaterThan(narrower.start);
          const wider = widen(text, blocks, fragment);
          expect(wider.start).toBeLessThanOrEqual(fragment.start);
          expect(wider.end).toBeGreaterThanOrEqual(fragment.end);
          if (wider.start === fragment.start && wider.end === fragment.end) return;
          expect(graphemeStartAt(text, wider.start)).toBe(wider.start);
          expect(graphemeEndAt(text, wider.end)).toBe(wider.end);
          fragment = wider;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('narrow', () => {
  it('goes back to the word at the start', () => {
    const text = 'When the vote ended, the chair left. Nobody followed.';
    const blocks = findBlocks(text, 'line');
    let fragment: Fragment = { start: asUtf16(0), end: asUtf16(text.length) };
    const seen: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      fragment = narrow(text, blocks, fragment);
      seen.push(text.slice(fragment.start, fragment.end));
    }
    expect(seen).toEqual([
      'When the vote ended, the chair left.',
      'When the vote ended',
      'When',
      'When',
      'When',
    ]);
  });
});

describe('findQuotations', () => {
  const quotations = (text: string): string[] =>
    findQuotations(text, 0, text.length).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['curly', 'He said “no ‘really’ no” and “yes”.', ['“no ‘really’ no”', '‘really’', '“yes”']],
    ['straight', 'He said "no \'really\' no" and "yes".', ['"no \'really\' no"', "'really'", '"yes"']],
    ['apostrophes', "It’s the dogs’ “don’t” and 'it's not'.", ['“don’t”', "'it's not'"]],
    ['German', 'Er sagte „nein ‚wirklich‘ nein“ und »ja«.', ['„nein ‚wirklich‘ nein“', '‚wirklich‘', '»ja«']],
    ['Polish', 'Powiedział „nie” i «tak».', ['„nie”', '«tak»']],
    ['French', 'Il a dit « non » et « oui ‹ enfin › ».', ['« non »', '« oui ‹ enfin › »', '‹ enfin ›']],
    ['Swedish', 'Hon sa ”nej” igen.', ['”nej”']],
    ['Japanese', '彼は「『本』を読む」と。', ['「『本』を読む」', '『本』']],
    ['inches', 'He is 6\'2" tall and said "no".', ['"no"']],
    ['never closed', 'He said “no and left.', []],
    ['closed in a later paragraph', '“No. And so on.', ['“No. And so on.']],
  ])('matches %s marks', (_, text, expected) => {
    expect(quotations(text)).toEqual(expected);
  });
});
