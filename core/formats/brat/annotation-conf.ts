/** What the types of a project are used for: collected while its files are written. */
export interface TypeUse {
  readonly entities: Set<string>;
  /** Relation type → types of its first and second argument. */
  readonly relations: Map<string, readonly [Set<string>, Set<string>]>;
  /** Attribute → types that have it, and its values. */
  readonly attributes: Map<string, { readonly types: Set<string>; readonly values: Set<string> }>;
  /** Types of mentions that stand in groups of coreferent ones. */
  readonly equivalents: Set<string>;
}

export function createTypeUse(): TypeUse {
  return { entities: new Set(), relations: new Map(), attributes: new Map(), equivalents: new Set() };
}

/**
 * `annotation.conf` for the types in use: all four sections, and the line that lets spans overlap, without which
 * brat's verifier reports each nesting (formats.md 3; brat `server/src/projectconfig.py`).
 */
export function annotationConf(use: TypeUse): string {
  const relations = [...use.relations]
    .toSorted(byName)
    .map(([type, [first, second]]) => `${type}\tArg1:${listOf(first)}, Arg2:${listOf(second)}`);
  const same = listOf(use.equivalents);
  const equivalents =
    same === '' ? [] : [`Equiv\tArg1:${same}, Arg2:${same}, <REL-TYPE>:symmetric-transitive`];
  const attributes = [...use.attributes]
    .toSorted(byName)
    .map(([name, { types, values }]) => `${name}\tArg:${listOf(types)}, Value:${listOf(values)}`);
  return [
    '[entities]',
    ...[...use.entities].toSorted(),
    '',
    '[relations]',
    ...relations,
    ...equivalents,
    '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>',
    '',
    '[events]',
    '',
    '[attributes]',
    ...attributes,
    '',
  ].join('\n');
}

function listOf(names: ReadonlySet<string>): string {
  return [...names].toSorted().join('|');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
