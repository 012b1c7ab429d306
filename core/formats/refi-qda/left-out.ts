import type { FileLog } from '../shared/file-log.ts';

/** What was left out of all sources, counted. */
export interface LeftOutCounts {
  empty: number;
  uncoded: number;
  unknownCodes: number;
  documentCodes: number;
  misplaced: number;
  /** Selections with the GUID of an earlier one. */
  repeated: number;
}

export interface LeftOut {
  /** Sources that are no texts, by the names of their elements. */
  readonly others: ReadonlyMap<string, number>;
  readonly counts: LeftOutCounts;
  readonly links: number;
  readonly sets: number;
  readonly graphs: number;
}

const OTHER_SOURCES: Readonly<Record<string, string>> = {
  PictureSource: 'picture',
  PDFSource: 'PDF without its text',
  AudioSource: 'audio recording',
  VideoSource: 'video',
};

/** Says what was left out of all of a project. */
export function tellLeftOut(
  { others, counts, links, sets, graphs }: LeftOut,
  log: Pick<FileLog, 'notice'>,
): void {
  const tell = (count: number, one: string, many = `${one}s`): void => {
    if (count > 0) log.notice(null, `${count} ${count === 1 ? `${one} was` : `${many} were`} left out.`);
  };
  for (const [name, count] of others) {
    const what = OTHER_SOURCES[name] ?? `source of the kind ${name}`;
    tell(count, what, name === 'PDFSource' ? 'PDFs without their text' : undefined);
  }
  tell(counts.uncoded, 'selection without a code', 'selections without a code');
  tell(counts.empty, 'selection of no characters', 'selections of no characters');
  tell(
    counts.unknownCodes,
    'coding with a code that is not in the codebook',
    'codings with codes that are not in the codebook',
  );
  tell(counts.documentCodes, 'code of a whole text', 'codes of whole texts');
  if (counts.repeated > 0) {
    const many = counts.repeated === 1 ? '1 selection has' : `${counts.repeated} selections have`;
    log.notice(null, `${many} the GUID of an earlier one; links take the first.`);
  }
  tell(
    links,
    'link that is not between two spans of one text',
    'links that are not between two spans of one text',
  );
  tell(sets, 'set');
  tell(graphs, 'graph');
}
