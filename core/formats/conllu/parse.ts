import type { Fragment } from '#model/annotation.ts';
import { normaliseFragments } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import { normaliseText } from '#model/text.ts';
import { decodeInput } from '../bytes.ts';
import { plainAnnotation } from '../columns/plain-annotation.ts';
import type { TagMeaning } from '../columns/tag-names.ts';
import { createTagReader } from '../columns/tag-names.ts';
import { decodeTags, readTag, schemeNotice } from '../columns/tags.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  InputFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { isBracketed, readBracketEntities } from './bracket-entities.ts';
import { readConlluName } from './names.ts';
import type { ReadConllu, ReadDocument } from './read-sentences.ts';
import { readConllu } from './read-sentences.ts';
import { surfaceText } from './surface-text.ts';
import { tagKeys } from './tag-keys.ts';

/**
 * Reads CoNLL-U, and CoNLL-X which has the same columns (formats.md 8). The text is made of the forms and of what
 * MISC says of the white space between them; sentences of which it says nothing are parted by LF. Spans come from
 * every key of MISC whose values are tags, and from `Entity` in brackets.
 */
export function parseConllu(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const meaningOf = createTagReader(names, readConlluName);
  const read = files.map((file) => parseFile(file, meaningOf));
  return {
    documents: read.flatMap(({ documents }) => documents),
    problems: read.flatMap(({ problems }) => problems),
    notices: read.flatMap(({ notices }) => notices),
  };
}

function parseFile(file: InputFile, meaningOf: (name: string) => TagMeaning): ParsedFiles {
  const input = decodeInput(file);
  if (input.text === null) return { documents: [], problems: [input.problem], notices: [] };
  const log = fileLog(file.name);
  const read = readConllu(normaliseText(input.text), log);
  if (log.problems.length > 0) return { documents: [], problems: log.problems, notices: [] };
  const filled = read.documents.filter(({ sentences }) => sentences.length > 0);
  if (filled.length === 0) log.notice(null, 'The file has no words; nothing of it is imported.');
  else if (filled.length < read.documents.length) {
    log.notice(null, `Documents without words were left out: ${read.documents.length - filled.length}.`);
  }
  const keys = tagKeys(filled, log);
  const prefixes = new Set<string>();
  const documents = filled.map((document) =>
    documentOf(document, read, keys, { file: file.name, meaningOf, prefixes, log }),
  );
  const scheme = schemeNotice(prefixes, false, 'iob2');
  if (scheme !== null) log.notice(null, scheme);
  const plain = documents.filter(({ id }) => id === null).length;
  return {
    // Documents that the file does not tell apart by a name are told apart by number.
    documents: documents.map((document, index) =>
      document.id === null && plain > 1 ? { ...document, title: `${document.title} ${index + 1}` } : document,
    ),
    problems: [],
    notices: log.notices,
  };
}

interface Context {
  readonly file: string;
  readonly meaningOf: (name: string) => TagMeaning;
  /** Collects what tags begin with. */
  readonly prefixes: Set<string>;
  readonly log: FileLog;
}

function documentOf(
  read: ReadDocument,
  { entityFields }: ReadConllu,
  keys: readonly string[],
  { file, meaningOf, prefixes, log }: Context,
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
