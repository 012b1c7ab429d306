import { encodeTags } from '../columns/tags.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import type { SpannedSentence } from '../tokens/token-view.ts';

/** The name of an annotation in a tag. */
export type TagOf = (annotation: ExchangeAnnotation) => string;

/** A document of `train.conll`: four columns, and the line before it that spaCy knows (formats.md 7). */
export function conllDocument(text: string, sentences: readonly SpannedSentence[], tagOf: TagOf): string {
  const lines = sentences.map(
    (sentence) =>
      `${rowsOf(text, sentence, tagOf)
        .map(({ form, tag }) => `${form} -X- O ${tag}\n`)
        .join('')}\n`,
  );
  return `-DOCSTART- -X- O O\n\n${lines.join('')}`;
}

/** What stands for `|` in a form of `train.iob`. */
const LIGHT_BAR = '\u2758';

/** A document of `train.iob`: one sentence a line of `form|tag`. No empty line: it would be an empty document. */
export function iobDocument(text: string, sentences: readonly SpannedSentence[], tagOf: TagOf): string {
  return sentences
    .map(
      (sentence) =>
        `${rowsOf(text, sentence, tagOf)
          .map(({ form, tag }) => `${form.replaceAll('|', LIGHT_BAR)}|${tag}`)
          .join(' ')}\n`,
    )
    .join('');
}

function rowsOf(text: string, { tokens, spans }: SpannedSentence, tagOf: TagOf) {
  const tags = encodeTags(
    tokens.length,
    spans.map(({ annotation, first, end }) => ({ name: tagOf(annotation), first, end })),
    'iob2',
  );
  return tokens.map(({ start, end }, index) => ({ form: text.slice(start, end), tag: tags[index] ?? 'O' }));
}

interface JsonToken {
  readonly id: number;
  readonly orth: string;
  space: '' | ' ';
  readonly ner: string;
}

/**
 * A document of `train.json`, the JSON of spaCy 2 (`spacy/training/gold_io.pyx`). Its text is rebuilt from `orth` and
 * `space`, so that white space other than one space after a token is tokens too; tags are BILUO.
 */
export function jsonDocument(
  id: number,
  text: string,
  sentences: readonly SpannedSentence[],
  labelOf: TagOf,
): object {
  let at = 0;
  let count = 0;
  const written: { tokens: JsonToken[]; brackets: readonly never[] }[] = [];
  let last: JsonToken | null = null;
  const add = (to: JsonToken[], orth: string, ner: string): void => {
    last = { id: count, orth, space: '', ner };
    count += 1;
    to.push(last);
  };
  /** White space from `at` on; `ner` is the tag of an entity that goes on over it. */
  const addGap = (to: JsonToken[], end: number, ner: string): void => {
    for (; at < end; at += 1) {
      const character = text.charAt(at);
      if (character === ' ' && last?.space === '') last.space = ' ';
      else add(to, character, ner);
    }
  };
  for (const { tokens, spans } of sentences) {
    // What stands between sentences is at the end of the one before.
    const before = written.at(-1);
    const start = tokens[0]?.start ?? at;
    const own: JsonToken[] = [];
    addGap(before?.tokens ?? own, start, 'O');
    const inside = new Map<number, { label: string; first: number; last: number }>();
    for (const { annotation, first, end } of spans) {
      const label = labelOf(annotation);
      for (let index = first; index < end; index += 1) inside.set(index, { label, first, last: end - 1 });
    }
    for (const [index, token] of tokens.entries()) {
      const entity = inside.get(index);
      addGap(own, token.start, entity === undefined || entity.first === index ? 'O' : `I-${entity.label}`);
      add(own, text.slice(token.start, token.end), entity === undefined ? 'O' : biluo(index, entity));
      at = token.end;
    }
    written.push({ tokens: own, brackets: [] });
  }
  if (written.length === 0) written.push({ tokens: [], brackets: [] });
  addGap(written.at(-1)?.tokens ?? [], text.length, 'O');
  return { id, paragraphs: [{ raw: text, sentences: written, cats: [] }] };
}

function biluo(
  index: number,
  { label, first, last }: { label: string; first: number; last: number },
): string {
  if (first === last) return `U-${label}`;
  return `${index === first ? 'B' : index === last ? 'L' : 'I'}-${label}`;
}
