import type { ResponseOf } from '#contract/contract.ts';
import type { ExchangeDocument, WrittenCounts } from '#formats/exchange.ts';
import { addWritten, NOTHING_WRITTEN } from '#formats/writing/written-counts.ts';

export type ExportCounts = Pick<
  ResponseOf<'export.preview'>,
  'documents' | 'annotations' | 'relations' | 'written' | 'otherLayers'
>;

interface Chosen {
  readonly document: Pick<ExchangeDocument, 'annotations' | 'relations'>;
  readonly otherLayers: readonly string[];
}

/** Counts document by document what was chosen and what its writer says it wrote. */
export function createExportCounts() {
  let documents = 0;
  let annotations = 0;
  let relations = 0;
  let written = NOTHING_WRITTEN;
  const others = new Map<string, number>();
  return {
    add({ document: chosen, otherLayers }: Chosen, counts: WrittenCounts): void {
      documents += 1;
      annotations += chosen.annotations.length;
      relations += chosen.relations.length;
      written = addWritten(written, counts);
      for (const layer of otherLayers) others.set(layer, (others.get(layer) ?? 0) + 1);
    },
    all: (): ExportCounts => ({
      documents,
      annotations,
      relations,
      written,
      otherLayers: [...others].map(([layer, count]) => ({ layer: layer as never, count })),
    }),
  };
}
