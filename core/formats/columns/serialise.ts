import type { ExchangeDocument, Loss, OpenWriter } from '../exchange.ts';
import { createFileStems } from '../spans/file-stems.ts';
import { annotatorLoss } from '../tokens/annotator-loss.ts';
import type { SpannedSentence } from '../tokens/token-view.ts';
import { spansIn, tokenView } from '../tokens/token-view.ts';
import { WHY } from '../tokens/why.ts';
import { NOTHING_WRITTEN, writtenDocument } from '../writing/written-counts.ts';
import type { TagNames } from './tag-names.ts';
import { columnRules, createTagNames } from './tag-names.ts';
import type { TagScheme } from './tags.ts';
import { encodeTags } from './tags.ts';

/** What the formats of columns differ in (the table of formats.md 7). */
export interface ColumnLayout {
  /** What stands between the form and the tag. */
  readonly between: string;
  readonly scheme: TagScheme;
  /** All documents in one file of this name, each after this line; or one file for each document. */
  readonly together: { readonly path: string; readonly documentLine: string } | null;
}

/**
 * Writes one token a line, an empty line after each sentence, in UTF-8 with LF. The text is not kept: readers join
 * the forms with one space and the sentences with LF.
 */
export function columnsWriter(layout: ColumnLayout): OpenWriter {
  const { together } = layout;
  return (survey, options, sink) => {
    const names = createTagNames(survey, options.layers, columnRules(options.layers));
    for (const loss of names.losses) sink.lose(loss);
    const stemOf = createFileStems();
    if (together !== null) sink.write(together.path, '');
    return {
      add(document) {
        const view = tokenView(document, options, 'one-tag');
        for (const loss of [...view.losses, ...annotatorLoss(document, options.layers)]) sink.lose(loss);
        const textLoss = textLossOf(document, view.sentences);
        if (textLoss !== null) sink.lose(textLoss);
        if (view.sentences.length === 0) return NOTHING_WRITTEN;
        const lines = view.sentences.map((sentence) => sentenceLines(document.text, sentence, names, layout));
        const content = lines.join('');
        if (together === null) sink.write(`${stemOf(document)}.conll`, content);
        else sink.write(together.path, `${together.documentLine}\n\n${content}`);
        return writtenDocument({ annotations: spansIn(view) });
      },
      end: () => names.names,
    };
  };
}

function sentenceLines(
  text: string,
  { tokens, spans }: SpannedSentence,
  names: TagNames,
  { between, scheme }: ColumnLayout,
): string {
  const tags = encodeTags(
    tokens.length,
    spans.map(({ annotation, first, end }) => ({ name: names.of(annotation), first, end })),
    scheme,
  );
  const lines = tokens.map(({ start, end }, at) => `${text.slice(start, end)}${between}${tags[at]}\n`);
  return `${lines.join('')}\n`;
}

/** Whether readers get the text back: all that columns leave out of it is white space. */
function textLossOf({ id, text }: ExchangeDocument, sentences: readonly SpannedSentence[]): Loss | null {
  const lost = (why: string): Loss => ({ documentId: id, annotationId: null, what: 'text-changed', why });
  if (sentences.length === 0) return lost(WHY.noWords);
  const rebuilt = sentences
    .map(({ tokens }) => tokens.map(({ start, end }) => text.slice(start, end)).join(' '))
    .join('\n');
  return rebuilt === text ? null : lost(WHY.whiteSpace);
}
