import { randomFrom, shuffled } from './random.ts';

/** What is put into one split as a whole. */
export interface Unit {
  /** How many documents it has. */
  readonly size: number;
  /** How often each label is in it, by the number of the label. */
  readonly labels: ReadonlyMap<number, number>;
}

/** Tries for each unit to change places with another. */
const TRIES = 10;
/** How many units are placed, or tried, at a stretch. */
const STRETCH = 200;

/**
 * Puts each unit into one of the splits, whose shares sum to 1. Large units come first, each where documents and labels
 * are then nearest to the shares, and where there is room; then units of the same size change places as long as that
 * brings the labels nearer. So the splits have the sizes asked for, as far as units are small enough, and labels are
 * spread as evenly as units let them (after Sechidis, Tsoumakas and Vlahavas 2011). Stops for a moment now and then.
 */
export function* assign(
  units: readonly Unit[],
  shares: readonly number[],
  seed: number,
): Generator<void, readonly number[], void> {
  const random = randomFrom(seed);
  const quotas = quotasOf(
    units.reduce((sum, { size }) => sum + size, 0),
    shares,
  );
  const totals = new Map<number, number>();
  for (const { labels } of units) {
    for (const [label, count] of labels) totals.set(label, (totals.get(label) ?? 0) + count);
  }
  const sizes = shares.map(() => 0);
  const held = shares.map(() => new Map<number, number>());
  const splitOf = units.map(() => 0);

  /** How much farther from its shares a split is with so much more of each label; negative where it is nearer. */
  const costOf = (split: number, more: ReadonlyMap<number, number>): number => {
    let cost = 0;
    for (const [label, count] of more) {
      const total = totals.get(label) ?? 1;
      const off = (held[split]?.get(label) ?? 0) - (shares[split] ?? 0) * total;
      cost += (count * (2 * off + count)) / total;
    }
    return cost;
  };
  const add = (split: number, more: ReadonlyMap<number, number>): void => {
    const own = held[split];
    for (const [label, count] of more) own?.set(label, (own.get(label) ?? 0) + count);
  };
  const roomIn = (split: number): number => (quotas[split] ?? 0) - (sizes[split] ?? 0);

  const rarity = ({ labels }: Unit): number =>
    Math.min(Number.POSITIVE_INFINITY, ...[...labels.keys()].map((label) => totals.get(label) ?? 1));
  const drawn = shuffled([...units.keys()], random).map((index) => ({ index, unit: units[index] }));
  const ordered = drawn
    .flatMap(({ index, unit }) => (unit === undefined ? [] : [{ index, unit, rarity: rarity(unit) }]))
    .toSorted(
      (a, b) => b.unit.size - a.unit.size || Number(a.rarity > b.rarity) - Number(a.rarity < b.rarity),
    );
  for (const [place, { index, unit }] of ordered.entries()) {
    if (place % STRETCH === 0) yield;
    const open = [...shares.keys()].filter((split) => (quotas[split] ?? 0) > 0);
    const roomy = open.filter((split) => roomIn(split) >= unit.size);
    const most = Math.max(...open.map(roomIn));
    const candidates = roomy.length > 0 ? roomy : open.filter((split) => roomIn(split) === most);
    let best = candidates[0] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    for (const split of candidates) {
      // Of splits that are as good for the labels, the one with most of its room left.
      const cost = costOf(split, unit.labels) - roomIn(split) / (quotas[split] || 1);
      if (cost < least) [best, least] = [split, cost];
    }
    splitOf[index] = best;
    sizes[best] = (sizes[best] ?? 0) + unit.size;
    add(best, unit.labels);
  }

  for (const alike of bySize(units)) {
    for (let left = alike.length * TRIES; left > 0 && alike.length > 1; left -= 1) {
      if (left % STRETCH === 0) yield;
      const [a, b] = [drawFrom(alike, random), drawFrom(alike, random)];
      const [from, to] = [splitOf[a] ?? 0, splitOf[b] ?? 0];
      if (from === to) continue;
      const gain = difference(units[b]?.labels, units[a]?.labels);
      const loss = difference(units[a]?.labels, units[b]?.labels);
      // Not for what rounding makes of nothing.
      if (costOf(from, gain) + costOf(to, loss) > -1e-9) continue;
      add(from, gain);
      add(to, loss);
      [splitOf[a], splitOf[b]] = [to, from];
    }
  }
  return splitOf;
}

/** The sizes that whole documents allow: by largest remainder, the earlier split first. */
export function quotasOf(count: number, shares: readonly number[]): readonly number[] {
  const quotas = shares.map((share) => Math.floor(share * count + 1e-9));
  const left = count - quotas.reduce((sum, quota) => sum + quota, 0);
  const byRemainder = [...shares.keys()].toSorted((a, b) => remainder(b) - remainder(a) || a - b);
  function remainder(split: number): number {
    return (shares[split] ?? 0) * count - (quotas[split] ?? 0);
  }
  const rounded = new Set(byRemainder.slice(0, left));
  return quotas.map((quota, split) => quota + (rounded.has(split) ? 1 : 0));
}

function bySize(units: readonly Unit[]): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, { size }] of units.entries()) {
    const group = groups.get(size);
    if (group === undefined) groups.set(size, [index]);
    else group.push(index);
  }
  return groups.values();
}

function drawFrom(items: readonly number[], random: () => number): number {
  return items[Math.floor(random() * items.length)] ?? 0;
}

/** What `a` has more than `b`, negative where it has less. */
function difference(a: Unit['labels'] = new Map(), b: Unit['labels'] = new Map()): Map<number, number> {
  const more = new Map(a);
  for (const [label, count] of b) more.set(label, (more.get(label) ?? 0) - count);
  return more;
}
