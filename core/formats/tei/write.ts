import type { Fragment } from '#model/annotation.ts';
import type { Loss, WrittenCounts } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument } from '../shared/exported.ts';
import { writtenDocument } from '../writing/written-counts.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from '../xml/write.ts';
import { wordFor, xmlIds } from './ids.ts';
import { valueXml } from './values.ts';
import { anchors } from './write-text.ts';

export const TEI_NAMESPACE = 'http://www.tei-c.org/ns/1.0';
/** Features that say of an annotation or relation what TEI has no attribute for. */
export const OWN_FEATURES = {
  origin: 'standoff.origin',
  schemeVersion: 'standoff.schemeVersion',
  createdAt: 'standoff.createdAt',
  updatedAt: 'standoff.updatedAt',
} as const;
export const APPLICATION = 'standoff';
/** `@type` of groups and elements that are ours. */
export const TYPES = {
  relation: 'relation',
  link: 'attribute',
  stretch: 'stretch',
  named: 'named',
  inherited: 'inherited',
  details: 'standoff-details',
} as const;

/** Who is responsible for what was adjudicated: `resp="#gold"`. */
export const GOLD = 'gold';

const NOT_EXPORTED = 'It points at a span that is not exported.';

/**
 * A document as TEI P5 with stand-off annotation (formats.md section 13): the text in one `ab` with an empty `anchor` at
 * each place that a span begins or ends; spans, links, features, notes and annotators in `standOff`. Its text has no
 * character that XML forbids. Of gold the groups say so, and each span who decided. The order is that of the document, so the same document gives the same bytes.
 */
