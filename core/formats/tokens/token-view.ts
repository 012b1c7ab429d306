import type { Utf16Offset } from '#model/offset.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss, LossChoice, WriteOptions } from '../exchange.ts';
import type { PlacedSpan } from './choose-spans.ts';
import { chooseSpans } from './choose-spans.ts';
import { placeSpans } from './place-spans.ts';
import type { TokenSentence } from './sentences.ts';
import { firstEndingAfter, joinSentences, tokenSentences } from './sentences.ts';
import { cutTokens } from './tokenise.ts';
import { WHY } from './why.ts';

/** An annotation over tokens of one sentence. */
export interface TokenSpan {
  readonly annotation: ExchangeAnnotation;
  /** Index of its first token in the sentence. */
  readonly first: number;
  /** Index after its last token. */
  readonly end: number;
}

export interface SpannedSentence extends TokenSentence {
  /** By their first token; of one layer no two share a token. */
  readonly spans: readonly TokenSpan[];
}

export interface TokenView {
  readonly sentences: readonly SpannedSentence[];
  /** Of the spans, and of what belongs to those that are written; not of the text. */
  readonly losses: readonly Loss[];
}

/**
 * A document as sentences of tokens with the spans that tags can say: `one-tag` for formats that give a token one
 * tag in all, `tag-per-layer` for those that give it one of each layer. Spans of layers that are not exported are
 * passed over; everything else that cannot be said is a loss.
 */
export function tokenView(
  document: ExchangeDocument,
  options: WriteOptions,
  tags: 'one-tag' | 'tag-per-layer',
): TokenView {
  const base = tokenSentences(document, options);
  const exported = document.annotations.filter(({ layer }) => options.layers.includes(layer));
  const placed = placeSpans(
    document,
    exported,
    base.flatMap(({ tokens }) => tokens),
    { discontinuous: options.discontinuous, tokenEdges: options.tokenEdges ?? 'split' },
  );
  const groups =
    tags === 'one-tag'
      ? [placed.spans]
      : options.layers.map((id) => placed.spans.filter(({ annotation: { layer } }) => layer === id));
  const choices = groups.map((spans) => chooseSpans(spans, options.overlap, options.layers));
  const kept = choices
    .flatMap((choice) => choice.kept)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const joined = joinSentences(cutSentences(base, kept), kept);
  return {
    sentences: withSpans(joined.sentences, kept),
    losses: [
      ...placed.losses,
      ...choices.flatMap(({ left }) => left).map(lossOf(document, 'span-left-out', WHY.overlap, 'overlap')),
      ...joined.crossing
        .flatMap((index) => kept[index] ?? [])
        .map(lossOf(document, 'text-changed', WHY.sentencesJoined, 'sentences')),
      ...kept.flatMap(({ annotation }) => featureLosses(document.id, annotation)),
      ...relationLosses(document, exported),
    ],
  };
}

/** How many annotations it says. */
export function spansIn({ sentences }: Pick<TokenView, 'sentences'>): number {
  return sentences.reduce((sum, { spans }) => sum + spans.length, 0);
}

function lossOf(
  { id }: ExchangeDocument,
  what: Loss['what'],
  why: string,
  choice: LossChoice,
): (span: PlacedSpan) => Loss {
  return ({ annotation }) => ({ documentId: id, annotationId: annotation.id, what, why, choice });
}

/** The sentences with their tokens cut at every edge of a span. */
function cutSentences(sentences: readonly TokenSentence[], spans: readonly PlacedSpan[]): TokenSentence[] {
  const places = spans.flatMap<Utf16Offset>(({ start, end }) => [start, end]).toSorted((a, b) => a - b);
  let next = 0;
  return sentences.map((sentence) => {
    const from = next;
    while (next < places.length && (places[next] ?? 0) < sentence.end) next += 1;
    return from === next
      ? sentence
      : { ...sentence, tokens: cutTokens(sentence.tokens, places.slice(from, next)) };
  });
}

/** Each sentence with its spans. No span crosses a sentence or cuts a token here. */
function withSpans(sentences: readonly TokenSentence[], spans: readonly PlacedSpan[]): SpannedSentence[] {
  let next = 0;
  return sentences.map((sentence) => {
    const own: TokenSpan[] = [];
    for (; next < spans.length; next += 1) {
      const span = spans[next];
      if (span === undefined || span.start >= sentence.end) break;
      own.push({
        annotation: span.annotation,
        first: firstEndingAfter(sentence.tokens, span.start),
        end: firstEndingAfter(sentence.tokens, span.end - 1) + 1,
      });
    }
    return { ...sentence, spans: own };
  });
}

/** What a tag does not say of a span that is written. A span is sure where nothing else is said. */
function featureLosses(documentId: string | null, annotation: ExchangeAnnotation): Loss[] {
  const lost = (why: string): Loss => ({
    documentId,
    annotationId: annotation.id,
    what: 'attribute-dropped',
    why,
  });
  return [
    ...Object.entries(annotation.attributes).flatMap(([attribute, value]) =>
      value === undefined ? [] : [{ ...lost(WHY.attribute), attribute }],
    ),
    ...(annotation.certainty === 'unsure' ? [lost(WHY.certainty)] : []),
    ...(annotation.note === '' ? [] : [lost(WHY.note)]),
  ];
}

/** Relations with an end in an exported layer. */
function relationLosses(document: ExchangeDocument, exported: readonly ExchangeAnnotation[]): Loss[] {
  const ids = new Set(exported.map(({ id }) => id));
  return document.relations
    .filter(({ source, target }) => ids.has(source) || ids.has(target))
    .map(({ source }) => ({
      documentId: document.id,
      annotationId: source,
      what: 'relation-dropped',
      why: WHY.relation,
    }));
}
