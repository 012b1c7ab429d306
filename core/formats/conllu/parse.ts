import type { Fragment } from '#model/annotation.ts';
import { normaliseFragments } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import { plainAnnotation } from '../columns/plain-annotation.ts';
import type { TagMeaning } from '../columns/tag-names.ts';
import { createTagReader } from '../columns/tag-names.ts';
import { decodeTags, readTag, schemeNotice } from '../columns/tags.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  FormatParts,
  InputFile,
  LineFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import { eachAlone } from '../shared/file-groups.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { linesOfText, parsePieces } from '../shared/read-pieces.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { isBracketed, readBracketEntities } from './bracket-entities.ts';
import { readConlluName } from './names.ts';
import type { ReadDocument } from './read-sentences.ts';
import { createConlluReader } from './read-sentences.ts';
import { surfaceText } from './surface-text.ts';
import { createTagKeys } from './tag-keys.ts';

/**
 * Reads CoNLL-U, and CoNLL-X which has the same columns (formats.md 8). The text is made of the forms and of what
 * MISC says of the white space between them; sentences of which it says nothing are parted by LF. Spans come from
 * every key of MISC whose values are tags, and from `Entity` in brackets.
 */
export function parseConllu(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  return parsePieces(files, (file) => readFile(file, names));
}

/** A file with all documents is read a document at a time. */
export const conlluParts: FormatParts = {
  ...eachAlone(),
  lines: { applies: () => true, read: (file, names) => readFile(file, names) },
};

/** Goes through the file twice: which keys are tags, and whether documents need numbers, is known at its end. */
function* readFile(file: LineFile, names?: WrittenNames): Generator<ParsedFiles> {
  const log = fileLog(file.name);
  /** Where the file is no text, nothing else of it counts. */
  const unreadable = fileLog(file.name);
  const tagKeys = createTagKeys();
  let unnamed = 0;
  const survey = createConlluReader(log, (document) => {
    tagKeys.see(document);
    if (document.id === null) unnamed += 1;
  });
  for (const { lines } of linesOfText(file, unreadable.problem)) {
    for (const line of lines) survey.line(line);
    // Nothing yet, but a chance to stop.
    yield NOTHING;
  }
  survey.end();
  const problems = unreadable.problems.length > 0 ? unreadable.problems : log.problems;
  const keys = tagKeys.keys(log);
  yield { documents: [], problems, notices: problems.length > 0 ? [] : log.notices };
  if (problems.length > 0) return;

  const prefixes = new Set<string>();
  const meaningOf = createTagReader(names, readConlluName);
  const entityFields = survey.entityFields();
  let documents: ExchangeDocument[] = [];
  let remarks = fileLog(file.name);
  let number = 0;
  const reader = createConlluReader(fileLog(file.name), (read) => {
    number += 1;
    const context = { file: file.name, entityFields, keys, meaningOf, prefixes, log: remarks };
    const document = documentOf(read, context);
    // Documents that the file does not tell apart by a name are told apart by number.
    const needsNumber = document.id === null && unnamed > 1;
    documents.push(needsNumber ? { ...document, title: `${document.title} ${number}` } : document);
  });
  const taken = (): ParsedFiles => {
    const piece = { documents, problems: [], notices: remarks.notices };
    documents = [];
    remarks = fileLog(file.name);
    return piece;
  };
  for (const { lines } of linesOfText(file, unreadable.problem)) {
    for (const line of lines) reader.line(line);
    yield taken();
  }
  reader.end();
  const scheme = schemeNotice(prefixes, false, 'iob2');
  if (scheme !== null) remarks.notice(null, scheme);
  yield taken();
}

const NOTHING: ParsedFiles = { documents: [], problems: [], notices: [] };

interface Context {
  readonly file: string;
  /** Of the bracket notation. */
  readonly entityFields: readonly string[] | null;
  /** Those of MISC that have tags. */
  readonly keys: readonly string[];
  readonly meaningOf: (name: string) => TagMeaning;
  /** Collects what tags begin with. */
  readonly prefixes: Set<string>;
  readonly log: FileLog;
}

function documentOf(
  read: ReadDocument,
  { file, entityFields, keys, meaningOf, prefixes, log }: Context,
): ExchangeDocument {
  const { text, ranges } = surfaceText(read.sentences, log);
  // Words within a multiword token share its range.
  const words = read.sentences.flatMap((sentence, number) =>
    sentence.tokens.flatMap((token, at) =>
      token.words.map((misc) => ({
        misc,
        line: token.line,
        number,
        range: ranges[number]?.[at] ?? { start: asUtf16(0), end: asUtf16(0) },
      })),
    ),
  );
  const rangeOf = ({ first, end }: { readonly first: number; readonly end: number }): Fragment[] => {
    const [from, to] = [words[first], words[end - 1]];
    return from === undefined || to === undefined ? [] : [{ start: from.range.start, end: to.range.end }];
  };
  const annotations: ExchangeAnnotation[] = [];
  const add = (fragments: readonly Fragment[], meaning: TagMeaning): void => {
    const whole = normaliseFragments(fragments);
    if (whole.length > 0) annotations.push(plainAnnotation(text, whole, meaning));
  };
  for (const key of keys) {
    let from = 0;
    for (let to = 1; to <= words.length; to += 1) {
      if (words[to]?.number === words[from]?.number) continue;
      const tags = words.slice(from, to).map(({ misc }) => readTag(misc.get(key) ?? 'O') ?? 'O');
      for (const tag of tags) if (tag !== 'O') prefixes.add(tag.prefix);
      for (const { name, first, end } of decodeTags(tags).spans) {
        add(rangeOf({ first: from + first, end: from + end }), meaningOf(`${key}=${name}`));
      }
      from = to;
    }
  }
  const bracketed = words.map(({ misc, line }) => {
    const value = misc.get('Entity');
    return { value: value !== undefined && isBracketed(value) ? value : undefined, line };
  });
  for (const { type, parts } of readBracketEntities(bracketed, entityFields, log)) {
    add(parts.flatMap(rangeOf), meaningOf(`Entity=${type ?? ''}`));
  }
  const document = plainDocument(file, text);
  return { ...document, id: read.id, title: read.title ?? read.id ?? document.title, annotations };
}
