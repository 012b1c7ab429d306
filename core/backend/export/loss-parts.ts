import type { ResponseOf } from '#contract/contract.ts';
import type { ExchangeDocument, Loss } from '#formats/exchange.ts';
import { createLossCounts, lossKey } from './count-losses.ts';

type LossPreview = ResponseOf<'export.preview'>['losses'][number];

/** Losses counted by kind and cause, each with the layers and attributes that it is of. */
export function createLossParts() {
  const counts = createLossCounts();
  const parts = new Map<string, Map<string, LossPreview['parts'][number]>>();
  return {
    /** `documents` are those that the losses are of. */
    add(losses: readonly Loss[], documents: readonly ExchangeDocument[]): void {
      counts.add(losses);
      if (losses.length === 0) return;
      const layers = new Map(
        documents.flatMap(({ annotations }) => annotations.map(({ id, layer }) => [id, layer] as const)),
      );
      for (const loss of losses) {
        const layer = layers.get(loss.annotationId);
        if (loss.annotationId === null || layer === undefined) continue;
        const own = parts.get(lossKey(loss)) ?? new Map<string, LossPreview['parts'][number]>();
        parts.set(lossKey(loss), own);
        const attribute = loss.attribute ?? null;
        const key = JSON.stringify([layer, attribute]);
        const count = (own.get(key)?.count ?? 0) + 1;
        own.set(key, { layer: layer as never, attribute, count });
      }
    },
    all(): LossPreview[] {
      return counts.all().map((loss) => ({
        ...loss,
        parts: [...(parts.get(lossKey(loss))?.values() ?? [])].sort((a, b) => b.count - a.count),
      }));
    },
  };
}
