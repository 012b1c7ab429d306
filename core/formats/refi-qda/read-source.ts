import type { ExchangeDocument, WrittenNames } from '../exchange.ts';
import type { ReadRelation, ReadSpan } from '../json-spans/build-document.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import { CUE_LAYER } from '../json-spans/flatten.ts';
import { givenText } from '../json-spans/given-text.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { readInstant } from '../jsonl/reader.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import type { FileLog } from '../shared/file-log.ts';
import { layerLabel } from '../shared/layer-label.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import { choosePositions } from './choose-positions.ts';
import { readDescription, withLinksInPlace } from './description.ts';
import { isKeptId, readGuid } from './guids.ts';
import type { LeftOutCounts } from './left-out.ts';
import type { ReadCode } from './read-codes.ts';
import { readFacts } from './variables.ts';

/** What of a project the sources point at. */
export interface ProjectParts {
  /** Whether Standoff wrote the file, so that GUIDs are ids. */
  readonly isOurs: boolean;
  readonly origin: string;
  readonly codes: ReadonlyMap<string, ReadCode>;
  readonly users: ReadonlyMap<string, AnnotatorRef>;
  /** Texts of notes. */
  readonly notes: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  /** Variables of the cases that a source belongs to. */
  readonly casesOf: ReadonlyMap<string, readonly (readonly [string, string])[]>;
  readonly names: WrittenNames | undefined;
  readonly spanNames: SpanNameReader;
}

/** A source with its text, whose spans links may point at. */
export interface SourceDraft {
  /** By the GUIDs of selections and codings: the key of the span, or of the first of several. */
  readonly keys: ReadonlyMap<string, string>;
  finish(relations: readonly ReadRelation[]): ExchangeDocument;
}

/**
 * A text source with its selections. `outer` is the PDF source whose text it is, if so: its name, variables and notes are
 * those of the document. `null` where the text cannot be read; the log says why.
 */
export function readSource(
  element: XmlElement,
  outer: XmlElement | null,
  given: string,
  parts: ProjectParts,
  counts: LeftOutCounts,
  log: FileLog,
): SourceDraft | null {
  const named = outer ?? element;
  const title = named.attributes.get('name') ?? element.attributes.get('name') ?? null;
  const ground = givenText(given);
  if (typeof ground === 'string') {
    log.notice(element.line, `The text of the source “${title ?? ''}” ${ground} It was left out.`);
    return null;
  }
  const found = childElements(element, 'PlainTextSelection');
  const claimed = found.map((selection) => ({
    start: integerIn(selection, 'startPosition'),
    end: integerIn(selection, 'endPosition'),
    name: selection.attributes.get('name') ?? '',
  }));
  const isCoded = (selection: XmlElement): boolean => childElements(selection, 'Coding').length > 0;
  const { fragments, notice } = choosePositions(ground, claimed, parts.origin);
  if (notice !== null) log.notice(element.line, `“${title ?? ''}”: ${notice}`);

  const spans: ReadSpan[] = [];
  const keys = new Map<string, string>();
  for (const [at, selection] of found.entries()) {
    const fragment = fragments[at] ?? null;
    const { start, end } = claimed[at] ?? { start: Number.NaN, end: Number.NaN };
    if (!isCoded(selection)) counts.uncoded += 1;
    else if (start === end && fragment === null) counts.empty += 1;
    else if (fragment === null) {
      counts.misplaced += 1;
      const { attributes } = selection;
      const place = `${attributes.get('startPosition') ?? '?'}–${attributes.get('endPosition') ?? '?'}`;
      log.notice(
        selection.line,
        `${place} is no stretch of the text of “${title ?? ''}”; the selection was left out.`,
      );
    } else {
      const read = readSelection(selection, at, parts, counts);
      for (const span of read.spans) spans.push({ ...span, fragment });
      if (keys.has(readGuid(selection.attributes.get('guid')) ?? '')) counts.repeated += 1;
      for (const [guid, key] of read.keys) if (!keys.has(guid)) keys.set(guid, key);
    }
  }
  counts.documentCodes += childElements(named, 'Coding').length;
  const guid = readGuid(named.attributes.get('guid'));
  const values = [
    ...childElements(named, 'VariableValue').flatMap((value) => readVariableValue(value, parts.variables)),
    ...(guid === null ? [] : (parts.casesOf.get(guid) ?? [])),
    ...remarksOn(named, parts),
  ];
  const facts = readFacts(values, parts.isOurs, parts.names);
  const head = {
    id: parts.isOurs && isKeptId(guid) ? guid : null,
    title,
    text: ground.text,
    metadata: facts.metadata,
  };
  return {
    keys,
    finish(relations) {
      const document = buildDocument(head, spans, relations);
      return {
        ...document,
        language: facts.language,
        source: { ...document.source, ...facts.source },
        annotations: document.annotations.map((annotation) => ({
          ...annotation,
          attributes: withLinksInPlace(annotation.attributes),
        })),
      };
    },
  };
}

