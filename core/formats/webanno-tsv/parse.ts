import type { Fragment } from '#model/annotation.ts';
import { eachFragmentProblem, normaliseFragments } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import { loneSurrogateAt, normaliseText } from '#model/text.ts';
import { decodeInput } from '../bytes.ts';
import type { ExchangeDocument, FormatParts, InputFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import { annotatorPathOf, asGold } from '../shared/annotator-path.ts';
import { eachAlone } from '../shared/file-groups.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { withAnnotator } from '../spans/by-annotator.ts';
import { plainDocument } from '../spans/plain-document.ts';
import type { ReadRelation, ReadSpan } from '../spans/restore.ts';
import { restore } from '../spans/restore.ts';
import type { NameReader } from '../spans/written-names.ts';
import { createNameReader } from '../spans/written-names.ts';
import { splitList, TYPE_PREFIX } from './columns.ts';
import type { Header } from './header.ts';
import { readHeader } from './header.ts';
import type { TsvAnnotation, TsvRelation } from './read-annotations.ts';
import { readAnnotations } from './read-annotations.ts';
import { readContent } from './read-content.ts';

/** Files that lie beside ours. */
const BESIDE = /(?:^|\/)(?:TypeSystem\.xml|manifest\.json)$/;
/** Features that INCEpTION's layers have for what is a label here. */
const LABEL_FEATURES = ['value', 'PosValue'];
const RELATION_FEATURES = ['label', 'value', 'DependencyType'];
const NAMED_ENTITY = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';

export const tsvParts: FormatParts = eachAlone((name) => !BESIDE.test(name));

/** Reads files of WebAnno TSV 3.0 to 3.3, a document each (formats.md 4). */
export function parseTsv(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const reader = createNameReader(names);
  const documents: ExchangeDocument[] = [];
  const logs = files
    .filter(({ name }) => !BESIDE.test(name))
    .map((file) => {
      const log = fileLog(file.name);
      const document = readFile(file, reader, log);
      if (document !== null && log.problems.length === 0) documents.push(document);
      return log;
    });
  return {
    documents,
    problems: logs.flatMap(({ problems }) => problems),
    notices: logs.flatMap(({ notices }) => notices),
  };
}

function readFile(file: InputFile, names: NameReader, log: FileLog): ExchangeDocument | null {
  const decoded = decodeInput(file);
  if (decoded.text === null) {
    log.problem(decoded.problem.line, decoded.problem.message);
    return null;
  }
  const lines = decoded.text.split(/\r\n|\n|\r/);
  const header = readHeader(lines);
  if ('problem' in header) {
    log.problem(header.line, header.problem);
    return null;
  }
  const content = readContent(lines, header);
  if ('problem' in content) {
    log.problem(content.line, content.problem);
    return null;
  }
  const { text, unit, strangers } = content;
  if (unit !== 'utf-16') {
    log.notice(null, 'The offsets count code points, and not UTF-16 units; they were converted.');
  }
  if (strangers.length > 0) {
    const others = strangers.length === 1 ? '' : `, and so are ${strangers.length - 1} more`;
    log.notice(
      strangers[0] ?? null,
      `The form of the token is not the text at its offsets${others}. Text and offsets were taken as they are: check the spans.`,
    );
  }
  if (loneSurrogateAt(text) !== null || normaliseText(text) !== text) {
    log.problem(null, 'The text has carriage returns or halves of characters, which the offsets count.');
    return null;
  }
  const read = readAnnotations(content.rows, header, log.notice);
  const document = { ...plainDocument(file.name, text), ...documentOf(text, header, read, names, log) };
  return fromProject(withAnnotator(document, names), file.name);
}

/** In a project of INCEpTION the folders say whose the file is, and of which document. */
function fromProject(document: ExchangeDocument, path: string): ExchangeDocument {
  const place = annotatorPathOf(path);
  if (place === null) return document;
  const mine = <Item extends { readonly annotator: unknown }>(item: Item) =>
    item.annotator === null ? { ...item, annotator: place.annotator } : item;
  return {
    ...document,
    title: place.document,
    annotations: document.annotations.map(mine).map((one) => asGold(one, place)),
    relations: document.relations.map(mine),
  };
}

function documentOf(
  text: string,
  header: Header,
  read: { readonly annotations: readonly TsvAnnotation[]; readonly relations: readonly TsvRelation[] },
  names: NameReader,
  log: FileLog,
): Pick<ExchangeDocument, 'annotations' | 'relations'> {
  const layerNames = layersOf(header, names);
  const spans: ReadSpan[] = [];
  const idOf = new Map<TsvAnnotation, string>();
  for (const members of grouped(read.annotations, names)) {
    const [first] = members as [TsvAnnotation];
    const fragments: Fragment[] = [];
    for (const { start, end, line, layer } of members) {
      const fragment = { start: asUtf16(start), end: asUtf16(end) };
      const problem = eachFragmentProblem(text, [fragment]);
      if (problem === null) fragments.push(fragment);
      else if (start === end) log.notice(line, `An annotation of ${layer.type} is of no width. Left out.`);
      else log.notice(line, `An annotation of ${layer.type}: ${problem} Left out.`);
    }
    if (fragments.length === 0) continue;
    const id = `a${spans.length + 1}`;
    for (const member of members) idOf.set(member, id);
    spans.push(spanOf(first, id, fragments, members.length > 1, layerNames, names));
  }
  const relations: ReadRelation[] = [];
  const dropped = new Set<string>();
  for (const { layer, source, target, values } of read.relations) {
    const [from, to] = [idOf.get(source), idOf.get(target)];
    if (from === undefined || to === undefined) {
      log.notice(target.line, 'A relation needs an annotation that was left out. Left out.');
      continue;
    }
    const named = RELATION_FEATURES.find((feature) => values.has(feature));
    const type = values.get(named ?? '') ?? simpleName(layer?.type ?? 'relation');
    for (const feature of values.keys()) if (feature !== named) dropped.add(`${layer?.type}, ${feature}`);
    relations.push({ type, source: from, target: to });
  }
  for (const feature of dropped) log.notice(null, `Relations have no attributes here: ${feature}. Left out.`);
  return restore(text, spans, relations, names);
}

/** Pieces of one span: of one layer, with the same `group`, and alike in all else (formats.md 0.5). */
function grouped(annotations: readonly TsvAnnotation[], names: NameReader): TsvAnnotation[][] {
  const groups = new Map<unknown, TsvAnnotation[]>();
  for (const annotation of annotations) {
    const { layer, values } = annotation;
    const isGrouped = values.has('group') && names.find('role', 'group') === null;
    const key = isGrouped ? JSON.stringify([layer.type, [...values].toSorted()]) : annotation;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [annotation]);
    else group.push(annotation);
  }
  return [...groups.values()];
}

