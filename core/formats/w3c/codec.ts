import type { FormatCodec, OpenWriter } from '../exchange.ts';
import { createExporter } from '../shared/exported.ts';
import { createFileStems } from '../spans/file-stems.ts';
import { collected } from '../writing/collect.ts';
import { fromJsonld } from './from-jsonld.ts';
import { documentToJsonld } from './to-jsonld.ts';

const openWriter: OpenWriter = (survey, options, sink) => {
  const exportedOf = createExporter(survey, options, sink);
  const stemOf = createFileStems();
  return {
    add(document) {
      const stem = stemOf(document);
      const source = `texts/${stem}.txt`;
      const { jsonld, written } = documentToJsonld(exportedOf(document), source, options.gold);
      sink.write(`${stem}.jsonld`, `${JSON.stringify(jsonld, null, 1)}\n`);
      sink.write(source, document.text);
      return written;
    },
    end: () => ({}),
  };
};

/** W3C Web Annotation: a JSON-LD collection for each document, with its text beside it (formats.md 12). */
export const w3cCodec: FormatCodec = {
  parse: (files) => fromJsonld(files),
  surveyed: false,
  openWriter,
  serialise: collected(openWriter),
};
