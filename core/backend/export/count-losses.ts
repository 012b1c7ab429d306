import type { ResponseOf } from '#contract/contract.ts';
import type { Loss } from '#formats/exchange.ts';

export type LossCount = Omit<ResponseOf<'export.preview'>['losses'][number], 'parts'>;

/** What losses of one cause have in common. */
export function lossKey({ what, why }: Pick<Loss, 'what' | 'why'>): string {
  return `${what}\n${why}`;
}

/** Losses counted by kind and cause, the most frequent first. */
export function createLossCounts() {
  const counts = new Map<string, LossCount & { count: number }>();
  return {
    add(losses: readonly Loss[]): void {
      for (const loss of losses) {
        const { what, why, choice } = loss;
        const key = lossKey(loss);
        const known = counts.get(key);
        if (known === undefined) counts.set(key, { what, why, count: 1, ...(choice && { choice }) });
        else known.count += 1;
      }
    },
    all(): LossCount[] {
      return [...counts.values()]
        .map((counted) => ({ ...counted }))
        .sort((a, b) => b.count - a.count || compare(a.what, b.what) || compare(a.why, b.why));
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
