import type { OpenWriter, OutputFile } from '../exchange.ts';
import { createExporter } from '../shared/exported.ts';
import { fileSlug } from '../shared/file-slug.ts';
import { addWritten, NOTHING_WRITTEN } from '../writing/written-counts.ts';
import type { Cas, CasType } from './cas.ts';
import { documentStem, free } from './file-names.ts';
import { splitByAnnotator } from './split-by-annotator.ts';
import { toCas } from './to-cas.ts';
import { casPlan } from './type-system.ts';

/**
 * One file a document, or a folder a document with one file an annotator where there are several (formats.md
 * section 5). `beside` is what lies beside them, such as the type system.
 */
export function casWriter(
  extension: string,
  write: (cas: Cas) => string,
  beside: (types: readonly CasType[]) => readonly OutputFile[],
): OpenWriter {
  return (survey, options, sink) => {
    const exportedOf = createExporter(survey, options, sink);
    const plan = casPlan(survey, options.layers);
    const paths = new Set<string>();
    for (const { path, content } of beside(plan.types)) sink.write(path, content);
    return {
      add(document) {
        const exported = exportedOf(document);
        const { parts, losses } = splitByAnnotator(exported);
        losses.forEach(sink.lose);
        const folder = free(documentStem(document.title ?? '', document.textSha256 ?? exported.id), paths);
        const names = new Set<string>();
        let counts = NOTHING_WRITTEN;
        for (const { annotator, part } of parts) {
          const name = annotator?.name ?? annotator?.id ?? 'nobody';
          const path =
            parts.length === 1 ? folder : `${folder}/${free(fileSlug(name, 60) || 'annotator', names)}`;
          const { cas, written } = toCas(part, plan);
          sink.write(`${path}.${extension}`, write(cas));
          counts = addWritten(counts, written);
        }
        return { ...counts, documents: 1 };
      },
      end: () => Object.fromEntries(plan.names.changed.map(({ original, written }) => [original, written])),
    };
  };
}
