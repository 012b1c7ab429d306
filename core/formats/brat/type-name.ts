import type { NameReader, NameWriter } from '../spans/written-names.ts';
import { parseSpanName, spanName } from '../spans/written-names.ts';

/** Layers whose types are told from entity types by their first word where there is no manifest. */
const PREFIXED = /^(Quote|Claim|Stance|Cue)(?:_(.+))?$/s;

/** Types, roles and attributes of brat: `[A-Za-z0-9_-]+`, beginning with a letter or digit (formats.md 0.3). */
export function legalName(name: string): string {
  const legal = name.replace(/[^A-Za-z0-9_-]/gu, '_');
  return /^[A-Za-z0-9]/.test(legal) ? legal : `x${legal}`;
}

/** A value on an A line ends at white space, and in `annotation.conf` at `|` and `,`. */
export function legalValue(value: string): string {
  return value === '' ? 'empty' : value.replace(/[\s\p{Cc}|,]/gu, '_');
}

/** `PERSON` for entities, `Quote_DIRECT` for the other layers, the layer alone where there is no label (formats.md 3). */
export function typeOf(
  layer: string,
  label: string | null,
  kind: 'span' | 'sub-span',
  names: NameWriter,
): string {
  const prefix = layer.charAt(0).toUpperCase() + layer.slice(1);
  const plain = label === null ? prefix : layer === 'entity' ? label : `${prefix}_${label}`;
  return names.write(kind, spanName(layer, label), legalName, plain);
}

export interface SpanType {
  readonly layer: string;
  readonly label: string | null;
  readonly isSubSpan: boolean;
}

/** Layer and label of a type: from the manifest; without one by its first word, triggers of events as such. */
export function readType(type: string, isTrigger: boolean, names: NameReader): SpanType {
  const known = names.find('type', type);
  if (known !== null) return { ...parseSpanName(known.original), isSubSpan: known.kind === 'sub-span' };
  const prefixed = PREFIXED.exec(type);
  if (prefixed !== null) {
    return { layer: (prefixed[1] as string).toLowerCase(), label: prefixed[2] ?? null, isSubSpan: false };
  }
  if (type === 'Entity') return { layer: 'entity', label: null, isSubSpan: false };
  return { layer: isTrigger ? 'event' : 'entity', label: type, isSubSpan: false };
}
