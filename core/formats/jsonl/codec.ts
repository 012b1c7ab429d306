import type { FormatCodec, OpenWriter } from '../exchange.ts';
import { eachLine, readFiles } from '../json-spans/read-json.ts';
import { collected } from '../writing/collect.ts';
import { writtenWhole } from '../writing/written-counts.ts';
import { parseLine } from './parse.ts';
import { serialiseRecord } from './serialise.ts';

const FILE = 'documents.jsonl';

const openWriter: OpenWriter = (_survey, _options, sink) => {
  sink.write(FILE, '');
  return {
    add(document) {
      sink.write(FILE, `${serialiseRecord(document)}\n`);
      return writtenWhole(document);
    },
    end: () => ({}),
  };
};

/**
 * Our JSON Lines as one format among others, for exports of several files. A single file is written, and read at import, line
 * by line by the backend, without limit.
 */
export const jsonlCodec: FormatCodec = {
  parse: (files) =>
    readFiles(files, (text, report) =>
      eachLine(text, report, (_object, line, content) => {
        const { record, problems } = parseLine(content);
        for (const { key, message } of problems) report.problem(line, `${key} ${message}`.trim());
        if (record !== null) report.document(record);
      }),
    ),
  surveyed: false,
  openWriter,
  serialise: collected(openWriter),
};
