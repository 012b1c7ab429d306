import type { Fragment } from '#model/annotation.ts';
import type { ExchangeDocument } from '../exchange.ts';
import { tokenSentences } from '../tokens/sentences.ts';

/** A sentence as TSV can hold it. */
export interface TsvSentence {
  /** From its first token; goes on over the white space behind it where that would be lost between sentences. */
  readonly text: string;
  readonly tokens: readonly Fragment[];
}

export interface TsvText {
  readonly sentences: readonly TsvSentence[];
  /** Whether the text comes back as it is. */
  readonly exact: boolean;
}

/**
 * The reader rebuilds a text as each sentence, one LF, then spaces up to the next one, and takes the LF away where the
 * next begins at once (INCEpTION `Tsv3XDeserializer.readContent`). So white space between sentences is kept by writing
 * it at the end of the sentence before; only what stands before the first sentence becomes spaces (formats.md 4).
 */
export function tsvText(document: Pick<ExchangeDocument, 'text' | 'blocks'>): TsvText {
  const { text } = document;
  const found = tokenSentences(document);
  const sentences = found.map(({ start, end, tokens }, index): TsvSentence => {
    const next = found[index + 1];
    const gap = text.slice(end, next?.start ?? text.length);
    const kept = next !== undefined && /^\n *$/.test(gap) ? end : end + gap.length;
    return { text: text.slice(start, kept), tokens };
  });
  const before = text.slice(0, found[0]?.start ?? text.length);
  return { sentences, exact: found.length > 0 && /^ *$/.test(before) };
}
