/** A column of the token lines, as a header line declares it. */
export type Column =
  | { readonly is: 'feature'; readonly name: string }
  /** Roles of slots; the next column has their targets. */
  | { readonly is: 'roles'; readonly name: string }
  | { readonly is: 'targets'; readonly type: string }
  /** The source of a relation; its target is where the cell stands. */
  | { readonly is: 'source'; readonly type: string }
  /** `referenceType` and `referenceRelation` of a chain. */
  | { readonly is: 'element' }
  | { readonly is: 'link' }
  /** Of a layer without features. */
  | { readonly is: 'nothing' };

export interface HeaderLayer {
  readonly kind: 'span' | 'relation' | 'chain';
  /** In full. */
  readonly type: string;
  readonly columns: readonly Column[];
  /** Index of its first column among all columns. */
  readonly first: number;
}

export interface Header {
  readonly version: number;
  readonly layers: readonly HeaderLayer[];
  readonly columns: number;
  /** Index of the first line that is not of the header. */
  readonly lines: number;
}

const KINDS = { SP: 'span', RL: 'relation', CH: 'chain' } as const;
export const ANY_TYPE = 'uima.tcas.Annotation';

/** Reads the header (formats.md 4; INCEpTION `Tsv3XDeserializer.readSchema`), or says what is wrong with it. */
export function readHeader(
  lines: readonly string[],
): Header | { readonly problem: string; readonly line: number } {
  const version = /^#FORMAT=WebAnno TSV (3\.[0-9])\s*$/.exec(lines[0] ?? '')?.[1];
  if (version === undefined) return { problem: noFormat(lines[0] ?? ''), line: 1 };
  const layers: HeaderLayer[] = [];
  let columns = 0;
  let at = 1;
  for (; at < lines.length; at += 1) {
    const match = /^#T_(SP|RL|CH)=(.*)$/.exec(lines[at] ?? '');
    if (match === null) break;
    const kind = KINDS[match[1] as keyof typeof KINDS];
    const [type = '', ...fields] = (match[2] ?? '').split('|');
    if (type === '') return { problem: 'The layer has no type.', line: at + 1 };
    const named = fields.filter((field) => field !== '');
    const read = named.map((field, index) => columnOf(field, kind, named[index - 1]));
    const wrong = read.indexOf(null);
    if (wrong !== -1)
      return { problem: `“${named[wrong]}” is not a column of a ${kind} layer.`, line: at + 1 };
    const whole: Column[] = read.length === 0 ? [{ is: 'nothing' }] : (read as Column[]);
    if (kind === 'relation' && whole.at(-1)?.is !== 'source') {
      return { problem: 'A relation layer ends in BT_ and the type of its ends.', line: at + 1 };
    }
    if (kind === 'chain' && !whole.some(({ is }) => is === 'link')) {
      return { problem: 'A chain layer needs the column referenceRelation.', line: at + 1 };
    }
    layers.push({ kind, type, columns: whole, first: columns });
    columns += whole.length;
  }
  return { version: Number(version), layers, columns, lines: at };
}

function columnOf(field: string, kind: HeaderLayer['kind'], before: string | undefined): Column | null {
  if (kind === 'relation') {
    return field.startsWith('BT_') ? { is: 'source', type: field.slice(3) } : { is: 'feature', name: field };
  }
  if (kind === 'chain') {
    if (field === 'referenceType') return { is: 'element' };
    return field === 'referenceRelation' ? { is: 'link' } : null;
  }
  if (field.startsWith('ROLE_')) {
    const name = /^ROLE_[^:]*:([^_]+)/.exec(field)?.[1];
    return name === undefined ? null : { is: 'roles', name };
  }
  if (before?.startsWith('ROLE_')) return { is: 'targets', type: field };
  return { is: 'feature', name: field };
}

function noFormat(line: string): string {
  if (/^\s*# .*\|/.test(line) || /^#FORMAT=WebAnno TSV [12]\b/.test(line)) {
    return 'This is an older version of WebAnno TSV. Import it into INCEpTION and export it as WebAnno TSV 3.3.';
  }
  return 'The first line is not “#FORMAT=WebAnno TSV 3.3”, so this is not a file of WebAnno TSV 3.';
}
