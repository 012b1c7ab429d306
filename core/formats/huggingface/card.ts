import type { DatasetCard, WriteOptions } from '../exchange.ts';
import { escapeMarkdownLine } from '../markdown/escape.ts';
import { SPLITS } from '../split/split-options.ts';
import type { CardFacts } from './card-facts.ts';
import { cardHeader } from './card-header.ts';
import { HUB_SPLITS } from './split-path.ts';

const DEFAULT_NAME = 'Annotated texts';

/**
 * The dataset card (huggingface/hub-docs `datasetcard.md`): a header in YAML for the Hub, and for readers what is in it,
 * how often, in which split, who annotated, where it comes from and what it may be used for. Nothing is guessed: a licence
 * that was not given is asked for.
 */
export function datasetCard(facts: CardFacts, options: WriteOptions): string {
  const card = options.card ?? {};
  const title = card.name ?? DEFAULT_NAME;
  return [
    cardHeader(facts, { ...card, name: title }),
    `# ${escapeMarkdownLine(title)}\n`,
    `${number(facts.count, 'document')} with ${number(facts.annotations, 'annotation')} in the ${options.layers.length === 1 ? 'layer' : 'layers'} ${named(options.layers)}.\n`,
    FIELDS,
    '## Statistics\n',
    splitTable(facts),
    labelTable(facts),
    splitWords(options),
    '## Provenance\n',
    provenance(facts, card),
    '## Licence\n',
    licenceWords(card),
  ].join('\n');
}

const FIELDS = `## Fields

- \`id\`, \`title\`, \`text\`: the document.
- \`spans\`: the annotations. \`fragments\` are one or more pieces, each with \`start\`, \`end\` and its \`text\`; \`attributes\` is a list of key and value.
- \`relations\`: from one span to another, by their \`id\`. Links of attributes, such as the speaker of a quote, are among them: their \`type\` is the name of the attribute and their \`id\` has a \`#\`.
- Words that a link points at and that are no annotation have a span of their own: its layer is the name of the attribute, its label is empty and its \`id\` ends in \`.span\`. Leave these out where you count annotations.
- \`tokens\`, \`ner_tags\`: words with IOB2 tags of one layer, without overlaps.
- \`standoff\`: the whole record as JSON, with which Standoff reads the dataset back without loss. Drop it where you do not need it.

What is not there is an empty string or an empty list.

The configuration \`spans\` has the spans once more as a table: a row for each fragment, with \`doc_id\` and \`annotation_id\`, offsets in code points and in UTF-16 units, the annotator, how far the annotator is with the document, and the attributes as JSON.

## Offsets

Offsets count Unicode code points from 0, \`end\` not included: in Python \`text[start:end]\` is the fragment.

The Parquet files and the JSON Lines in \`data\` hold the same.
`;

function splitTable({ documents, splits }: CardFacts): string {
  const lines = SPLITS.filter((name) => documents[name] > 0).map((name) => {
    const { tokens, annotations, relations, links, linkedWords } = splits[name];
    return [HUB_SPLITS[name], documents[name], tokens, annotations, relations, links, linkedWords];
  });
  const head = [
    'split',
    'documents',
    'tokens',
    'annotations',
    'relations',
    'links',
    'spans for linked words',
  ];
  return `${table(head, lines)}
\`spans\` holds annotations and spans for linked words, \`relations\` relations and links.
`;
}

function labelTable({ labels, documents }: CardFacts): string {
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

function splitWords({ split }: WriteOptions): string {
  if (split === undefined) return 'The documents were not split: all are for training.\n';
  const { ratio: parts, seed, groupBy, alone = [], together = [] } = split.options;
  const ratio = SPLITS.map((name) => parts[name]).join(' : ');
  const kept = sum(split.groups, ({ documents }) => documents.length);
  const found =
    groupBy === 'none' ? '' : `: ${number(split.groups.length, 'group')} with ${number(kept, 'document')}`;
  const byHand =
    alone.length + together.length === 0
      ? ''
      : ` By hand, ${wasOrWere(alone.length, 'document')} taken out of a group and ${wasOrWere(together.length, 'group')} made.`;
  return `Split by document at ${ratio}, stratified by label, with seed ${seed}. ${GROUPED[groupBy]}${found}.${byHand}\n`;
}

function provenance(facts: CardFacts, { provenance: words }: DatasetCard): string {
  const { published } = facts;
  return [
    ...(words === undefined ? [] : [`${escapeMarkdownLine(words)}\n`]),
    counted('source', 'documents', facts.sources),
    counted('annotator', 'annotations', facts.annotators),
    counted('made', 'annotations', facts.origins),
    ...(published === null
      ? []
      : [
          `Published from ${escapeMarkdownLine(published.first)} to ${escapeMarkdownLine(published.last)}.\n`,
        ]),
  ].join('\n');
}

function counted(what: string, of: string, counts: ReadonlyMap<string, number>): string {
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

/** `1 group`, `2 groups`. */
function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function wasOrWere(count: number, noun: string): string {
  return `${number(count, noun)} ${count === 1 ? 'was' : 'were'}`;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
