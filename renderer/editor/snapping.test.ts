import { describe, expect, it } from 'vitest';
import { asUtf16 } from '#model/offset.ts';
import { snapped, withEndMoved } from './snapping.ts';

const TEXT = 'Officials in Geneva denied the claim. 👩‍👩‍👧 here';
const fragment = (words: string) => {
  const start = TEXT.indexOf(words);
  return { start: asUtf16(start), end: asUtf16(start + words.length) };
};
const at = (words: string) => TEXT.indexOf(words);
const said = (list: readonly { start: number; end: number }[]) =>
  list.map(({ start, end }) => TEXT.slice(start, end));

describe('a selection', () => {
  it('grows to words, or only to graphemes', () => {
    expect(said([snapped(TEXT, fragment('neva den'), true)])).toEqual(['Geneva denied']);
    expect(said([snapped(TEXT, fragment('neva den'), false)])).toEqual(['neva den']);
    const half = { start: asUtf16(at('👩') + 2), end: asUtf16(at('👩') + 4) };
    expect(said([snapped(TEXT, half, false)])).toEqual(['👩‍👩‍👧']);
  });
});

describe('an end that is dragged', () => {
  it('goes to the nearer edge of a word', () => {
    expect(said(withEndMoved(TEXT, [fragment('Geneva')], 'end', at('denied') + 5, true))).toEqual([
      'Geneva denied',
    ]);
    expect(said(withEndMoved(TEXT, [fragment('Geneva denied')], 'end', at('denied') + 1, true))).toEqual([
      'Geneva',
    ]);
    expect(said(withEndMoved(TEXT, [fragment('Geneva')], 'start', at('in') + 1, true))).toEqual(['Geneva']);
    expect(said(withEndMoved(TEXT, [fragment('Geneva')], 'start', at('Officials') + 2, true))).toEqual([
      'Officials in Geneva',
    ]);
  });

  it('goes to any character without snapping', () => {
    expect(said(withEndMoved(TEXT, [fragment('Geneva')], 'end', at('denied') + 2, false))).toEqual([
      'Geneva de',
    ]);
  });

  it('stops at one word of its fragment and leaves the other fragments alone', () => {
    const parts = [fragment('Officials'), fragment('denied')];
    expect(said(withEndMoved(TEXT, parts, 'end', 0, true))).toEqual(['Officials', 'denied']);
    expect(said(withEndMoved(TEXT, parts, 'start', TEXT.length, true))).toEqual(['Officials', 'denied']);
    expect(said(withEndMoved(TEXT, parts, 'end', at('claim') + 5, true))).toEqual([
      'Officials',
      'denied the claim',
    ]);
    const words = [fragment('Geneva denied the claim.')];
    expect(said(withEndMoved(TEXT, words, 'start', TEXT.length, true))).toEqual(['claim.']);
    expect(said(withEndMoved(TEXT, words, 'end', 0, true))).toEqual(['Geneva']);
    // Of a span that was made without snapping, no more than it has.
    expect(said(withEndMoved(TEXT, [fragment('neva')], 'end', 0, true))).toEqual(['neva']);
    expect(said(withEndMoved(TEXT, [fragment('👩‍👩‍👧 here')], 'end', 0, true))).toEqual(['👩‍👩‍👧']);
  });

  it('stops at one character without snapping', () => {
    const parts = [fragment('Officials'), fragment('denied')];
    expect(said(withEndMoved(TEXT, parts, 'end', 0, false))).toEqual(['Officials', 'd']);
    expect(said(withEndMoved(TEXT, parts, 'start', TEXT.length, false))).toEqual(['s', 'denied']);
  });
});
