import type {
  ExchangeAnnotation,
  ExchangeDocument,
  ExchangeRelation,
  InputFile,
  ParsedFiles,
} from '../exchange.ts';
import { readDetails } from '../shared/document-details.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import type { Placed } from '../shared/finish-document.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { groundOf } from '../shared/ground.ts';
import { idOfIri } from '../shared/iri.ts';
import type { Json } from '../shared/json-access.ts';
import { idIn, listOf, member, textOf } from '../shared/json-access.ts';
import { parseJsonFile } from '../shared/parse-json.ts';
import { readTextFiles, textNameOf } from '../shared/text-files.ts';
import { readDescribing } from './describing.ts';
import type { FoundAnnotation } from './find-annotations.ts';
import { findAnnotations } from './find-annotations.ts';
import type { SpanItem } from './place-annotations.ts';
import { placeAnnotations } from './place-annotations.ts';
import { readAnnotation, readCreator, readTime } from './read-annotation.ts';
import type { Bodies } from './read-bodies.ts';
import { nameOf, readBodies } from './read-bodies.ts';
import { readTargets } from './read-target.ts';
import { GOLD } from './to-jsonld.ts';

interface DocumentDraft {
  /** Name of its text file. */
  readonly text: string;
  readonly log: FileLog;
  readonly spans: SpanItem[];
  readonly facts: Map<string, string>;
  id: string | null;
  title: string | null;
}

/**
 * Reads annotations with the texts that were chosen together with them: one document for each text. Nothing is fetched.
 * What is not about stretches of a text, or links no two annotations, is left out with a notice.
 */
export function fromJsonld(files: readonly InputFile[]): ParsedFiles {
  const isText = ({ name }: InputFile): boolean => /\.(?:txt|text)$/i.test(name);
  const texts = readTextFiles(files.filter(isText));
  const logs: FileLog[] = [];
  const problems = [...texts.problems];
  const drafts = new Map<string, DocumentDraft>();
  const relations: { readonly relation: ExchangeRelation; readonly log: FileLog }[] = [];
  for (const file of files) {
    if (isText(file) || /(?:^|\/)manifest\.json$|\.md$/i.test(file.name)) continue;
    const log = fileLog(file.name);
    logs.push(log);
    const read = parseJsonFile(file);
    if (read.problem !== null) {
      problems.push(read.problem);
      continue;
    }
    const found = findAnnotations(read.value);
    for (const page of found.elsewhere)
      log.notice(null, `The page “${page}” lies elsewhere and was not read.`);
    if (found.items.length === 0 && found.collections.length === 0) {
      log.problem(null, 'The file has no annotations of the W3C Web Annotation format.');
    } else if (found.unknown > 0) {
      log.notice(
        null,
        found.unknown === 1
          ? 'The file has something that is no annotation; left out.'
          : `The file has ${found.unknown} things that are no annotations; left out.`,
      );
    }
    const missing = new Set<string>();
    const draftOf = (source: string, { collection }: FoundAnnotation): DocumentDraft | null => {
      const text = texts.find(source, file.name);
      if (text === null) {
        if (!missing.has(source)) {
          log.problem(
            null,
            `The text “${source}” is missing. Choose it, as “${textNameOf(source)}”, together with this file.`,
          );
        }
        missing.add(source);
        return null;
      }
      const known = drafts.get(text.name);
      if (known !== undefined) return known;
      if (!text.exact) log.notice(null, `“${text.name}” is taken for the text “${source}”.`);
      const draft: DocumentDraft = {
        text: text.name,
        log,
        spans: [],
        facts: new Map(),
        id: collection === null ? null : ownIdOf(collection),
        title: collection === null || ownIdOf(collection) === null ? titleOf(text.name) : titleIn(collection),
      };
      drafts.set(text.name, draft);
      return draft;
    };
    for (const [index, item] of found.items.entries()) {
      const name = `The annotation ${textOf(member(item.json, 'id')) ?? `number ${index + 1}`}`;
      const say = (message: string): void => log.notice(null, `${name} ${message}`);
      const motivations = listOf(item.json.motivation).map(nameOf);
      const bodies = readBodies(item.json, motivations);
      const { parts, wholes, unread } = readTargets(item.json.target);
      const sources = new Set(parts.map(({ source }) => source));
      if (unread || sources.size > 1 || (parts.length > 0 && wholes.length > 0)) {
        say('has targets that cannot be read, or that lie in several texts; left out.');
      } else if (parts.length > 0) {
        const [source = ''] = sources;
        const ours = item.collection !== null && ownIdOf(item.collection) !== null;
        const gold = isGold(item.collection);
        draftOf(source, item)?.spans.push({ json: item.json, name, bodies, parts, ours, gold });
      } else if (motivations.includes('linking')) {
        const relation = readRelation(item.json, bodies, wholes);
        if (relation === null) say('links something else than two annotations; left out.');
        else
          relations.push({
            relation: { ...relation, createdAt: readTime(item.json.created, 'created', say) },
            log,
          });
      } else if (isAboutOurDocument(item.json)) {
        const draft = draftOf(wholes[0] ?? '', item);
        for (const text of bodies.descriptions) {
          const described = readDescribing(text);
          if (described !== null) draft?.facts.set(described.name, described.value);
        }
      } else {
        say('is about something as a whole, and not about a stretch of text; left out.');
      }
    }
  }
  const read = [...drafts.values()].map((draft) => ({ draft, ...readDraft(draft, texts.get(draft.text)) }));
  problems.push(...logs.flatMap((log) => log.problems));
  const ownerOf = new Map(read.flatMap((one) => one.annotations.map(({ item }) => [item.id, one] as const)));
  const placed = new Map(read.map((one) => [one, [] as Placed<ExchangeRelation>[]]));
  for (const { relation, log } of relations) {
    const list = placed.get(ownerOf.get(relation.source) as (typeof read)[number]);
    if (list !== undefined) list.push({ item: relation, line: null });
    else {
      log.notice(
        null,
        `The relation “${relation.type}” needs the annotation “${relation.source}”, which is not there; left out.`,
      );
    }
  }
  for (const name of texts.names) {
    if (!drafts.has(name)) {
      const log = fileLog(name);
      log.notice(null, 'No annotation is about this text; left out.');
      logs.push(log);
    }
  }
  const documents = read.flatMap((one): ExchangeDocument[] =>
    one.document === null
      ? []
      : [
          finishDocument(
            one.document,
            { annotations: one.annotations, relations: placed.get(one) ?? [] },
            one.draft.log.notice,
          ),
        ],
  );
  problems.push(...read.flatMap(({ problem }) => (problem === null ? [] : [problem])));
  return {
    documents: problems.length === 0 ? documents : [],
    problems,
    notices: logs.flatMap((log) => log.notices),
  };
}

