import type { ResponseOf } from '#contract/contract.ts';
import type { Loss } from '#formats/exchange.ts';

export type LossCount = ResponseOf<'export.preview'>['losses'][number];

/** Losses counted by kind and cause, the most frequent first. */
export function createLossCounts() {
  const counts = new Map<string, LossCount>();
  return {
    add(losses: readonly Loss[]): void {
      for (const { what, why } of losses) {
        const key = `${what}\n${why}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { what, why, count });
      }
    },
    all(): LossCount[] {
      return [...counts.values()].sort(
        (a, b) => b.count - a.count || compare(a.what, b.what) || compare(a.why, b.why),
      );
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
