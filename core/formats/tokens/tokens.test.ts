import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../../test-support/arbitrary-text.ts';
import { exchangeDocument, NEWS_LAYERS, nastyDocument } from '../../../test-support/exchange-documents.ts';
import { tramDocument } from '../../../test-support/tram-document.ts';
import type { Fragment } from '../../model/annotation.ts';
import { findBlocks } from '../../model/blocks.ts';
import { SENTENCE_RULES, TOKEN_RULES } from '../../model/export-choice.ts';
import { asUtf16 } from '../../model/offset.ts';
import type { ExchangeDocument, OverlapPolicy, TokenEdgePolicy } from '../exchange.ts';
import { chooseSpans } from './choose-spans.ts';
import { tokenSentences } from './sentences.ts';
import type { TokenView } from './token-view.ts';
import { tokenView } from './token-view.ts';
import { cutTokens, findTokens, isTokenBreak } from './tokenise.ts';

const formsOf = (text: string) =>
  findTokens(text, 0, text.length).map(({ start, end }) => text.slice(start, end));

describe('tokens', () => {
  it.each([
    ['Ana said: “Night trams.”', ['Ana', 'said', ':', '“', 'Night', 'trams', '.', '”']],
    ['U.S. can’t 3.5% $5', ['U.S', '.', 'can’t', '3.5', '%', '$', '5']],
    ['x--y … __ a_b', ['x', '-', '-', 'y', '…', '_', '_', 'a_b']],
    ['👩‍👩‍👧‍👦! 🇩🇪🇫🇷 Bo\u0308hm', ['👩‍👩‍👧‍👦', '!', '🇩🇪', '🇫🇷', 'Bo\u0308hm']],
    ['a\u00a0b\u2028c\u0085d\u001ce\ufefff\u3000g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['a \u0301b', ['a', '\u0301', 'b']],
    [' \n', []],
  ])('of %j', (text, forms) => {
    expect(formsOf(text)).toEqual(forms);
  });

  it.each([
    ['whitespace', 'Ana said: “Night\u00a0trams.”', ['Ana', 'said:', '“Night', 'trams.”']],
    ['whitespace', '夜 間電車。', ['夜', '間電車。']],
    ['characters', '夜間 Bo\u0308 👩‍👩‍👧‍👦!', ['夜', '間', 'B', 'o\u0308', '👩‍👩‍👧‍👦', '!']],
  ] as const)('by %s of %j', (rule, text, forms) => {
    const found = findTokens(text, 0, text.length, rule);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(forms);
  });

  it('hold every character but white space, in order, and none of it', () => {
    fc.assert(
      fc.property(documentText, fc.constantFrom(...TOKEN_RULES), (text, rule) => {
        const tokens = findTokens(text, 0, text.length, rule);
        const held = new Set<number>();
        let at = 0;
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          for (let unit = start as number; unit < end; unit += 1) held.add(unit);
          at = end;
        }
        for (let unit = 0; unit < text.length; unit += 1) {
          expect(held.has(unit)).toBe(!isTokenBreak(text.charCodeAt(unit)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never break where Python splits columns', () => {
    // Python 3.13, `[c for c in map(chr, range(0x110000)) if c.isspace()]`.
    const python = [
      9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
    ];
    for (let unit = 0x2000; unit <= 0x200a; unit += 1) python.push(unit);
    const breaks = Array.from({ length: 0x10000 }, (_, unit) => unit).filter(isTokenBreak);
    expect(breaks).toEqual([...python, 0xfeff].toSorted((a, b) => a - b));
  });

  it('are cut at places within them', () => {
    const token = (start: number, end: number): Fragment => ({ start: asUtf16(start), end: asUtf16(end) });
    expect(cutTokens([token(0, 4), token(5, 6), token(7, 10)], [0, 2, 2, 4, 6, 8, 9, 12])).toEqual(
      [
        [0, 2],
        [2, 4],
        [5, 6],
        [7, 8],
        [8, 9],
        [9, 10],
      ].map(([start, end]) => token(start ?? 0, end ?? 0)),
    );
  });
});

describe('sentences', () => {
  const sentencesOf = (text: string, blocks: ExchangeDocument['blocks'] = null) =>
    tokenSentences({ text, blocks }).map(({ start, end }) => text.slice(start, end));

  it('come from blocks and the sentence ends within them', () => {
    const text = 'A headline\n\nDr. Li spoke. Nobody heard.\nNext line';
    expect(sentencesOf(text, findBlocks(text, 'line'))).toEqual([
      'A headline',
      'Dr. Li spoke.',
      'Nobody heard.',
      'Next line',
    ]);
  });

  it('hold what stands between blocks', () => {
    const block = { kind: 'paragraph' as const, level: 0, start: asUtf16(4), end: asUtf16(7) };
    expect(sentencesOf('One two three', [block])).toEqual(['One', 'two', 'three']);
    expect(sentencesOf('One two three', [])).toEqual(['One two three']);
  });

  it('never cut a span: they are joined, and it is said of which span', () => {
    const text = 'It rained. It poured. It stopped.';
    const at = (words: string): Fragment => ({
      start: asUtf16(text.indexOf(words)),
      end: asUtf16(text.indexOf(words) + words.length),
    });
    const [like] = tramDocument().annotations;
    if (like === undefined) throw new Error('The example has annotations.');
    const annotations = [at('rained. It'), at('stopped')].map((place, index) => ({
      ...like,
      id: `s${index}`,
      fragments: [place],
    }));
    const document = { ...tramDocument(), text, annotations, relations: [] };
    const view = tokenView(
      document,
      { layers: ['entity'], discontinuous: 'hull', overlap: 'outermost' },
      'one-tag',
    );
    expect(view.sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      'It rained. It poured.',
      'It stopped.',
    ]);
    expect(view.losses).toEqual([
      {
        documentId: 'tram-1',
        annotationId: 's0',
        what: 'text-changed',
        why: 'The span crosses sentences, which were written as one.',
        choice: 'sentences',
      },
    ]);
  });
});

it('by whatever rule, sentences hold the same characters; blocks and documents are one where they are asked to be', () => {
  const text = 'One. Two.\nThree. Four.';
  const blocks = findBlocks(text, 'line');
  const cut = (sentences: (typeof SENTENCE_RULES)[number]) =>
    tokenSentences({ text, blocks }, { sentences }).map(({ start, end }) => text.slice(start, end));
  expect(cut('found')).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
  expect(cut('block')).toEqual(['One. Two.', 'Three. Four.']);
  expect(cut('none')).toEqual([text]);
  const rules = fc.record({
    tokens: fc.constantFrom(...TOKEN_RULES),
    sentences: fc.constantFrom(...SENTENCE_RULES),
  });
  fc.assert(
    fc.property(exchangeDocument, rules, (document, chosen) => {
      const held = tokenSentences(document, chosen).flatMap(({ tokens }) =>
        tokens.map(({ start, end }) => document.text.slice(start, end)),
      );
      const ink = Array.from({ length: document.text.length }, (_, at) => document.text.charAt(at)).filter(
        (unit) => !isTokenBreak(unit.charCodeAt(0)),
      );
      expect(held.join('')).toBe(ink.join(''));
    }),
  );
});

/** What the spans of a view cover, in the order of the text. */
function quotes(text: string, { sentences }: TokenView): string[] {
  return sentences.flatMap(({ tokens, spans }) =>
    spans.map(({ first, end }) => text.slice(tokens[first]?.start, tokens[end - 1]?.end)),
  );
}

describe('spans whose edges are not those of tokens', () => {
  const text = 'Krankenhausbett, 12km';
  const [like] = tramDocument().annotations;
  const place = (start: number, end: number) => ({ start: asUtf16(start), end: asUtf16(end) });
  const document = (places: readonly Fragment[]): ExchangeDocument => ({
    ...tramDocument(),
    text,
    relations: [],
    annotations: places.flatMap((fragment, index) =>
      like === undefined ? [] : [{ ...like, id: `s${index}`, fragments: [fragment] }],
    ),
  });
  const view = (places: readonly Fragment[], tokenEdges: TokenEdgePolicy) =>
    tokenView(
      document(places),
      { layers: ['entity'], discontinuous: 'hull', overlap: 'outermost', tokenEdges },
      'one-tag',
    );
  const inner = [place(7, 11), place(15, 17)];

  it('cut the tokens', () => {
    const { sentences, losses } = view(inner, 'split');
    expect(sentences.flatMap(({ tokens }) => tokens.map(({ start, end }) => text.slice(start, end)))).toEqual(
      ['Kranken', 'haus', 'bett', ',', '12km'],
    );
    // The second has a space at its end.
    expect(losses).toMatchObject([{ annotationId: 's1', what: 'span-changed' }]);
    expect(quotes(text, view(inner, 'split'))).toEqual(['haus', ',']);
  });

  it('or are extended', () => {
    expect(quotes(text, view(inner, 'expand'))).toEqual(['Krankenhausbett', ',']);
    expect(view(inner, 'expand').losses.map(({ annotationId, why }) => [annotationId, why])).toEqual([
      ['s0', 'The span begins or ends within a token; it was extended to whole tokens.'],
      ['s1', 'The span begins or ends with white space, which is no part of a token.'],
    ]);
    // Extended they share a token, and one is left out.
    const shared = view([place(0, 7), place(11, 15)], 'expand');
    expect(shared.losses.map(({ annotationId, what }) => [annotationId, what])).toEqual([
      ['s0', 'span-changed'],
      ['s1', 'span-changed'],
      ['s1', 'span-left-out'],
    ]);
  });

  it('or are left out', () => {
    expect(quotes(text, view(inner, 'leave-out'))).toEqual([',']);
    expect(view(inner, 'leave-out').losses).toMatchObject([
      { annotationId: 's0', what: 'span-left-out' },
      { annotationId: 's1', what: 'span-changed' },
    ]);
  });
});

describe('the choice among overlapping spans', () => {
  const policies: readonly OverlapPolicy[] = ['outermost', 'innermost', 'first-layer'];

  it.each(policies)(
    '%s is over whole spans: none shares a token, and each left out meets one that comes before it',
    (policy) => {
      fc.assert(
        fc.property(exchangeDocument, ({ annotations }) => {
          const spans = annotations.flatMap((annotation) =>
            annotation.fragments.slice(0, 1).map(({ start, end }) => ({ annotation, start, end })),
          );
          const { kept, left } = chooseSpans(spans, policy, NEWS_LAYERS);
          expect(kept.length + left.length).toBe(spans.length);
          for (const [index, span] of kept.entries()) {
            expect(span.start).toBeGreaterThanOrEqual(kept[index - 1]?.end ?? 0);
          }
          const length = ({ start, end }: Fragment) => end - start;
          const rank = (span: (typeof spans)[number]) => NEWS_LAYERS.indexOf(span.annotation.layer);
          for (const span of left) {
            const winners = kept.filter(({ start, end }) => start < span.end && span.start < end);
            expect(
              winners.some((winner) =>
                policy === 'outermost'
                  ? length(winner) >= length(span)
                  : policy === 'innermost'
                    ? length(winner) <= length(span)
                    : rank(winner) < rank(span) ||
                      (rank(winner) === rank(span) && length(winner) >= length(span)),
              ),
            ).toBe(true);
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  it('is the same whatever the order of the spans', () => {
    const { annotations } = nastyDocument();
    const spans = annotations.flatMap((annotation) =>
      annotation.fragments.slice(0, 1).map(({ start, end }) => ({ annotation, start, end })),
    );
    for (const policy of policies) {
      expect(chooseSpans(spans.toReversed(), policy, NEWS_LAYERS).kept).toEqual(
        chooseSpans(spans, policy, NEWS_LAYERS).kept,
      );
    }
  });
});

it('everything that tags do not say of a written span is a loss of its own', () => {
  const [tram] = [tramDocument()];
  const [first] = tram.annotations;
  if (first === undefined) throw new Error('The example has annotations.');
  const annotation = {
    ...first,
    certainty: 'unsure' as const,
    note: 'n',
    attributes: { ...tram.annotations.at(-1)?.attributes },
  };
  const { losses } = tokenView(
    { ...tram, annotations: [annotation] },
    { layers: ['entity'], discontinuous: 'leave-out', overlap: 'outermost' },
    'one-tag',
  );
  expect(losses.map(({ annotationId, what, why }) => [annotationId, what, why])).toEqual([
    ['e1', 'attribute-dropped', 'The format has no attributes.'],
    ['e1', 'attribute-dropped', 'The format has no place for the certainty.'],
    ['e1', 'attribute-dropped', 'The format has no notes.'],
    ['q1', 'relation-dropped', 'The format has no relations.'],
  ]);
});
