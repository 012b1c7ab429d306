import type { Loss, WrittenNames } from '../exchange.ts';

/** What a name names. The kind is the first word of its key in the manifest: `attribute speaker kind`. */
export type NameKind =
  | 'span'
  | 'layer'
  | 'sub-span'
  | 'attribute'
  | 'link'
  | 'relation'
  | 'value'
  | 'list'
  | 'annotator'
  | 'apart';

/** Names of one namespace must not be written alike; the same name may stand in two. */
const NAMESPACE = {
  span: 'type',
  layer: 'type',
  'sub-span': 'type',
  attribute: 'role',
  link: 'role',
  relation: 'role',
  value: 'value',
  list: 'list',
  annotator: 'folder',
  apart: 'apart',
} as const satisfies Record<NameKind, string>;
export type Namespace = (typeof NAMESPACE)[NameKind];

const NAME_CHANGED = 'The format does not allow this name, or another was written so; the manifest has both.';

/** Gives names that a format allows, each a different one, and remembers them (formats.md 0.3). */
export interface NameWriter {
  /**
   * The name as it is written. `legal` makes a name legal; where two become the same, the later one gets `_2`, `_3`.
   * `plain` is how the name is read without the manifest: another one is a change that is counted.
   */
  write(kind: NameKind, original: string, legal: (name: string) => string, plain?: string): string;
  /** Original → written, for the manifest: what reading without it would get wrong. */
  names(): WrittenNames;
  /** One for each name that was changed, values excepted (whoever writes a value knows whose it is). */
  losses(): Loss[];
}

/** `reserved` are written names that mean something else in the format. */
export function createNameWriter(reserved: Partial<Record<Namespace, readonly string[]>>): NameWriter {
  const writtenOf = new Map<string, string>();
  const taken = new Set<string>();
  const recorded: [string, string][] = [];
  const losses: Loss[] = [];
  for (const [namespace, names] of Object.entries(reserved)) {
    for (const name of names) taken.add(`${namespace} ${name}`);
  }
  return {
    write(kind, original, legal, plain = original) {
      const key = `${kind} ${original}`;
      const known = writtenOf.get(key);
      if (known !== undefined) return known;
      const wanted = legal(plain);
      let written = wanted;
      for (let count = 2; taken.has(`${NAMESPACE[kind]} ${written}`); count += 1) {
        written = `${wanted}_${count}`;
      }
      taken.add(`${NAMESPACE[kind]} ${written}`);
      writtenOf.set(key, written);
      const isRead = kind === 'attribute' || kind === 'relation' || kind === 'value';
      if (!isRead || written !== plain) recorded.push([key, written]);
      if (isCounted(kind) && written !== plain) {
        losses.push({ documentId: null, annotationId: null, what: 'name-changed', why: NAME_CHANGED });
      }
      return written;
    },
    names: () => Object.fromEntries(recorded),
    losses: () => losses,
  };
}

/** Values are counted by whoever writes them; the rest are no names of the scheme. */
function isCounted(kind: NameKind): boolean {
  return NAMESPACE[kind] === 'type' || NAMESPACE[kind] === 'role';
}

export interface ReadName {
  readonly kind: NameKind;
  readonly original: string;
}

/** Finds the original of a written name. */
export interface NameReader {
  /** Whether a manifest of ours lies beside the files. */
  readonly own: boolean;
  find(namespace: Namespace, written: string): ReadName | null;
}

export function createNameReader(names: WrittenNames | undefined): NameReader {
  const found = new Map<string, ReadName>();
  for (const [key, written] of Object.entries(names ?? {})) {
    const space = key.indexOf(' ');
    const kind = key.slice(0, space);
    if (!isKind(kind)) continue;
    found.set(`${NAMESPACE[kind]} ${written}`, { kind, original: key.slice(space + 1) });
  }
  return {
    own: names !== undefined,
    find: (namespace, written) => found.get(`${namespace} ${written}`) ?? null,
  };
}

function isKind(kind: string): kind is NameKind {
  return Object.hasOwn(NAMESPACE, kind);
}

/** The name of a layer and a label in one, for the manifest. */
export function spanName(layer: string, label: string | null): string {
  const escaped = layer.replace(/[\\:]/g, '\\$&');
  return label === null ? escaped : `${escaped}:${label}`;
}

export function parseSpanName(name: string): { readonly layer: string; readonly label: string | null } {
  const match = /^((?:[^\\:]|\\.)*)(?::(.*))?$/s.exec(name);
  const layer = (match?.[1] ?? name).replace(/\\(.)/gs, '$1');
  return { layer, label: match?.[2] ?? null };
}