function spanOf(
  { layer: { type }, values }: TsvAnnotation,
  id: string,
  fragments: readonly Fragment[],
  isGroup: boolean,
  layerNames: ReadonlyMap<string, LayerName>,
  names: NameReader,
): ReadSpan {
  const { layer, isSubSpan } = layerNames.get(type) as LayerName;
  const labelled = LABEL_FEATURES.find((feature) => values.has(feature));
  const own = type.startsWith(TYPE_PREFIX);
  const attributes = [...values]
    .filter(([name]) => name !== labelled && !(name === 'group' && isGroup) && !(name === 'note' && own))
    .map(([name, value]) => {
      const isList = names.find('list', `${type.slice(TYPE_PREFIX.length)}.${name}`) !== null;
      return { name, values: isList ? splitList(value) : [value] };
    });
  return {
    id,
    layer,
    label: values.get(labelled ?? '') ?? null,
    isSubSpan,
    fragments: normaliseFragments(fragments),
    attributes,
    note: own ? (values.get('note') ?? '') : '',
  };
}

interface LayerName {
  readonly layer: string;
  readonly isSubSpan: boolean;
}

/** Layers by type: from the manifest, else the last part of the type; in full where two have the same last part. */
function layersOf(header: Header, names: NameReader): ReadonlyMap<string, LayerName> {
  const layers = new Map<string, LayerName>();
  const taken = new Set<string>();
  for (const { kind, type } of header.layers) {
    if (kind === 'relation' || layers.has(type)) continue;
    const known = type.startsWith(TYPE_PREFIX) ? names.find('type', type.slice(TYPE_PREFIX.length)) : null;
    const simple = type === NAMED_ENTITY ? 'entity' : simpleName(type);
    const layer = known?.original ?? (taken.has(simple) ? type : simple);
    taken.add(layer);
    layers.set(type, { layer, isSubSpan: known?.kind === 'sub-span' });
  }
  return layers;
}

/** `webanno.custom.SimpleSpan` is `simpleSpan`, `POS` is `pos`. */
function simpleName(type: string): string {
  const name = type.replace(/^.*\./, '');
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}
