import { OffsetIndex } from '#model/offset.ts';
import type { Scheme } from '#model/scheme.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  OpenWriter,
  WriteOptions,
  WriteSink,
  WrittenCounts,
  WrittenFiles,
} from '../exchange.ts';
import type { FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { flatten, PART_OF_SPAN } from '../json-spans/flatten.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { ORIGIN } from '../refi-qdc/write-codebook.ts';
import { createNameWriter } from '../spans/written-names.ts';
import { collected } from '../writing/collect.ts';
import { writtenFlat } from '../writing/written-counts.ts';
import { xmlSafe, xmlSafeDocument } from '../xml/safe.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from '../xml/write.ts';
import { describe } from './description.ts';
import { Guids, isKeptId } from './guids.ts';
import { createVariables } from './variables.ts';
import { createCodes } from './write-codes.ts';

export const PROJECT_NAMESPACE = 'urn:QDA-XML:project:1.0';

/** Longest name of a selection, in characters: other tools show it in lists. */
const LONGEST_NAME = 100;

const FILE = 'project.qde';
/**
 * The lists stand one after the other, and all but the sources, notes and links are known at the end. Of these three what begins
 * and ends them has a part of its own, before and behind the items: documents write nothing else.
 */
const PARTS = { head: 0, sources: 2, notes: 5, links: 8, end: 10 };

/**
 * Documents as a REFI-QDA project: what its archive holds (`Project.xsd` of REFI-QDA 1.5; formats.md 14). Selections are
 * half-open and count code points of the text file, which has LF and no byte order mark. A discontinuous span is one
 * selection a fragment. With the scheme, codes have its names, descriptions and colours.
 */
export function projectWriter(scheme: Scheme | null): OpenWriter {
  return (_survey, options, sink) => {
    const layers = options.layers.map(xmlSafe);
    const guids = new Guids();
    const roles = createNameWriter({ role: [PART_OF_SPAN] });
    const nameOf = (kind: 'relation' | 'link', name: string): string =>
      roles.write(kind, name, (same) => same);
    const codes = createCodes(layers, scheme, guids);
    const users = createUsers(guids);
    const variables = createVariables(guids);
    const sources = openList(sink, 'Sources', PARTS.sources);
    const notes = openList(sink, 'Notes', PARTS.notes);
    const links = openList(sink, 'Links', PARTS.links);
    let count = 0;
    sink.write(FILE, '');

    function addSource(document: ExchangeDocument): WrittenCounts {
      const flat = flatten(document, layers);
      const guid = guids.take(document.id, 'source', count, document.title ?? '');
      const textGuid = guids.of(guid, 'text');
      count += 1;
      sink.write(`sources/${textGuid}.txt`, document.text);
      const index = new OffsetIndex(document.text);
      const guidOfSpan = new Map<FlatSpan, string>();
      let last: ExchangeAnnotation | null = null;
      const selections = flat.spans.map((span) => {
        const { holder } = span;
        // Cues stand behind the annotation that points at them, as do its other fragments.
        last = holder ?? last;
        const selection = guids.take(holder?.id ?? null, 'selection', guid, span.key);
        guidOfSpan.set(span, selection);
        const by = last === null ? {} : madeBy(last, users.guidOf(last.annotator));
        const note = holder === null || holder.note === '' ? null : guids.of(selection, 'note');
        const quote = nameFor(document.text.slice(span.start, span.end));
        if (note !== null) {
          const content = xmlElement('PlainTextContent', {}, escapeXmlText(holder?.note ?? ''));
          notes.add([xmlElement('Note', { guid: note, name: quote, ...by }, content)]);
        }
        const { modifiedDateTime: _modified, ...coded } = by;
        const coding = xmlElement(
          'Coding',
          { guid: guids.of(selection, 'coding'), ...coded },
          `${xmlElement('CodeRef', { targetGUID: codes.guidOf(withCueName(span, nameOf)) })}${
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
        const described =
          description === '' ? '' : `<Description>${escapeXmlText(description)}</Description>`;
        return `${xmlElement('PlainTextSelection', attributes, `${described}${coding}`)}\n`;
      });
      const idOf = relationIds(document);
      links.add(
        flat.relations.map((relation, at) =>
          linkXml(relation, guids.take(idOf(relation), 'link', guid, at), guidOfSpan, nameOf),
        ),
      );
      const content = `${selections.join('')}${variables.valuesOf(document)}`;
      const attributes = { guid, name: document.title, plainTextPath: `internal://${textGuid}.txt` };
      sources.add([xmlElement('TextSource', attributes, content === '' ? '' : `\n${content}`)]);
      flat.losses.forEach(sink.lose);
      return writtenFlat(flat);
    }

    return {
      add(document) {
        const safe = xmlSafeDocument(document);
        safe.losses.forEach(sink.lose);
        return addSource(safe.document);
      },
      end() {
        const project = xmlElement(
          'Project',
          {
            xmlns: PROJECT_NAMESPACE,
            name: xmlSafe(scheme?.name ?? ORIGIN),
            origin: ORIGIN,
            creatingUserGUID: users.first(),
          },
          '\n',
        );
        sink.write(
          FILE,
          [
            XML_DECLARATION,
            project.slice(0, -END.length),
            list('Users', users.xml()),
            codes.xml(),
            variables.xml(),
          ].join(''),
        );
        for (const each of [sources, notes, links]) each.end();
        sink.write(FILE, `${END}\n`, { part: PARTS.end });
        codes.losses().forEach(sink.lose);
        roles.losses().forEach(sink.lose);
        return { ...roles.names(), ...codes.names(), ...variables.names() };
      },
    };
  };
}

const END = '</Project>';

export function writeProject(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  scheme: Scheme | null,
): WrittenFiles {
  return collected(projectWriter(scheme))(documents, options);
}

/** A list of the project that is written as it grows. */
function openList(sink: WriteSink, name: string, part: number) {
  let isEmpty = true;
  return {
    add(items: readonly string[]): void {
      if (items.length === 0) return;
      sink.write(FILE, `${items.join('\n')}\n`, { part });
      isEmpty = false;
    },
    end(): void {
      if (isEmpty) return;
      sink.write(FILE, `<${name}>\n`, { part: part - 1 });
      sink.write(FILE, `</${name}>\n`, { part: part + 1 });
    },
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
  return xmlElement('Link', attributes);
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
