import type { PagePart } from '#model/page-part.ts';
import { bioesCodec } from './bioes/codec.ts';
import { bratCodec } from './brat/codec.ts';
import { conll2002Codec } from './conll2002/codec.ts';
import { conll2003Codec } from './conll2003/codec.ts';
import { conlluCodec } from './conllu/codec.ts';
import { csvCodec } from './csv/codec.ts';
import { doccanoCodec } from './doccano/codec.ts';
import { parseDocx } from './docx/parse.ts';
import { parseEpub } from './epub/parse.ts';
import type {
  FormatCodec,
  InputFile,
  ParsedFiles,
  TableChoices,
  WrittenNames,
  WrittenUnit,
} from './exchange.ts';
import { htmlCodec } from './html/codec.ts';
import { huggingfaceCodec } from './huggingface/codec.ts';
import { iob2TabCodec } from './iob2-tab/codec.ts';
import { labelstudioCodec } from './labelstudio/codec.ts';
import { markdownCodec } from './markdown/codec.ts';
import { parsePdf } from './pdf/parse.ts';
import { prodigyCodec } from './prodigy/codec.ts';
import { refiQdaCodec } from './refi-qda/codec.ts';
import type { FormatId } from './registry.ts';
import { spacyCodec } from './spacy/codec.ts';
import { stamCodec } from './stam/codec.ts';
import { teiCodec } from './tei/codec.ts';
import { tsvCodec } from './tsv/codec.ts';
import { uimaJsonCodec } from './uima-json/codec.ts';
import { uimaXmiCodec } from './uima-xmi/codec.ts';
import { w3cCodec } from './w3c/codec.ts';
import { parsePages } from './web/parse.ts';
import { webannoTsvCodec } from './webanno-tsv/codec.ts';
import { xlsxCodec } from './xlsx/codec.ts';

const CODECS: Readonly<Partial<Record<FormatId, FormatCodec>>> = {
  markdown: markdownCodec,
  doccano: doccanoCodec,
  labelstudio: labelstudioCodec,
  prodigy: prodigyCodec,
  brat: bratCodec,
  'webanno-tsv': webannoTsvCodec,
  'uima-xmi': uimaXmiCodec,
  'uima-json': uimaJsonCodec,
  conll2002: conll2002Codec,
  conll2003: conll2003Codec,
  'iob2-tab': iob2TabCodec,
  bioes: bioesCodec,
  conllu: conlluCodec,
  spacy: spacyCodec,
  huggingface: huggingfaceCodec,
  w3c: w3cCodec,
  tei: teiCodec,
  'refi-qda': refiQdaCodec,
  csv: csvCodec,
  tsv: tsvCodec,
  xlsx: xlsxCodec,
  stam: stamCodec,
  html: htmlCodec,
};

/** How a format is read and written; `null` for those with a way of their own: text, Markdown and our JSON Lines. */
export function codecOf(format: FormatId): FormatCodec | null {
  return CODECS[format] ?? null;
}

/** What the user says of how files are read. */
export interface ParseChoices extends TableChoices {
  /** Of a page. */
  readonly content?: PagePart;
}

/** Some libraries that read a format answer later. */
export type FormatParser = (
  files: readonly InputFile[],
  names?: WrittenNames,
  unit?: WrittenUnit,
  choices?: ParseChoices,
) => ParsedFiles | Promise<ParsedFiles>;

/** Formats that are read for their text. A page is not read as the report that an export writes. */
const PARSERS: Readonly<Partial<Record<FormatId, FormatParser>>> = {
  html: (files, _names, _unit, choices) => parsePages(files, choices?.content),
  docx: (files) => parseDocx(files),
  epub: (files) => parseEpub(files),
  pdf: (files) => parsePdf(files),
};

/** How files of a format are read at import; `null` as above, or where it is written alone. */
export function parserOf(format: FormatId): FormatParser | null {
  return PARSERS[format] ?? codecOf(format)?.parse ?? null;
}