/** A span for each coding. What is said of the selection is said of each. */
function readSelection(
  selection: XmlElement,
  at: number,
  parts: ProjectParts,
  counts: LeftOutCounts,
): {
  readonly spans: readonly Omit<ReadSpan, 'fragment'>[];
  readonly keys: readonly (readonly [string, string])[];
} {
  const description = childElements(selection, 'Description').map(xmlTextOf).join('\n');
  const { attributes, certainty, note } = readDescription(description, parts.isOurs);
  const own = readGuid(selection.attributes.get('guid'));
  const spans: Omit<ReadSpan, 'fragment'>[] = [];
  const keys: [string, string][] = [];
  for (const [number, coding] of childElements(selection, 'Coding').entries()) {
    const code = codeOf(coding, parts);
    if (code === null) {
      counts.unknownCodes += 1;
      continue;
    }
    const key = `${at + 1}${number === 0 ? '' : `#${number + 1}`}`;
    const guid = readGuid(coding.attributes.get('guid'));
    if (own !== null) keys.push([own, key]);
    if (guid !== null) keys.push([guid, key]);
    const notes = [...notesOf(coding, parts), ...notesOf(selection, parts), ...(note === '' ? [] : [note])];
    const user = coding.attributes.get('creatingUser') ?? selection.attributes.get('creatingUser');
    spans.push({
      key,
      id: parts.isOurs && number === 0 && isKeptId(own) ? own : null,
      ...code,
      attributes,
      certainty,
      note: notes.join('\n'),
      annotator: parts.users.get(readGuid(user) ?? '') ?? null,
      createdAt: instantIn(coding, 'creationDateTime') ?? instantIn(selection, 'creationDateTime'),
      updatedAt: instantIn(selection, 'modifiedDateTime'),
    });
  }
  return { spans, keys };
}

function codeOf(coding: XmlElement, { codes, spanNames }: ProjectParts): ReadCode | null {
  const [ref] = childElements(coding, 'CodeRef');
  const code = codes.get(readGuid(ref?.attributes.get('targetGUID')) ?? '');
  if (code === undefined) return null;
  if (code.layer === CUE_LAYER) return { layer: CUE_LAYER, label: spanNames.cueName(code.label) };
  return spanNames.known(layerLabel(code.layer, code.label)) ?? code;
}

function notesOf(element: XmlElement, { notes }: ProjectParts): string[] {
  return childElements(element, 'NoteRef').flatMap(
    (ref) => notes.get(readGuid(ref.attributes.get('targetGUID')) ?? '') ?? [],
  );
}

/** Memos on the source, and its description. */
function remarksOn(source: XmlElement, parts: ProjectParts): (readonly [string, string])[] {
  const description = childElements(source, 'Description').map(xmlTextOf).join('\n');
  return [
    ...(description === '' ? [] : [['Description', description] as const]),
    ...notesOf(source, parts).map((note) => ['Note', note] as const),
  ];
}

/** The value of a variable with its name; nothing where it has none. */
export function readVariableValue(
  value: XmlElement,
  variables: ReadonlyMap<string, string>,
): (readonly [string, string])[] {
  const [ref] = childElements(value, 'VariableRef');
  const name = variables.get(readGuid(ref?.attributes.get('targetGUID')) ?? '');
  const text = childElements(value).find((child) =>
    /^(?:Text|Boolean|Integer|Float|Date|DateTime)Value$/.test(child.name),
  );
  return name === undefined || text === undefined ? [] : [[name, xmlTextOf(text)]];
}

function integerIn(element: XmlElement, name: string): number {
  const text = element.attributes.get(name)?.trim() ?? '';
  return /^\+?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

const SILENT = { problem: () => undefined, notice: () => undefined };

function instantIn(element: XmlElement, name: string): string | null {
  return readInstant({ value: element.attributes.get(name), key: name }, SILENT);
}
