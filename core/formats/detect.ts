import { extensionOf, type FormatId } from './registry.ts';

/** The beginning of a file, enough to tell what it is. */
export interface FileHead {
  /** With the folders below the one chosen, parted by `/`. */
  readonly name: string;
  /** The first characters, decoded as well as can be. */
  readonly head: string;
}

export interface Detected {
  readonly format: FormatId;
  /** False where another format is as likely, and the user should look. */
  readonly sure: boolean;
}

/** How much of a file `detectFormat` wants to see, in bytes. */
export const HEAD_BYTES = 64 * 1024;

const sure = (format: FormatId): Detected => ({ format, sure: true });
const perhaps = (format: FormatId): Detected => ({ format, sure: false });

/**
 * What a file is, by its name and how it begins; `null` where it is none of our formats by either. `others` are the
 * names of the files that were chosen with it.
 */
export function detectFormat({ name, head }: FileHead, others: ReadonlySet<string>): Detected | null {
  const start = head.replace(/^\ufeff/, '');
  switch (extensionOf(name)) {
    case 'jsonl':
    case 'ndjson':
      return jsonLinesFormat(start);
    case 'json':
      return jsonFormat(start);
    case 'jsonld':
      return perhapsW3c(start);
    case 'ann':
      return sure('brat');
    case 'xmi':
      return sure('uima-xmi');
    case 'qdc':
      return sure('refi-qdc');
    case 'qdpx':
    case 'qde':
      return sure('refi-qda');
    case 'xml':
      return xmlFormat(start);
    case 'tsv':
    case 'tab':
      return start.startsWith('#FORMAT=WebAnno TSV') ? sure('webanno-tsv') : sure('tsv');
    case 'csv':
      return sure('csv');
    case 'xlsx':
    case 'xlsm':
      return sure('xlsx');
    case 'conllu':
      return sure('conllu');
    case 'conll':
    case 'conll2002':
    case 'conll2003':
    case 'iob':
    case 'iob2':
    case 'bio':
    case 'bioes':
      return columnsFormat(start);
    case 'html':
    case 'htm':
    case 'xhtml':
    // Archives are refused with a sentence of their own.
    case 'mht':
    case 'mhtml':
    case 'webarchive':
      return sure('html');
    case 'docx':
    case 'docm':
    case 'dotx':
      return sure('docx');
    case 'epub':
      return sure('epub');
    case 'pdf':
      return sure('pdf');
    case 'md':
    case 'markdown':
      return sure('markdown');
    case 'txt':
    case 'text':
    case '':
      return textFormat(name, start, others);
    default:
      return null;
  }
}

