import type { ExchangeDocument, Loss, OutputFile, WriteOptions, WrittenFiles } from '../exchange.ts';
import { fileStems } from '../spans/file-stems.ts';
import type { SpannedSentence } from '../tokens/token-view.ts';
import { tokenView } from '../tokens/token-view.ts';
import { WHY } from '../tokens/why.ts';
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
export function serialiseColumns(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  layout: ColumnLayout,
): WrittenFiles {
  const names = createTagNames(documents, options.layers, columnRules(options.layers));
  const losses: Loss[] = [];
  const written: { document: ExchangeDocument; content: string }[] = [];
  for (const document of documents) {
    const view = tokenView(document, options, 'one-tag');
    losses.push(...view.losses);
    const textLoss = textLossOf(document, view.sentences);
    if (textLoss !== null) losses.push(textLoss);
    if (view.sentences.length === 0) continue;
    const content = view.sentences.map((sentence) => sentenceLines(document.text, sentence, names, layout));
    written.push({ document, content: content.join('') });
  }
  return {
    files: filesOf(written, layout),
    losses: [...names.losses, ...losses],
    names: names.names,
  };
}

function filesOf(
  written: readonly { readonly document: ExchangeDocument; readonly content: string }[],
  { together }: ColumnLayout,
): OutputFile[] {
  if (together === null) {
    const stems = fileStems(written.map(({ document }) => document));
    return written.map(({ content }, index) => ({ path: `${stems[index]}.conll`, content }));
  }
  const content = written.map((one) => `${together.documentLine}\n\n${one.content}`).join('');
  return [{ path: together.path, content }];
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
