import { OffsetIndex } from '#model/offset.ts';
import type { Scheme } from '#model/scheme.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  Loss,
  OutputFile,
  WriteOptions,
  WrittenFiles,
} from '../exchange.ts';
import type { FlatDocument, FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { flatten, PART_OF_SPAN } from '../json-spans/flatten.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { createNameWriter } from '../spans/written-names.ts';
import { xmlSafe, xmlSafeDocument } from '../xml/safe.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from '../xml/write.ts';
import { describe } from './description.ts';
import { Guids, isKeptId } from './guids.ts';
import { createVariables } from './variables.ts';
import { writeCodes } from './write-codes.ts';

export const PROJECT_NAMESPACE = 'urn:QDA-XML:project:1.0';
export const ORIGIN = 'Standoff';

/** Longest name of a selection, in characters: other tools show it in lists. */
const LONGEST_NAME = 100;

/**
 * Documents as a REFI-QDA project: what its archive holds (`Project.xsd` of REFI-QDA 1.5; formats.md 14). Selections are
 * half-open and count code points of the text file, which has LF and no byte order mark. A discontinuous span is one
 * selection a fragment. With the scheme, codes have its names, descriptions and colours.
 */
export function writeProject(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  scheme: Scheme | null,
): WrittenFiles {
  const safe = documents.map(xmlSafeDocument);
  const layers = options.layers.map(xmlSafe);
  const flats = safe.map(({ document }) => flatten(document, layers));
  const guids = new Guids();
  const roles = createNameWriter({ role: [PART_OF_SPAN] });
  const nameOf = (kind: 'relation' | 'link', name: string): string => roles.write(kind, name, (same) => same);
  const named = flats.map(
    (flat): FlatDocument => ({ ...flat, spans: flat.spans.map((span) => withCueName(span, nameOf)) }),
  );
  const codes = writeCodes(
    named.flatMap(({ spans }) => spans),
    layers,
    scheme,
    guids,
  );
  const users = createUsers(guids);
  const variables = createVariables(guids);
  const notes: string[] = [];
  const links: string[] = [];
  const files: OutputFile[] = [];

  const sources = safe.map(({ document }, number) => {
    const flat = flats[number];
    const spans = named[number]?.spans ?? [];
    const guid = guids.take(document.id, 'source', number, document.title ?? '');
    const textGuid = guids.take(null, 'text', guid);
    files.push({ path: `sources/${textGuid}.txt`, content: document.text });
    const index = new OffsetIndex(document.text);
    const guidOfSpan = new Map<FlatSpan, string>();
    let last: ExchangeAnnotation | null = null;
    const selections = spans.map((span, at) => {
      const { holder } = span;
      const original = flat?.spans[at];
      // Cues stand behind the annotation that points at them, as do its other fragments.
      last = holder ?? last;
      const selection = guids.take(holder?.id ?? null, 'selection', guid, span.key);
      if (original !== undefined) guidOfSpan.set(original, selection);
      const by = last === null ? {} : madeBy(last, users.guidOf(last.annotator));
      const note = holder === null || holder.note === '' ? null : guids.take(null, 'note', selection);
      const quote = nameFor(document.text.slice(span.start, span.end));
      if (note !== null) {
        const content = xmlElement('PlainTextContent', {}, escapeXmlText(holder?.note ?? ''));
        notes.push(`${xmlElement('Note', { guid: note, name: quote, ...by }, content)}\n`);
      }
      const { modifiedDateTime: _modified, ...coded } = by;
      const coding = xmlElement(
        'Coding',
        { guid: guids.take(null, 'coding', selection), ...coded },
        `${xmlElement('CodeRef', { targetGUID: codes.guidOf(span) })}${
          note === null ? '' : xmlElement('NoteRef', { targetGUID: note })
        }`,
      );
      const description = holder === null ? '' : describe(holder);
      const attributes = {
        guid: selection,
        name: quote,
        startPosition: index.toCodePoint(span.start),
        endPosition: index.toCodePoint(span.end),
        ...by,
      };
      const described = description === '' ? '' : `<Description>${escapeXmlText(description)}</Description>`;
      return `${xmlElement('PlainTextSelection', attributes, `${described}${coding}`)}\n`;
    });
    const idOf = relationIds(document);
    for (const [at, relation] of (flat?.relations ?? []).entries()) {
      links.push(linkXml(relation, guids.take(idOf(relation), 'link', guid, at), guidOfSpan, nameOf));
    }
    const content = `${selections.join('')}${variables.valuesOf(document)}`;
    return `${xmlElement(
      'TextSource',
      { guid, name: document.title, plainTextPath: `internal://${textGuid}.txt` },
      content === '' ? '' : `\n${content}`,
    )}\n`;
  });

  const project = xmlElement(
    'Project',
    {
      xmlns: PROJECT_NAMESPACE,
      name: xmlSafe(scheme?.name ?? ORIGIN),
      origin: ORIGIN,
      creatingUserGUID: users.first(),
    },
    `\n${[
      list('Users', users.xml()),
      codes.xml,
      variables.xml(),
      list('Sources', sources),
      list('Notes', notes),
      list('Links', links),
    ].join('')}`,
  );
  const losses: Loss[] = [];
  for (const own of [...safe, ...flats, codes]) for (const loss of own.losses) losses.push(loss);
  for (const loss of roles.losses()) losses.push(loss);
  return {
    files: [{ path: 'project.qde', content: `${XML_DECLARATION}${project}\n` }, ...files],
    losses,
    names: { ...roles.names(), ...codes.names, ...variables.names() },
  };
}

/** Empty lists are invalid. */
function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<${name}>\n${items.join('')}</${name}>\n`;
}

function withCueName(span: FlatSpan, nameOf: (kind: 'link', name: string) => string): FlatSpan {
  return span.isCue && span.label !== null ? { ...span, label: nameOf('link', span.label) } : span;
}

/** Links of attributes have no id; fragments are joined by nothing but a link. */
function relationIds({ relations }: ExchangeDocument): (relation: FlatRelation) => string | null {
  const keyOf = (type: string, source: string | null, target: string | null) =>
    JSON.stringify([type, source, target]);
  const ids = new Map(relations.map(({ id, type, source, target }) => [keyOf(type, source, target), id]));
  return ({ kind, type, source, target }) =>
    kind === 'relation' ? (ids.get(keyOf(type, source.annotationId, target.annotationId)) ?? null) : null;
}

function linkXml(
  { kind, type, source, target }: FlatRelation,
  guid: string,
  guidOfSpan: ReadonlyMap<FlatSpan, string>,
  nameOf: (kind: 'relation' | 'link', name: string) => string,
): string {
  const attributes = {
    guid,
    name: kind === 'join' ? PART_OF_SPAN : nameOf(kind, type),
    direction: kind === 'join' ? 'Associative' : 'OneWay',
    originGUID: guidOfSpan.get(source) ?? null,
    targetGUID: guidOfSpan.get(target) ?? null,
  };
  return `${xmlElement('Link', attributes)}\n`;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** QualCoder cannot do without the second time where it has the first. */
function madeBy({ createdAt, updatedAt }: ExchangeAnnotation, user: string | null) {
  const time = (value: string | null): string | null => (value !== null && TIME.test(value) ? value : null);
  const created = time(createdAt);
  return {
    ...(user === null ? {} : { creatingUser: user }),
    ...(created === null ? {} : { creationDateTime: created, modifiedDateTime: time(updatedAt) ?? created }),
  };
}

function nameFor(quote: string): string {
  const characters = [...quote.slice(0, LONGEST_NAME * 2 + 2)].slice(0, LONGEST_NAME);
  return characters.join('').replaceAll('\n', ' ');
}

/** Annotators as users. An id that is no GUID of its own stands in `id`. */
function createUsers(guids: Guids) {
  const users = new Map<string, { readonly guid: string; readonly ref: AnnotatorRef }>();
  return {
    guidOf(ref: AnnotatorRef | null): string | null {
      if (ref === null) return null;
      const key = JSON.stringify([ref.id, ref.name]);
      const user = users.get(key) ?? { guid: guids.take(ref.id, 'user', ref.id ?? '', ref.name ?? ''), ref };
      users.set(key, user);
      return user.guid;
    },
    first: (): string | null => users.values().next().value?.guid ?? null,
    xml: (): string[] =>
      [...users.values()].map(({ guid, ref: { id, name } }) => {
        const other = id === null || isKeptId(id) ? null : id;
        return `${xmlElement('User', { guid, name: name ?? id, id: other })}\n`;
      }),
  };
}
