import type { FormatCodec, OutputFile } from '../exchange.ts';
import { exportedOf } from '../shared/exported.ts';
import { fileStems } from '../spans/file-stems.ts';
import { fromJsonld } from './from-jsonld.ts';
import { documentToJsonld } from './to-jsonld.ts';

/** W3C Web Annotation: a JSON-LD collection for each document, with its text beside it (formats.md 12). */
export const w3cCodec: FormatCodec = {
  parse: (files) => fromJsonld(files),
  serialise(documents, options) {
    const { exported, losses } = exportedOf(documents, options.layers);
    const stems = fileStems(documents);
    const files = exported.flatMap((one, index): OutputFile[] => {
      const stem = stems[index] ?? one.id;
      const source = `texts/${stem}.txt`;
      const json = JSON.stringify(documentToJsonld(one, source), null, 1);
      return [
        { path: `${stem}.jsonld`, content: `${json}\n` },
        { path: source, content: one.document.text },
      ];
    });
    return { files, losses, names: {} };
  },
};
