import type { Attributes, Fragment } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { normaliseFragments, quoteOf } from '#model/fragment.ts';
import { asCodePoint } from '#model/offset.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  ExchangeRelation,
  InputFile,
  ParsedFiles,
} from '../exchange.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import { readChoice, readInstant } from '../jsonl/reader.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { textsToAttribute } from '../shared/attribute-texts.ts';
import { readDetails } from '../shared/document-details.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import type { Placed } from '../shared/finish-document.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { groundOf } from '../shared/ground.ts';
import { idOfIri } from '../shared/iri.ts';
import { idIn, isObject, listOf, member, textOf } from '../shared/json-access.ts';
import { DEFAULT_LAYER } from '../shared/layer-label.ts';
import { parseJsonFile } from '../shared/parse-json.ts';
import { readTextFiles } from '../shared/text-files.ts';
import type { OwnKey } from './keys.ts';
import { attributeOfKey, isOwnKey } from './keys.ts';
import type { DataPairs } from './read-data.ts';
import { dataFinder, readData } from './read-data.ts';
import type { TextPart } from './read-selector.ts';
import { readSelector } from './read-selector.ts';

interface ResourceDraft {
  readonly id: string;
  readonly given: string;
  readonly ground: Ground;
  readonly facts: Map<string, string>;
  readonly annotations: Placed<ExchangeAnnotation>[];
  readonly relations: Placed<ExchangeRelation>[];
}

/**
 * Reads annotation stores: each text resource is a document. A resource that includes a file needs that file to be chosen
 * together with the store. Annotations on annotations, on parts of annotations and on data have no like here: left out,
 * with a notice.
 */
export function fromStores(files: readonly InputFile[]): ParsedFiles {
  const isText = ({ name }: InputFile): boolean => /\.(?:txt|text)$/i.test(name);
  const texts = readTextFiles(files.filter(isText));
  const problems = [...texts.problems];
  const logs: FileLog[] = [];
  const documents: ExchangeDocument[] = [];
  for (const file of files) {
    if (isText(file) || /(?:^|\/)manifest\.json$|\.md$/i.test(file.name)) continue;
    const log = fileLog(file.name);
    logs.push(log);
    const read = parseJsonFile(file);
    if (read.problem !== null) {
      problems.push(read.problem);
      continue;
    }
    const store = read.value;
    if (!isObject(store) || member(store, 'type') !== 'AnnotationStore') {
      log.problem(null, 'The file is no annotation store of STAM: it has no "@type": "AnnotationStore".');
      continue;
    }
    const drafts = new Map<string, ResourceDraft>();
    for (const resource of listOf(store.resources)) {
      const draft = readResource(resource, log, (name) => {
        const found = texts.find(name, file.name);
        return found?.exact === true ? texts.get(found.name) : null;
      });
      if (draft !== null && drafts.has(draft.id))
        log.problem(null, `Two resources have the id “${draft.id}”.`);
      else if (draft !== null) drafts.set(draft.id, draft);
    }
    readAnnotations(store, drafts, log);
    documents.push(...[...drafts.values()].flatMap((draft) => finish(draft, log)));
  }
  problems.push(...logs.flatMap((log) => log.problems));
  return {
    documents: problems.length === 0 ? documents : [],
    problems,
    notices: logs.flatMap((log) => log.notices),
  };
}

function readResource(
  resource: unknown,
  log: FileLog,
  include: (name: string) => string | null,
): ResourceDraft | null {
  const id = idIn(resource);
  if (!isObject(resource) || id === null || id === '') {
    log.problem(null, 'A resource of the store has no "@id".');
    return null;
  }
  const file = textOf(member(resource, 'include'));
  const given = typeof resource.text === 'string' ? resource.text : file === null ? null : include(file);
  if (given === null) {
    const missing =
      file === null ? 'has no text' : `needs the text “${file}”. Choose it together with this file`;
    log.problem(null, `The resource “${id}” ${missing}.`);
    return null;
  }
  return { id, given, ground: groundOf(given), facts: new Map(), annotations: [], relations: [] };
}

function readAnnotations(
  store: Readonly<Record<string, unknown>>,
  drafts: ReadonlyMap<string, ResourceDraft>,
  log: FileLog,
): void {
  const find = dataFinder(listOf(store.annotationsets));
  const owners = new Map<string, ResourceDraft>();
  const relations: ExchangeRelation[] = [];
  for (const [number, json] of listOf(store.annotations).entries()) {
    const iri = idIn(json) || null;
    const say = (message: string): void =>
      log.notice(null, `The annotation ${iri ?? `number ${number + 1}`} ${message} left out.`);
    const target = isObject(json) ? readSelector(json.target) : null;
    if (!isObject(json) || target === null) {
      say('is not about stretches of a text and not a relation of two annotations, and was');
      continue;
    }
    const { pairs, unread } = readData(json.data, find);
    if (unread > 0) say(`has ${unread} data without a key or a value that is a text; these were`);
    const id = iri === null ? null : idOfIri('annotation', iri);
    const own = ownValues(pairs, say);
    if (target.is === 'relation') {
      relations.push({
        id,
        type: own.relation ?? own.label ?? 'relation',
        source: idOfIri('annotation', target.source),
        target: idOfIri('annotation', target.target),
        annotator: annotatorOf(own),
        createdAt: instantOf(own.created, say),
      });
      continue;
    }
    const resource = target.is === 'resource' ? target.resource : (target.parts[0]?.resource ?? '');
    const draft = drafts.get(resource);
    if (draft === undefined) {
      say(`is about the resource “${resource}”, which is not in the store, and was`);
    } else if (target.is === 'resource') {
      for (const { key, values } of pairs) draft.facts.set(key, values.join('; '));
    } else {
      const fragments = fragmentsOf(target.parts, draft);
      if (fragments === null) {
        say('has offsets that are no stretch of the text, and was');
        continue;
      }
      draft.annotations.push({ item: readSpan(id, fragments, pairs, own, draft.ground, say), line: null });
      if (id !== null && !owners.has(id)) owners.set(id, draft);
    }
  }
  for (const relation of relations) {
    const owner = owners.get(relation.source);
    if (owner !== undefined) owner.relations.push({ item: relation, line: null });
    else {
      log.notice(
        null,
        `The relation “${relation.type}” needs the annotation “${relation.source}”, which is not there; left out.`,
      );
    }
  }
}

