import type { DatasetCard, ExchangeDocument, WriteOptions } from '../exchange.ts';
import { escapeMarkdownLine } from '../markdown/escape.ts';
import type { Split } from '../split/split-options.ts';
import { SPLITS } from '../split/split-options.ts';
import type { SplitPlan } from '../split/split-plan.ts';
import { cardHeader } from './card-header.ts';
import type { Row } from './row.ts';
import { HUB_SPLITS } from './split-path.ts';

/** Of what is written: the splits of the documents by their index, and what is in each. */
interface CardSplit extends Pick<SplitPlan, 'groups' | 'documents' | 'labels'> {
  readonly splitOf: readonly Split[];
}

const DEFAULT_NAME = 'Annotated texts';

/**
 * The dataset card (huggingface/hub-docs `datasetcard.md`): a header in YAML for the Hub, and for readers what is in it,
 * how often, in which split, who annotated, where it comes from and what it may be used for. Nothing is guessed: a licence
 * that was not given is asked for.
 */
export function datasetCard(
  documents: readonly ExchangeDocument[],
  rows: readonly Row[],
  split: CardSplit,
  options: WriteOptions,
): string {
  const card = options.card ?? {};
  const title = card.name ?? DEFAULT_NAME;
  return [
    cardHeader(documents, split, { ...card, name: title }),
    `# ${escapeMarkdownLine(title)}\n`,
    `${documents.length} documents with ${sum(documents, ({ annotations }) => annotations.length)} annotations in the layers ${named(options.layers)}.\n`,
    FIELDS,
    '## Statistics\n',
    splitTable(documents, rows, split),
    labelTable(split),
    splitWords(split, options),
    '## Provenance\n',
    provenance(documents, card),
    '## Licence\n',
    licenceWords(card),
  ].join('\n');
}

const FIELDS = `## Fields

- \`id\`, \`title\`, \`text\`: the document.
- \`spans\`: the annotations. \`fragments\` are one or more pieces, each with \`start\`, \`end\` and its \`text\`; \`attributes\` is a list of key and value.
- \`relations\`: from one span to another, by their \`id\`.
- \`tokens\`, \`ner_tags\`: words with IOB2 tags of one layer, without overlaps.
- \`standoff\`: the whole record as JSON, with which Standoff reads the dataset back without loss. Drop it where you do not need it.

What is not there is an empty string or an empty list.

## Offsets

Offsets count Unicode code points from 0, \`end\` not included: in Python \`text[start:end]\` is the fragment.

The Parquet files and the JSON Lines in \`data\` hold the same.
`;

function splitTable(documents: readonly ExchangeDocument[], rows: readonly Row[], split: CardSplit): string {
  const lines = SPLITS.filter((name) => split.documents[name] > 0).map((name) => {
    const own = <Item>(items: readonly Item[]) => items.filter((_, index) => split.splitOf[index] === name);
    return [
      HUB_SPLITS[name],
      split.documents[name],
      sum(own(rows), ({ tokens }) => tokens.length),
      sum(own(documents), ({ annotations }) => annotations.length),
      sum(own(rows), ({ relations }) => relations.length),
    ];
  });
  return table(['split', 'documents', 'tokens', 'annotations', 'relations'], lines);
}

function labelTable({ labels, documents }: CardSplit): string {
  if (labels.length === 0) return 'There are no annotations.\n';
  const used = SPLITS.filter((name) => documents[name] > 0);
  return table(
    ['layer', 'label', ...used.map((name) => HUB_SPLITS[name])],
    labels.map(({ layer, label, counts }) => [layer, label ?? '', ...used.map((name) => counts[name])]),
  );
}

const GROUPED = {
  'near-duplicate': 'Texts that are nearly the same are in one split',
  source: 'Documents of one source are in one split',
  both: 'Texts that are nearly the same, and documents of one source, are in one split',
  none: 'Nothing was kept together',
};

function splitWords({ groups }: CardSplit, { split }: WriteOptions): string {
  if (split === undefined) return 'The documents were not split: all are for training.\n';
  const { ratio: parts, seed, groupBy } = split.options;
  const ratio = SPLITS.map((name) => parts[name]).join(' : ');
  const kept = sum(groups, ({ documents }) => documents.length);
  const found = groupBy === 'none' ? '' : `: ${groups.length} groups with ${kept} documents`;
  return `Split by document at ${ratio}, stratified by label, with seed ${seed}. ${GROUPED[groupBy]}${found}.\n`;
}

function provenance(documents: readonly ExchangeDocument[], { provenance: words }: DatasetCard): string {
  const annotations = documents.flatMap((document) => document.annotations);
  const published = documents.flatMap(({ source }) => source.publishedAt ?? []).toSorted();
  const [first, last] = [published[0], published.at(-1)];
  return [
    ...(words === undefined ? [] : [`${escapeMarkdownLine(words)}\n`]),
    counted(
      'source',
      'documents',
      documents.map(({ source }) => source.publisher),
    ),
    counted(
      'annotator',
      'annotations',
      annotations.map(({ annotator }) => annotator?.name ?? annotator?.id ?? null),
    ),
    counted(
      'made',
      'annotations',
      annotations.map(({ origin }) => origin),
    ),
    ...(first === undefined || last === undefined
      ? []
      : [`Published from ${escapeMarkdownLine(first)} to ${escapeMarkdownLine(last)}.\n`]),
  ].join('\n');
}

function counted(what: string, of: string, values: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const value of values) {
    const name = value === null || value === '' ? '(not stated)' : value;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return '';
  const rows = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return table([what, of], rows);
}

function licenceWords({ licence, licenceLink }: DatasetCard): string {
  if (licence === undefined || licence.trim() === '') {
    return 'Not stated. Texts and annotations may have different licences; find out what they are before you publish this.\n';
  }
  const link = licenceLink === undefined ? '' : `, ${escapeMarkdownLine(licenceLink)}`;
  return `${escapeMarkdownLine(licence)}${link}\n`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => escapeMarkdownLine(String(cell))).join(' | ')} |\n`;
  return `${line(head)}|${head.map(() => ' --- |').join('')}\n${rows.map(line).join('')}`;
}

function named(layers: readonly string[]): string {
  return layers.map(escapeMarkdownLine).join(', ') || 'that they have';
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
