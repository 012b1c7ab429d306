import { bioesInfo } from './bioes/info.ts';
import { bratInfo } from './brat/info.ts';
import { conll2002Info } from './conll2002/info.ts';
import { conll2003Info } from './conll2003/info.ts';
import { conlluInfo } from './conllu/info.ts';
import { csvInfo } from './csv/info.ts';
import { doccanoInfo } from './doccano/info.ts';
import { docxInfo } from './docx/info.ts';
import { epubInfo } from './epub/info.ts';
import { htmlInfo } from './html/info.ts';
import { huggingfaceInfo } from './huggingface/info.ts';
import { iob2TabInfo } from './iob2-tab/info.ts';
import { jsonlInfo } from './jsonl/info.ts';
import { labelstudioInfo } from './labelstudio/info.ts';
import { markdownInfo } from './markdown/info.ts';
import { pdfInfo } from './pdf/info.ts';
import { prodigyInfo } from './prodigy/info.ts';
import { refiQdaInfo } from './refi-qda/info.ts';
import { refiQdcInfo } from './refi-qdc/info.ts';
import type { FormatInfo } from './registry.ts';
import { spacyInfo } from './spacy/info.ts';
import { stamInfo } from './stam/info.ts';
import { teiInfo } from './tei/info.ts';
import { textInfo } from './text/info.ts';
import { tsvInfo } from './tsv/info.ts';
import { uimaJsonInfo } from './uima-json/info.ts';
import { uimaXmiInfo } from './uima-xmi/info.ts';
import { w3cInfo } from './w3c/info.ts';
import { webannoTsvInfo } from './webanno-tsv/info.ts';
import { xlsxInfo } from './xlsx/info.ts';

/** Every format, in the order in which they are offered. */
export const FORMATS: readonly FormatInfo[] = [
  textInfo,
  markdownInfo,
  jsonlInfo,
  doccanoInfo,
  labelstudioInfo,
  prodigyInfo,
  bratInfo,
  webannoTsvInfo,
  uimaXmiInfo,
  uimaJsonInfo,
  conll2002Info,
  conll2003Info,
  iob2TabInfo,
  bioesInfo,
  conlluInfo,
  spacyInfo,
  huggingfaceInfo,
  w3cInfo,
  teiInfo,
  refiQdcInfo,
  refiQdaInfo,
  csvInfo,
  tsvInfo,
  xlsxInfo,
  stamInfo,
  htmlInfo,
  docxInfo,
  epubInfo,
  pdfInfo,
];