function readDraft({ text: name, log, spans, facts, id, title }: DocumentDraft, given: string) {
  const textSha256 = facts.get('textSha256') ?? null;
  const { details, problem } = readDetails({ text: given, textSha256 }, facts.get('details') ?? '');
  if (details === null) {
    const message = `The text cannot be read: ${problem ?? ''}.`;
    return { document: null, annotations: [], problem: { file: name, line: null, message } };
  }
  if (problem !== null) log.notice(null, `The details of “${name}” were left out: ${problem}.`);
  const ground = groundOf(given);
  const annotations: Placed<ExchangeAnnotation>[] = placeAnnotations(spans, ground, log).map(
    ({ span, fragments }) => ({
      item: readAnnotation(
        span,
        { text: ground.groundText.text, index: ground.index },
        fragments,
        (message) => log.notice(null, `${span.name} ${message}`),
      ),
      line: null,
    }),
  );
  const document = {
    ...details,
    id,
    title: title ?? facts.get('title') ?? null,
    language: facts.get('language') ?? null,
  };
  return { document, annotations, problem: null };
}

/** The id of a document in the id of one of our collections. */
function ownIdOf(collection: Json): string | null {
  const [, iri] = /^(urn:doc:.+):(?:annotations|gold)$/.exec(idIn(collection) ?? '') ?? [];
  return iri === undefined ? null : idOfIri('doc', iri);
}

/** The title of a document in the label of one of our collections; that of gold says only this. */
function titleIn(collection: Json): string | null {
  return /:gold$/.test(idIn(collection) ?? '') ? null : textOf(collection.label);
}

/** Whether a collection is of what was adjudicated: a label of it says so (formats.md 12). */
function isGold(collection: Json | null): boolean {
  if (collection === null || ownIdOf(collection) !== null) return false;
  return listOf(collection.label).some((label) => textOf(label)?.trim().toLowerCase() === GOLD);
}

function isAboutOurDocument(json: Json): boolean {
  return /^urn:doc:.+:details$/.test(idIn(json) ?? '');
}

function titleOf(fileName: string): string {
  return /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(fileName)?.[1] || fileName;
}

function readRelation(
  json: Json,
  bodies: Bodies,
  wholes: readonly string[],
): Omit<ExchangeRelation, 'createdAt'> | null {
  const [source, secondSource] = wholes;
  const [target, secondTarget] = bodies.references;
  if (source === undefined || target === undefined) return null;
  if (secondSource !== undefined || secondTarget !== undefined) return null;
  const iri = idIn(json);
  return {
    id: iri === null || iri === '' ? null : idOfIri('annotation', iri),
    type: bodies.classes[0] ?? bodies.tags[0] ?? bodies.comments[0] ?? 'linking',
    source: idOfIri('annotation', source),
    target: idOfIri('annotation', target),
    annotator: readCreator(json),
  };
}