type Say = (message: string) => void;
type Own = Partial<Record<OwnKey, string>>;

function ownValues(pairs: DataPairs, say: Say): Own {
  const own: Own = {};
  for (const { key, values } of pairs) {
    if (!isOwnKey(key)) continue;
    const [value] = values;
    if (own[key] !== undefined || values.length > 1)
      say(`has more than one “${key}”; all but the first were`);
    own[key] ??= value ?? '';
  }
  return own;
}

function readSpan(
  id: string | null,
  fragments: readonly Fragment[],
  pairs: DataPairs,
  own: Own,
  { groundText, index }: Ground,
  say: Say,
): ExchangeAnnotation {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    if (isOwnKey(pair.key)) continue;
    const name = attributeOfKey(pair.key);
    values.set(name, [...(values.get(name) ?? []), ...pair.values]);
  }
  const attributes = [...values].map(([name, texts]) => [name, textsToAttribute(texts, index)] as const);
  const report = (key: string, message: string): void => say(`has a ${key} that ${message}; it was`);
  const both = { problem: report, notice: report };
  const version = own.schemeVersion;
  if (version !== undefined && !/^\d{1,9}$/.test(version)) report('schemeVersion', 'is not a whole number');
  return {
    id,
    layer: own.layer || DEFAULT_LAYER,
    label: own.label ?? null,
    fragments,
    quote: quoteOf(groundText.text, fragments),
    attributes: Object.fromEntries(attributes) as Attributes,
    annotator: annotatorOf(own),
    origin: readChoice({ value: own.origin, key: 'origin' }, ORIGINS, both),
    certainty: readChoice({ value: own.certainty, key: 'certainty' }, CERTAINTIES, both),
    note: own.note ?? '',
    schemeVersion: version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : null,
    createdAt: instantOf(own.created, say),
    updatedAt: instantOf(own.modified, say),
  };
}

function annotatorOf({ creator, creatorId }: Own): AnnotatorRef | null {
  return !creator && !creatorId ? null : { id: creatorId || null, name: creator || null };
}

function instantOf(value: string | undefined, say: Say): string | null {
  const report = (_: string, message: string): void => say(`has a time that ${message}; it was`);
  return readInstant({ value, key: 'time' }, { problem: report, notice: report });
}

function fragmentsOf(parts: readonly TextPart[], { id, ground }: ResourceDraft): readonly Fragment[] | null {
  const { givenLength, groundText, index } = ground;
  const placeOf = ({ from, value }: TextPart['begin']): number =>
    from === 'begin' ? value : givenLength + value;
  const fragments: Fragment[] = [];
  for (const part of parts) {
    const begin = placeOf(part.begin);
    const end = placeOf(part.end);
    const isRange = Number.isInteger(begin) && Number.isInteger(end) && 0 <= begin && begin < end;
    if (part.resource !== id || !isRange || end > givenLength) return null;
    const start = index.toUtf16(groundText.moved(asCodePoint(begin)));
    const stop = index.toUtf16(groundText.moved(asCodePoint(end)));
    // A range that held nothing but the CR of a line end.
    if (start >= stop) return null;
    fragments.push({ start, end: stop });
  }
  return normaliseFragments(fragments);
}

const FACTS = ['title', 'language', 'textSha256', 'details'];

function finish(draft: ResourceDraft, log: FileLog): ExchangeDocument[] {
  const { id, given, facts, annotations, relations } = draft;
  const textSha256 = facts.get('textSha256') ?? null;
  const { details, problem } = readDetails({ text: given, textSha256 }, facts.get('details') ?? '');
  if (details === null) {
    log.problem(null, `The text of the resource “${id}” cannot be read: ${problem ?? ''}.`);
    return [];
  }
  if (problem !== null) log.notice(null, `The details of the resource “${id}” were left out: ${problem}.`);
  const more = [...facts].filter(([key]) => !FACTS.includes(key));
  const document = {
    ...details,
    id: idOfIri('doc', id),
    title: facts.get('title') ?? null,
    language: facts.get('language') ?? null,
    metadata: Object.fromEntries([...Object.entries(details.metadata), ...more]),
  };
  return [finishDocument(document, { annotations, relations }, log.notice)];
}
