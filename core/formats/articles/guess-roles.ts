import type { ColumnRole } from '#model/column-role.ts';
import { SHARED_ROLES } from '#model/column-role.ts';
import type { ColumnChoice, FoundColumn } from '../exchange.ts';
import { type ColumnFacts, columnFacts } from './column-facts.ts';
import { roleOfName } from './header-words.ts';

/** Rows that are looked at. */
const LOOKED_AT = 200;
/** The share of cells that must look like something. */
const MOST = 0.6;
/** UTF-16 units that cells have on average where they hold articles and nothing names their column. */
const LONG = 80;

/**
 * What each column is for: by the choice made, else by that of an earlier import, else by its name where its cells do
 * not speak against it, else by its cells. A role of one column goes to the first that asks for it, by that order; a
 * column that comes too late is metadata. `names` are unique.
 */
export function guessRoles(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  chosen: readonly ColumnChoice[] = [],
  before: readonly ColumnChoice[] = [],
): FoundColumn[] {
  const facts = names.map((_, index) =>
    columnFacts(rows.slice(0, LOOKED_AT).map((cells) => cells[index] ?? '')),
  );
  const roles = new Map<number, Omit<FoundColumn, 'name'>>();
  const taken = new Set<ColumnRole>();
  const give = (index: number, role: ColumnRole, by: FoundColumn['by']): void => {
    if (roles.has(index)) return;
    const free = SHARED_ROLES.has(role) || !taken.has(role);
    roles.set(index, free ? { role, by } : { role: 'metadata', by: 'none' });
    taken.add(role);
  };
  const giveEach = (choices: readonly ColumnChoice[], by: FoundColumn['by']): void => {
    for (const { name, role } of choices) if (names.includes(name)) give(names.indexOf(name), role, by);
  };
  giveEach(chosen, 'choice');
  giveEach(before, 'memory');
  const named = names.map((name, index) => roleByName(name, facts[index]));
  const text = taken.has('text') ? null : textColumn(named, facts, roles);
  if (text !== null) give(text.index, 'text', text.by);
  for (const [index, role] of named.entries()) {
    if (role !== null && role !== 'text' && !taken.has(role)) give(index, role, 'name');
  }
  for (const [index, { urls, dates }] of facts.entries()) {
    if (urls > MOST && !taken.has('url')) give(index, 'url', 'cells');
    else if (dates > MOST && !taken.has('published')) give(index, 'published', 'cells');
  }
  return names.map((name, index) => ({ name, ...(roles.get(index) ?? { role: 'metadata', by: 'none' }) }));
}

function roleByName(name: string, facts: ColumnFacts | undefined): ColumnRole | null {
  const role = roleOfName(name);
  if (role === null || facts === undefined || facts.filled === 0) return role;
  // “data”, “source” and “time” mean more than one thing.
  if (role === 'published' && facts.maybeDates < MOST) return null;
  if (role === 'publisher' && facts.urls > MOST) return 'url';
  if (role === 'url' && facts.urls < MOST) return null;
  return role;
}

/** The longest of the columns that are named as texts, else the one that is much longer than all others. */
function textColumn(
  named: readonly (ColumnRole | null)[],
  facts: readonly ColumnFacts[],
  roles: ReadonlyMap<number, unknown>,
): { readonly index: number; readonly by: 'name' | 'cells' } | null {
  const free = facts.flatMap(({ length }, index) => (roles.has(index) ? [] : [{ index, length }]));
  const longestFirst = free.sort((a, b) => b.length - a.length);
  const byName = longestFirst.find(({ index }) => named[index] === 'text');
  if (byName !== undefined) return { index: byName.index, by: 'name' };
  const [first, second] = longestFirst.filter(({ index }) => named[index] === null);
  if (first === undefined || first.length < LONG || first.length < 1.5 * (second?.length ?? 0)) return null;
  return { index: first.index, by: 'cells' };
}