export function writeTei(
  { document, id, annotations, relations }: ExportedDocument,
  isGold = false,
): {
  readonly xml: string;
  readonly written: WrittenCounts;
  readonly losses: readonly Loss[];
} {
  const losses: Loss[] = [];
  const ids = xmlIds();
  // First, so that nothing else gets the id that says gold.
  const gold = isGold ? `#${ids.idFor(GOLD)}` : null;
  const textId = ids.idFor('txt');
  const annotationIds = new Map(annotations.map((each) => [each.id, ids.idFor(each.id)]));
  const offsets = annotations.flatMap(({ fragments, attributes }) => [
    ...fragments,
    ...Object.values(attributes).flatMap((value) =>
      value?.is === 'links'
        ? value.links.flatMap((link) => (link.kind === 'fragments' ? link.fragments : []))
        : [],
    ),
  ]);
  const places = anchors(
    ids,
    offsets.flatMap(({ start, end }) => [start, end]),
  );
  const categories = new Map<string, Map<string, string>>();
  const category = (taxonomy: string, name: string): string => {
    const known = categories.get(taxonomy) ?? new Map<string, string>();
    categories.set(taxonomy, known);
    const found = known.get(name) ?? ids.idFor(`${wordFor(taxonomy).word}.${wordFor(name).word}`);
    known.set(name, found);
    return `#${found}`;
  };
  const people = new Map<string, { readonly id: string; readonly ref: AnnotatorRef }>();
  const respOf = (ref: AnnotatorRef | null): string | null => {
    if (ref === null) return null;
    const key = JSON.stringify([ref.id, ref.name]);
    const known = people.get(key) ?? { id: ids.idFor(`ann${people.size + 1}`), ref };
    people.set(key, known);
    return `#${known.id}`;
  };

  const spanGroups = new Groups();
  const linkGroups = new Groups();
  const rest: string[] = [];
  /** Elements for the fragments, chained; the first stands for the whole. Returns its id. */
  const addSpans = (
    group: string,
    base: string,
    fragments: readonly Fragment[],
    attributes: Readonly<Record<string, string | null>>,
  ): string => {
    const each =
      fragments.length === 1 ? [base] : fragments.map((_, index) => ids.idFor(`${base}.${index + 1}`));
    for (const [index, { start, end }] of fragments.entries()) {
      const next = each[index + 1];
      const before = each[index - 1];
      spanGroups.add(
        group,
        xmlElement(
          'span',
          {
            'xml:id': each[index] ?? base,
            from: `#${places.at(start)}`,
            to: `#${places.at(end)}`,
            next: next === undefined ? null : `#${next}`,
            prev: before === undefined ? null : `#${before}`,
            ...attributes,
          },
          escapeXmlText(document.text.slice(start, end)),
        ),
      );
    }
    return each[0] ?? base;
  };
  const firstIds = new Map<string, string>();
  for (const annotation of annotations) {
    const { layer, label, certainty, note } = annotation;
    const base = annotationIds.get(annotation.id) ?? '';
    const features = annotationFeatures(annotation);
    const fsId = features === '' ? null : ids.idFor(`fs.${base}`);
    if (fsId !== null) rest.push(xmlElement('fs', { 'xml:id': fsId }, features));
    const ana = [label === null ? null : category(layer, label), fsId === null ? null : `#${fsId}`];
    const word = wordFor(layer);
    const resp = respOf(annotation.annotator);
    const group = xmlAttributes({ type: word.word, n: word.n, resp: gold ?? resp });
    const first = addSpans(group, base, annotation.fragments, {
      ana: ana.filter((pointer) => pointer !== null).join(' ') || null,
      cert: certainty === null ? null : certainty === 'sure' ? 'high' : 'low',
      n: annotation.id,
      resp: gold === null ? null : resp,
    });
    firstIds.set(annotation.id, first);
    if (note !== '') rest.push(xmlElement('note', { target: `#${first}`, resp }, escapeXmlText(note)));
  }
  const interp = (type: string, text: string): string => {
    const interpId = ids.idFor(type);
    rest.push(xmlElement('interp', { 'xml:id': interpId, type }, escapeXmlText(text)));
    return interpId;
  };
  let links = 0;
  let linkedWords = 0;
  for (const annotation of annotations) {
    const source = firstIds.get(annotation.id) ?? '';
    for (const [name, value] of Object.entries(annotation.attributes)) {
      if (value?.is !== 'links') continue;
      for (const link of value.links) {
        let target: string | undefined;
        if (link.kind === 'annotation') target = firstIds.get(link.id);
        else if (link.kind === 'article') target = textId;
        else if (link.kind === 'inherited') target = interp(TYPES.inherited, '');
        else if (link.kind === 'text') target = interp(TYPES.named, link.text);
        else {
          const group = xmlAttributes({ type: 'cue', subtype: TYPES.stretch });
          target = addSpans(group, ids.idFor(`${source}.cue`), link.fragments, {});
          linkedWords += 1;
        }
        if (target === undefined) {
          losses.push({
            documentId: id,
            annotationId: annotation.id,
            what: 'attribute-dropped',
            why: NOT_EXPORTED,
          });
          continue;
        }
        links += 1;
        const ana = category('relation', name);
        linkGroups.add(
          xmlAttributes({ type: TYPES.link }),
          xmlElement('link', { ana, target: `#${source} #${target}` }),
        );
      }
    }
  }
  for (const relation of relations) {
    const relationId = ids.idFor(relation.id);
    const features = ownFeatures({ createdAt: relation.createdAt });
    const fsId = features === '' ? null : ids.idFor(`fs.${relationId}`);
    if (fsId !== null) rest.push(xmlElement('fs', { 'xml:id': fsId }, features));
    const ana = [category('relation', relation.type), ...(fsId === null ? [] : [`#${fsId}`])].join(' ');
    const target = `#${firstIds.get(relation.source)} #${firstIds.get(relation.target)}`;
    linkGroups.add(
      xmlAttributes({ type: TYPES.relation, resp: respOf(relation.annotator) }),
      xmlElement('link', { 'xml:id': relationId, n: relation.id, ana, target }),
    );
  }

  const persons = [...people.values()].map(({ id: personId, ref }) =>
    xmlElement(
      'person',
      { 'xml:id': personId, n: ref.id },
      ref.name === null ? '' : `<persName>${escapeXmlText(ref.name)}</persName>`,
    ),
  );
  if (gold !== null && annotations.length > 0) {
    persons.unshift(xmlElement('person', { 'xml:id': GOLD }, `<persName>${GOLD}</persName>`));
  }
  const standOff = [
    ...spanGroups.elements('spanGrp'),
    ...linkGroups.elements('linkGrp'),
    ...rest,
    ...(persons.length === 0 ? [] : [xmlElement('listPerson', {}, persons.join(''))]),
  ];
  const taxonomies = [...categories].map(([taxonomy, names]) => {
    const each = [...names].map(([name, categoryId]) =>
      xmlElement('category', { 'xml:id': categoryId }, `<catDesc>${escapeXmlText(name)}</catDesc>`),
    );
    const taxonomyId = ids.idFor(`tax.${wordFor(taxonomy).word}`);
    return xmlElement('taxonomy', { 'xml:id': taxonomyId }, each.join(''));
  });
  const lines = [
    header(document, id, taxonomies),
    ...(standOff.length === 0
      ? []
      : [`<standOff>\n${standOff.map((line) => ` ${line}\n`).join('')}</standOff>`]),
    `<text><body>${xmlElement('ab', { 'xml:id': textId, 'xml:space': 'preserve' }, places.textXml(document.text))}</body></text>`,
  ];
  const xml = `${XML_DECLARATION}${xmlElement('TEI', { xmlns: TEI_NAMESPACE }, `\n${lines.join('\n')}\n`)}\n`;
  const counts = { annotations: annotations.length, relations: relations.length, links, linkedWords };
  return { xml, written: writtenDocument(counts), losses };
}

