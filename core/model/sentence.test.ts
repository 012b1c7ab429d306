import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../test-support/arbitrary-text.ts';
import { findBlocks } from './blocks.ts';
import { BLOCK_RULES } from './document.ts';
import { findSentences, sentenceAt } from './sentence.ts';

function sentencesOf(text: string): string[] {
  return findSentences(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
}

describe('findSentences', () => {
  it.each([
    ['titles', ['Dr. Smith met Gov. Lee and Ms. Wu in St. Louis.', 'Then Prof. Ode left.']],
    [
      'case names and numbers',
      ['In Acme Corp. v. Bolt, No. 12-34, the court agreed.', 'It cited Art. 5 and pp. 3 to 9.'],
    ],
    ['an answer in one word', ['He said no.', 'Then he left.']],
    ['states within a sentence', ['The U.S. Supreme Court ruled on the U.K. Treaty.', 'It was brief.']],
    ['states at the end of a sentence', ['They live in the U.S.', 'The others do not.']],
    [
      'companies',
      ['Acme Inc. Chairman Lee and Bolt Co. Ltd. Director Wu met.', 'Both work for Acme Inc.', 'They left.'],
    ],
    ['initials', ['J. K. Rowling and George W. Bush met.', 'We chose plan B.', 'It failed.']],
    [
      'dates and times',
      ['On Jan. 5 at 5 p.m. Eastern time it began.', 'It ended at 6 p.m.', 'Then all left.'],
    ],
    ['numbers', ['It rose 3.5 per cent to $1.2 billion.', 'Twice.']],
    ['addresses', ['See https://example.org/a?Q=1!B.html or www.example.org/?What today.', 'Then stop.']],
    ['a cry in the middle', ['“Stop!” he cried.', '“What now?” she asked.', '“Nothing.”', 'He left.']],
    ['dots in the middle', ['He was ... not there.', 'She was… not either.']],
    ['Arabic', ['هل أنت هنا؟', 'نعم، أنا هنا.', 'انتهى.']],
    ['Hebrew', ['זה משפט.', 'וזה עוד אחד?', 'כן!']],
    ['Devanagari', ['यह एक वाक्य है।', 'दूसरा वाक्य।']],
    ['German', ['Hr. Müller kam z.B. gestern.', 'Das Treffen endete.']],
  ])('keeps %s whole', (_, expected) => {
    expect(sentencesOf(expected.join(' '))).toEqual(expected);
  });

  it('divides Japanese without spaces and keeps reported speech in its sentence', () => {
    const expected = ['「行きます。」と彼は言った。', '東京は晴れ。', '本当？', 'はい！'];
    expect(sentencesOf(expected.join(''))).toEqual(expected);
  });

  it('does not end a sentence where a line is wrapped', () => {
    expect(sentencesOf('The council voted\non Tuesday. It was\nlate.')).toEqual([
      'The council voted\non Tuesday.',
      'It was\nlate.',
    ]);
  });
});

describe('sentenceAt', () => {
  it('finds the sentence that segmenting the whole block finds, at every place', () => {
    fc.assert(
      fc.property(documentText, fc.constantFrom(...BLOCK_RULES), (text, rule) => {
        const blocks = findBlocks(text, rule);
        for (const block of blocks) {
          const all = findSentences(text, block.start, block.end);
          for (let at: number = block.start; at <= block.end; at += 1) {
            expect(sentenceAt(text, blocks, at)).toEqual(all.find(({ end }) => at < end) ?? all.at(-1));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('finds the same in a long block as in a short one', () => {
    const sentence = 'Dr. Smith met the U.S. President on Jan. 5, he said.';
    const text = `${sentence} `.repeat(500).trim();
    const blocks = findBlocks(text, 'line');
    for (let at = 7; at < text.length; at += 977) {
      if (text[at] === ' ' && text[at - 1] === '.' && at % (sentence.length + 1) === sentence.length)
        continue;
      const start = Math.floor(at / (sentence.length + 1)) * (sentence.length + 1);
      expect(sentenceAt(text, blocks, at)).toEqual({ start, end: start + sentence.length });
    }
  });

  it('finds a sentence longer than it first looks for', () => {
    const text = `Short. ${'Word '.repeat(3000)}end. Short.`;
    expect(sentenceAt(text, findBlocks(text, 'line'), 9000)).toEqual({ start: 7, end: text.length - 7 });
  });

  it('has no answer between blocks', () => {
    const text = 'One.\n\n\nTwo.';
    const blocks = findBlocks(text, 'line');
    expect(sentenceAt(text, blocks, 5)).toBeNull();
    expect(sentenceAt(text, blocks, 4)).toEqual({ start: 0, end: 4 });
    expect(sentenceAt('', [], 0)).toBeNull();
  });
});
