import { hullOf } from '#model/fragment.ts';
import { OffsetIndex } from '#model/offset.ts';
import { attributeWords, remarkWords } from '../report/describe.ts';
import { piecesOf } from '../report/pieces.ts';
import type { ReportCounts, ReportFacts } from '../report/report-facts.ts';
import type { ReportNames } from '../report/report-names.ts';
import type { ExportedAnnotation, ExportedDocument } from '../shared/exported.ts';
import { asParagraph, escapeMarkdown, escapeMarkdownLine } from './escape.ts';

interface Numbered {
  readonly number: number;
  readonly annotation: ExportedAnnotation;
}

/** In words, escaped, on one line. */
function layerAndLabel(
  names: ReportNames,
  { layer, label }: { readonly layer: string; readonly label: string | null },
): readonly [layer: string, label: string] {
  return [
    escapeMarkdownLine(names.layer(layer)),
    label === null ? '' : escapeMarkdownLine(names.label(layer, label)),
  ];
}

/** What stands above the documents. */
export function markdownHead(counts: ReportCounts, facts: ReportFacts): string {
  const rows = counts
    .labels()
    .map((counted) => `| ${[...layerAndLabel(facts.names, counted), counted.count].join(' | ')} |`);
  const parts = [
    `# ${escapeMarkdownLine(facts.project ?? 'Annotations')}`,
    counts
      .head()
      .map(([name, text]) => `- ${name}: ${escapeMarkdownLine(text)}`)
      .join('\n'),
    ...(rows.length === 0
      ? []
      : [['| Layer | Label | Annotations |', '| --- | --- | ---: |', ...rows].join('\n')]),
  ];
  return parts.join('\n\n');
}

/**
 * A document, with spans as numbered notes, since Markdown has no overlap. `numbersBefore` is how many annotations the
 * report has above.
 */
export function markdownSection(
  exported: ExportedDocument,
  numbersBefore: number,
  names: ReportNames,
): string {
  const numbered = exported.annotations.map(
    (annotation, index): Numbered => ({ number: numbersBefore + index + 1, annotation }),
  );
  return `\n\n${documentSection(exported, numbered, names)}`;
}

function documentSection(
  { document, relations }: ExportedDocument,
  numbered: readonly Numbered[],
  names: ReportNames,
): string {
  const { text } = document;
  const index = new OffsetIndex(text);
  const numbers = new Map(numbered.map(({ number, annotation }) => [annotation.id, number]));
  const notes = numbered.map(({ number, annotation }) => {
    const { fragments, quote } = annotation;
    const [layer, label] = layerAndLabel(names, annotation);
    const places = fragments.map(({ start, end }) => `${index.toCodePoint(start)}–${index.toCodePoint(end)}`);
    const words = [
      `${label === '' ? layer : `${layer}: ${label}`} “${escapeMarkdownLine(quote)}” at ${places.join(', ')}`,
      ...attributeWords(annotation, text, names, (id) => numbers.get(id) ?? null).map(escapeMarkdownLine),
      ...remarkWords(annotation).map(escapeMarkdownLine),
    ];
    // With words after the first, CommonMark without notes takes this for a paragraph and not for a link.
    return `[^${number}]: No. ${number} · ${words.join(' · ')}`;
  });
  const parts = [
    `## ${escapeMarkdownLine(document.title ?? 'Without a title')}`,
    ...paragraphs(document, numbered),
    ...(relations.length === 0
      ? []
      : [
          '### Relations',
          relations
            .map(
              ({ type, source, target }) =>
                `- no. ${numbers.get(source)} ${escapeMarkdownLine(names.relationType(type))} no. ${numbers.get(target)}`,
            )
            .join('\n'),
        ]),
    ...notes,
  ];
  return parts.join('\n\n');
}

/** The text with a mark for a note where each span ends. */
function paragraphs(document: ExportedDocument['document'], numbered: readonly Numbered[]): string[] {
  const { text } = document;
  const pieces = piecesOf(document);
  const ends = numbered
    .map(({ number, annotation }) => ({ number, end: hullOf(annotation.fragments).end as number }))
    .sort((a, b) => a.end - b.end || a.number - b.number);
  let next = 0;
  return pieces.map(({ kind, level, start, end }, index) => {
    const limit = pieces[index + 1]?.start ?? text.length;
    let at = start;
    let escaped = '';
    for (let mark = ends[next]; mark !== undefined && mark.end <= limit; mark = ends[next]) {
      // A span may end among the white space after the paragraph.
      const place = Math.min(Math.max(mark.end, at), end);
      escaped += `${escapeMarkdown(text.slice(at, place))}[^${mark.number}]`;
      at = place;
      next += 1;
    }
    escaped += escapeMarkdown(text.slice(at, end));
    if (kind === 'heading') return `${'#'.repeat(Math.min(level + 2, 6))} ${escaped.replaceAll('\n', ' ')}`;
    return kind === 'list-item' ? `- ${asParagraph(escaped).replaceAll('\n', '\n  ')}` : asParagraph(escaped);
  });
}
