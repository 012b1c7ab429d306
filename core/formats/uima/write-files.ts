import type { ExchangeDocument, Loss, OutputFile, WriteOptions, WrittenFiles } from '../exchange.ts';
import { exportedOf } from '../shared/exported.ts';
import type { Cas, CasType } from './cas.ts';
import { documentStem, free, slug } from './file-names.ts';
import { splitByAnnotator } from './split-by-annotator.ts';
import { toCas } from './to-cas.ts';
import { casPlan } from './type-system.ts';

/**
 * One file a document, or a folder a document with one file an annotator where there are several (formats.md
 * section 5). `beside` is what lies beside them, such as the type system.
 */
export function writeCasFiles(
  documents: readonly ExchangeDocument[],
  { layers }: WriteOptions,
  extension: string,
  write: (cas: Cas) => string,
  beside: (types: readonly CasType[]) => readonly OutputFile[],
): WrittenFiles {
  const { exported, losses } = exportedOf(documents, layers);
  const allLosses: Loss[] = [...losses];
  const plan = casPlan(exported, layers);
  const paths = new Set<string>();
  const files = exported.flatMap((document) => {
    const { parts, losses: splitLosses } = splitByAnnotator(document);
    for (const loss of splitLosses) allLosses.push(loss);
    const stem = documentStem(document.document.title ?? '', document.document.textSha256 ?? document.id);
    const folder = free(stem, paths);
    const names = new Set<string>();
    return parts.map(({ annotator, part }): OutputFile => {
      const name = annotator?.name ?? annotator?.id ?? 'nobody';
      const path = parts.length === 1 ? folder : `${folder}/${free(slug(name) || 'annotator', names)}`;
      return { path: `${path}.${extension}`, content: write(toCas(part, plan)) };
    });
  });
  const names = Object.fromEntries(plan.names.changed.map(({ original, written }) => [original, written]));
  return { files: [...beside(plan.types), ...files], losses: allLosses, names };
}
