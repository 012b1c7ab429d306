import { createDocumentLimit } from '../shared/document-limit.ts';
import type { FileLog } from '../shared/file-log.ts';

/** A word or several: what stands in the text as one. */
export interface SurfaceToken {
  readonly form: string;
  readonly misc: ReadonlyMap<string, string>;
  /** From 1. */
  readonly line: number;
  /** MISC of each syntactic word that it holds. */
  readonly words: readonly ReadonlyMap<string, string>[];
}

export interface ReadSentence {
  readonly tokens: readonly SurfaceToken[];
  /** The comment `# text`. */
  readonly said: { readonly text: string; readonly line: number } | null;
}

export interface ReadDocument {
  readonly id: string | null;
  readonly title: string | null;
  readonly sentences: readonly ReadSentence[];
}

interface Open {
  tokens: SurfaceToken[];
  said: ReadSentence['said'];
  /** The multiword token that the next words belong to. */
  range: {
    readonly form: string;
    readonly misc: ReadonlyMap<string, string>;
    readonly line: number;
    readonly last: number;
    words: ReadonlyMap<string, string>[];
  } | null;
  next: number;
}

const COLUMNS = 10;
/** More are of no use to anybody. */
const MOST_PROBLEMS = 100;

export interface ConlluReader {
  /** Lines as they follow each other. */
  line(raw: string): void;
  end(): void;
  /** The fields of the bracket notation in the order that the file states. */
  entityFields(): readonly string[] | null;
}

/**
 * Reads the documents of a file line by line, and hands each on that has sentences
 * (universaldependencies.org/format.html). Empty nodes are passed over, words of a multiword token are kept with it. Ids
 * count 1, 2, 3 in each sentence.
 */
export function createConlluReader(log: FileLog, take: (document: ReadDocument) => void): ConlluReader {
  const limit = createDocumentLimit(log);
  let line = 0;
  let isTooLarge = false;
  let begun = 0;
  let filled = 0;
  let document: { id: string | null; title: string | null; sentences: ReadSentence[] } | null = null;
  let entityFields: readonly string[] | null = null;
  let emptyNodes = 0;
  let unread: number | null = null;
  let late: number | null = null;
  let open: Open = { tokens: [], said: null, range: null, next: 1 };
  const begin = (id: string | null) => {
    endDocument();
    begun += 1;
    document = { id, title: null, sentences: [] };
    return document;
  };
  const endDocument = (): void => {
    if (document === null || document.sentences.length === 0) return;
    filled += 1;
    take(document);
  };
  const endSentence = (): void => {
    if (open.range !== null) {
      log.problem(line, `The sentence ends before word ${open.range.last} of its multiword token.`);
    }
    if (open.tokens.length > 0) {
      (document ?? begin(null)).sentences.push({ tokens: open.tokens, said: open.said });
    }
    open = { tokens: [], said: null, range: null, next: 1 };
  };
  const readComment = (raw: string): void => {
    const { name, value } = commentOf(raw);
    if (open.next > 1) late ??= line;
    else if (name === 'newdoc' || name === 'newdoc id') {
      begin(name === 'newdoc' || value === '' ? null : value);
      limit.begin(line);
    } else if (name === 'meta::title') (document ?? begin(null)).title = value;
    else if (name === 'text') open.said = { text: value, line };
    else if (name === 'global.Entity') entityFields = value.split('-');
  };
  return {
    line(raw) {
      line += 1;
      if (isTooLarge || log.problems.length >= MOST_PROBLEMS) return;
      isTooLarge = !limit.add(raw);
      if (isTooLarge) return;
      if (raw.trim() === '') {
        endSentence();
        return;
      }
      if (raw.startsWith('#')) {
        readComment(raw);
        return;
      }
      const cells = raw.split('\t');
      const [id = '', form = ''] = cells;
      if (cells.length !== COLUMNS) {
        log.problem(line, `This line has ${cells.length} columns parted by tabs; CoNLL-U has ${COLUMNS}.`);
        return;
      }
      if (/^\d+\.\d+$/.test(id)) {
        emptyNodes += 1;
        return;
      }
      if (form === '') {
        log.problem(line, 'The second column of this line is empty; it must be a word.');
        return;
      }
      if (cells.slice(2, -1).some((cell) => cell !== '_')) unread ??= line;
      readWord(open, { id, form, misc: readMisc(cells[COLUMNS - 1] ?? ''), line }, log);
    },
    end() {
      endSentence();
      endDocument();
      if (late !== null)
        log.notice(late, 'This comment stands after words of its sentence; such comments were not read.');
      if (emptyNodes > 0) log.notice(null, `Empty nodes, which have no text, were left out: ${emptyNodes}.`);
      if (unread !== null)
        log.notice(unread, 'Lemmas, parts of speech, features and the tree were not read.');
      if (filled === 0) log.notice(null, 'The file has no words; nothing of it is imported.');
      else if (filled < begun) log.notice(null, `Documents without words were left out: ${begun - filled}.`);
    },
    entityFields: () => entityFields,
  };
}

function readWord(
  open: Open,
  word: {
    readonly id: string;
    readonly form: string;
    readonly misc: ReadonlyMap<string, string>;
    readonly line: number;
  },
  log: FileLog,
): void {
  const { id, form, misc, line } = word;
  const range = /^(\d{1,9})-(\d{1,9})$/.exec(id);
  if (range !== null) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (open.range !== null || first !== open.next || last < first) {
      log.problem(
        line,
        `The multiword token ${id} must begin with word ${open.next}, outside of another, and not end before it.`,
      );
      return;
    }
    open.range = { form, misc, line, last, words: [] };
    return;
  }
  if (id !== String(open.next)) {
    const shown = id.length > 20 ? `${id.slice(0, 20)}…`.toWellFormed() : id;
    log.problem(line, `The word has the id “${shown}”, and should have ${open.next}.`);
    return;
  }
  open.next += 1;
  if (open.range === null) {
    open.tokens.push({ form, misc, line, words: [misc] });
    return;
  }
  open.range.words.push(misc);
  if (Number(id) < open.range.last) return;
  open.tokens.push({
    form: open.range.form,
    misc: open.range.misc,
    line: open.range.line,
    words: open.range.words,
  });
  open.range = null;
}

function commentOf(raw: string): { readonly name: string; readonly value: string } {
  const at = raw.indexOf('=');
  if (at === -1) return { name: raw.slice(1).trim(), value: '' };
  return { name: raw.slice(1, at).trim(), value: raw.slice(at + 1).trim() };
}

/** `Name=Value` parted by `|`; of two with one name the first. */
function readMisc(cell: string): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  if (cell === '_') return items;
  for (const item of cell.split('|')) {
    const at = item.indexOf('=');
    if (at > 0 && !items.has(item.slice(0, at))) items.set(item.slice(0, at), item.slice(at + 1));
  }
  return items;
}