function annotationFeatures(annotation: ExportedAnnotation): string {
  const features = Object.entries(annotation.attributes).map(([name, value]) => {
    if (value === undefined || value.is === 'links') return '';
    // With its name in `n` each attribute is told from what we write about the annotation itself.
    return xmlElement('f', { name: wordFor(name).word, n: name }, valueXml(value));
  });
  const { origin, schemeVersion, createdAt, updatedAt } = annotation;
  const version = schemeVersion === null ? null : String(schemeVersion);
  return features.join('') + ownFeatures({ origin, schemeVersion: version, createdAt, updatedAt });
}

function ownFeatures(values: Partial<Record<keyof typeof OWN_FEATURES, string | null>>): string {
  return Object.entries(OWN_FEATURES)
    .map(([key, name]) => {
      const value = values[key as keyof typeof OWN_FEATURES] ?? null;
      return value === null ? '' : xmlElement('f', { name }, `<string>${escapeXmlText(value)}</string>`);
    })
    .join('');
}

function header(document: ExportedDocument['document'], id: string, taxonomies: readonly string[]): string {
  const { title, language, source } = document;
  const element = (name: string, text: string | null) =>
    text === null ? '' : `<${name}>${escapeXmlText(text)}</${name}>`;
  const bibl = `<bibl>${element('author', source.author)}${element('publisher', source.publisher)}${element('date', source.publishedAt)}${
    source.url === null ? '' : xmlElement('idno', { type: 'URL' }, escapeXmlText(source.url))
  }</bibl>`;
  const details = documentDetails(document);
  return `<teiHeader>
 <fileDesc>
  <titleStmt>${title === null ? '<title/>' : element('title', title)}</titleStmt>
  <publicationStmt><distributor>Standoff</distributor>${xmlElement('idno', { type: APPLICATION }, escapeXmlText(id))}</publicationStmt>
  <sourceDesc>${bibl}</sourceDesc>
 </fileDesc>
 <encodingDesc><appInfo><application ident="${APPLICATION}" version="1"><label>Standoff</label></application></appInfo>${
   taxonomies.length === 0 ? '' : `<classDecl>${taxonomies.join('')}</classDecl>`
 }</encodingDesc>${
   language === null
     ? ''
     : `\n <profileDesc><langUsage>${xmlElement('language', { ident: language })}</langUsage></profileDesc>`
 }${details === '' ? '' : `\n ${xmlElement('xenoData', { type: TYPES.details }, escapeXmlText(details))}`}
</teiHeader>`;
}

/** Elements under a common parent, by the attributes of the parent. */
class Groups {
  readonly #members = new Map<string, string[]>();

  add(attributes: string, element: string): void {
    const members = this.#members.get(attributes);
    if (members === undefined) this.#members.set(attributes, [element]);
    else members.push(element);
  }

  elements(name: string): string[] {
    return [...this.#members].map(
      ([attributes, members]) =>
        `<${name}${attributes}>\n${members.map((member) => `  ${member}\n`).join('')} </${name}>`,
    );
  }
}

/** As they stand in a start tag, with a space before each. */
function xmlAttributes(attributes: Readonly<Record<string, string | null>>): string {
  return xmlElement('x', attributes).slice(2, -2);
}