/** By the keys of the first lines: a line may be longer than what is seen of it. */
function jsonLinesFormat(start: string): Detected {
  if (/"format"\s*:\s*"standoff-jsonl"/.test(start)) return sure('jsonl');
  if (/"(_input_hash|_task_hash|_session_id|_view_id|token_start)"\s*:/.test(start)) return sure('prodigy');
  if (/"ner_tags"\s*:/.test(start)) return sure('huggingface');
  if (/"(start_offset|from_id)"\s*:/.test(start)) return sure('doccano');
  if (/"labels?"\s*:\s*\[\s*\[\s*\d/.test(start)) return sure('doccano');
  // Before the next, as our exports to these have the annotations of our own record in “meta”.
  if (/"spans"\s*:\s*\{/.test(start) && /"entities"\s*:\s*\[/.test(start)) return sure('spacy');
  if (/"spans"\s*:\s*\[/.test(start) && /"tokens"\s*:\s*\[/.test(start)) return sure('prodigy');
  if (/"annotations"\s*:\s*\[/.test(start))
    return /"layer"\s*:/.test(start) ? sure('jsonl') : perhaps('jsonl');
  if (/"spans"\s*:\s*\[/.test(start)) return perhaps('prodigy');
  if (/"(labels?|entities)"\s*:\s*\[/.test(start)) return perhaps('doccano');
  return perhaps('jsonl');
}

function jsonFormat(start: string): Detected | null {
  if (/"%(TYPES|FEATURE_STRUCTURES|VIEWS)"\s*:/.test(start)) return sure('uima-json');
  // The JSON of UIMA 2, which is refused with a sentence of its own.
  if (/^\s*\{\s*"(_context|_views|_referenced_fss)"\s*:\s*\{/.test(start)) return sure('uima-json');
  if (/"@type"\s*:\s*"AnnotationStore"/.test(start)) return sure('stam');
  if (/"@context"\s*:/.test(start)) return perhapsW3c(start);
  if (/^\s*\[/.test(start) && /"paragraphs"\s*:\s*\[/.test(start)) return sure('spacy');
  if (/^\s*\[\s*\[\s*"/.test(start) && /"entities"\s*:\s*\[/.test(start)) return sure('spacy');
  if (/"(annotations|predictions|completions)"\s*:\s*\[/.test(start) && /"data"\s*:\s*\{/.test(start)) {
    return sure('labelstudio');
  }
  if (/^\s*\[\s*\{/.test(start) && /"data"\s*:\s*\{/.test(start)) return perhaps('labelstudio');
  if (/^\s*\{/.test(start) && /"text"\s*:/.test(start)) return jsonLinesFormat(start);
  return null;
}

function perhapsW3c(start: string): Detected | null {
  if (/"@context"\s*:\s*(\[[^\]]*)?"https?:\/\/www\.w3\.org\/ns\/anno/.test(start)) return sure('w3c');
  return /"@context"\s*:/.test(start) ? perhaps('w3c') : null;
}

function xmlFormat(start: string): Detected | null {
  if (/<([\w.-]+:)?XMI[\s>]/.test(start)) return sure('uima-xmi');
  if (/<([\w.-]+:)?(TEI|teiCorpus)[\s>]/.test(start)) return sure('tei');
  if (/<([\w.-]+:)?CodeBook[\s>]/.test(start)) return sure('refi-qdc');
  return null;
}

function textFormat(name: string, start: string, others: ReadonlySet<string>): Detected {
  const stem = name.replace(/\.[^./]*$/, '');
  if (others.has(`${stem}.ann`)) return sure('brat');
  if (start.startsWith('#FORMAT=WebAnno TSV')) return sure('webanno-tsv');
  const columns = looksLikeColumns(start) ? columnsFormat(start) : null;
  return columns ?? perhaps('text');
}

const TAG = /^([BILUES]-\S+|O)$/;

/** Whether nearly every line is a token with a tag: a text that happens to look so would be a strange one. */
function looksLikeColumns(start: string): boolean {
  const lines = wholeLines(start).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.length >= 3 && lines.every((line) => TAG.test(cellsOf(line).at(-1) ?? '') || isDocStart(line));
}

/** Columns by their number and their tags (formats.md 7 and 8). */
function columnsFormat(start: string): Detected {
  const lines = wholeLines(start).filter((line) => line.trim() !== '');
  const rows = lines.filter((line) => !line.startsWith('#') && !isDocStart(line)).map(cellsOf);
  if (rows.length > 0 && rows.every((cells) => cells.length === 10)) return sure('conllu');
  const tags = rows.map((cells) => cells.at(-1) ?? '');
  if (tags.some((tag) => /^[ES]-/.test(tag))) return sure('bioes');
  if (lines.some(isDocStart) || rows.some((cells) => cells.length === 4)) return sure('conll2003');
  const format =
    rows.length > 0 && lines.every((line) => line.split('\t').length === 2) ? 'iob2-tab' : 'conll2002';
  return tags.some((tag) => tag.startsWith('B-')) ? sure(format) : perhaps(format);
}

/** The last line may be cut. */
function wholeLines(start: string): string[] {
  const lines = start.split(/\r?\n/);
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

const isDocStart = (line: string): boolean => line.startsWith('-DOCSTART-');

const cellsOf = (line: string): string[] => line.split(line.includes('\t') ? '\t' : /\s+/);
