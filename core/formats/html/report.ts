import { OffsetIndex } from '#model/offset.ts';
import { attributeWords, remarkWords } from '../report/describe.ts';
import { piecesOf, segmentsOf } from '../report/pieces.ts';
import type { ReportCounts } from '../report/report-facts.ts';
import type { ReportNames } from '../report/report-names.ts';
import type { ExportedAnnotation, ExportedDocument } from '../shared/exported.ts';
import { escapeHtml } from './escape.ts';
import { layerClass, STYLE } from './style.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

interface Numbered {
  readonly number: number;
  readonly annotation: ExportedAnnotation;
}

/** What stands above the articles. */
export function htmlHead(
  counts: ReportCounts,
  layers: readonly string[],
  names: ReportNames,
  title: string,
): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1 dir="auto">${escapeHtml(title)}</h1>`,
    table(
      ['', ''],
      counts.head().map(([name, text]) => [escapeHtml(name), escapeHtml(text)]),
    ),
    '<h2>Labels</h2>',
    table(
      ['Layer', 'Label', 'Annotations'],
      counts
        .labels()
        .map(({ layer, label, count }) => [
          `<mark class="${layerClass(layers.indexOf(layer))}">${escapeHtml(names.layer(layer))}</mark>`,
          labelText(names, layer, label),
          String(count),
        ]),
    ),
    '',
  ].join('\n');
}

/** A list of the documents, by which those of one title are told apart. */
export const CONTENTS_START = '<nav aria-label="Documents"><ol>\n';
export const CONTENTS_END = '</ol></nav>\n';

export function htmlContentsItem({ document }: ExportedDocument, number: number): string {
  const { publisher, publishedAt } = document.source;
  const facts = [publisher, publishedAt].flatMap((fact) => (fact === null || fact === '' ? [] : [fact]));
  const link = `<a href="#d${number}">${titleOf(document)}</a>`;
  return `<li dir="auto">${[link, ...facts.map(escapeHtml)].join(' · ')}</li>\n`;
}

function titleOf({ title }: ExportedDocument['document']): string {
  return escapeHtml(title ?? 'Without a title');
}

/**
 * A document, with its number on the page. Spans are nested `mark` elements, one for each layer, cut at each edge; `data-ids` lists the annotations.
 * `numbersBefore` is how many annotations the page has above.
 */
export function htmlArticle(
  exported: ExportedDocument,
  number: number,
  numbersBefore: number,
  layers: readonly string[],
  names: ReportNames,
): string {
  const numbered = exported.annotations.map(
    (annotation, index): Numbered => ({ number: numbersBefore + index + 1, annotation }),
  );
  return `${article(exported, number, numbered, layers, names)}\n`;
}

export const HTML_END = '</body>\n</html>\n';

function article(
  { document, relations }: ExportedDocument,
  ownNumber: number,
  numbered: readonly Numbered[],
  layers: readonly string[],
  names: ReportNames,
): string {
  const numbers = new Map(numbered.map(({ number, annotation }) => [annotation.id, number]));
  const index = new OffsetIndex(document.text);
  const { language } = document;
  // What is no language tag would make the page say something wrong.
  const lang =
    language !== null && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? ` lang="${language}"` : '';
  const rows = numbered.map(({ number, annotation }) => [
    `<span id="n${number}">${number}</span>`,
    escapeHtml(names.layer(annotation.layer)),
    labelText(names, annotation.layer, annotation.label),
    escapeHtml(annotation.quote),
    annotation.fragments
      .map(({ start, end }) => `${index.toCodePoint(start)}–${index.toCodePoint(end)}`)
      .join(', '),
    escapeHtml(attributeWords(annotation, document.text, names, (id) => numbers.get(id) ?? null).join('\n')),
    escapeHtml(remarkWords(annotation).join('\n')),
  ]);
  const link = (id: string): string => {
    const number = numbers.get(id) ?? 0;
    return `<a href="#n${number}">${number}</a>`;
  };
  return [
    `<article id="d${ownNumber}">`,
    `<h2 dir="auto">${ownNumber}. ${titleOf(document)}</h2>`,
    `<div class="text"${lang}>`,
    ...textParagraphs(document, numbered, layers, names),
    '</div>',
    ...(rows.length === 0
      ? ['<p>No annotations.</p>']
      : [table(['No.', 'Layer', 'Label', 'Text', 'Code points', 'Attributes', 'Remarks'], rows)]),
    ...(relations.length === 0
      ? []
      : [
          '<h3>Relations</h3>',
          `<ul>${relations.map(({ type, source, target }) => `<li>${link(source)} ${escapeHtml(names.relationType(type))} ${link(target)}</li>`).join('')}</ul>`,
        ]),
    '</article>',
  ].join('\n');
}

function textParagraphs(
  document: ExportedDocument['document'],
  numbered: readonly Numbered[],
  layers: readonly string[],
  names: ReportNames,
): string[] {
  const { text } = document;
  const items = numbered.map((one) => ({ ...one, fragments: one.annotation.fragments }));
  const segments = segmentsOf(text.length, items);
  let first = 0;
  return piecesOf(document).map(({ kind, level, start, end }) => {
    while ((segments[first]?.end ?? text.length) <= start && first < segments.length) first += 1;
    let html = '';
    for (let at = first; at < segments.length; at += 1) {
      const segment = segments[at];
      if (segment === undefined || segment.start >= end) break;
      const words = text.slice(Math.max(segment.start, start), Math.min(segment.end, end));
      html += marked(escapeHtml(words), segment.items, layers, names);
    }
    if (kind === 'heading') {
      const tag = level <= 1 ? 'h3' : 'h4';
      return `<${tag} dir="auto">${html}</${tag}>`;
    }
    return `<p dir="auto"${kind === 'list-item' ? ' class="item"' : ''}>${html}</p>`;
  });
}

/** One `mark` for each layer, the first of the scheme outermost. */
function marked(
  html: string,
  items: readonly Numbered[],
  layers: readonly string[],
  names: ReportNames,
): string {
  return layers.reduceRight((inner, layer, index) => {
    const here = items.filter(({ annotation }) => annotation.layer === layer);
    if (here.length === 0) return inner;
    const ids = here.map(({ annotation }) => annotation.id).join(' ');
    const title = here
      .map(({ number, annotation: { label } }) =>
        [`${number} ${escapeHtml(names.layer(layer))}`, labelText(names, layer, label)]
          .filter((words) => words !== '')
          .join(': '),
      )
      .join('; ');
    return `<mark class="${layerClass(index)}" data-ids="${escapeHtml(ids)}" title="${title}">${inner}</mark>`;
  }, html);
}

/** As HTML; empty for an annotation of a layer alone. */
function labelText(names: ReportNames, layer: string, label: string | null): string {
  return label === null ? '' : escapeHtml(names.label(layer, label));
}

/** Cells are HTML. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = head.every((cell) => cell === '')
    ? ''
    : `<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>`;
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`);
  return `<table>${header}<tbody>\n${body.join('\n')}\n</tbody></table>`;
}
