import { type FoundName, nameKey } from './names-of.ts';

interface SpansLeftOut {
  /** All that stay out, also by choice. */
  readonly count: number;
  /** Those among them whose names the scheme does not have, and of whom nobody decided anything. */
  readonly lacking: { readonly count: number; readonly names: number };
}

/** How many spans stay out of an import by what becomes of their names: as many as the import then says. */
export function spansLeftOut(names: readonly FoundName[]): SpansLeftOut {
  const out = names.filter(({ to }) => to === null);
  const lacking = out.filter(({ by }) => by === 'none');
  const sum = (of: readonly FoundName[]) => of.reduce((total, { count }) => total + count, 0);
  return {
    count: sum(out),
    lacking: { count: sum(lacking), names: new Set(lacking.map(nameKey)).size },
  };
}
