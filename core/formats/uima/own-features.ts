import type { Origin } from '#model/annotation.ts';
import { ORIGINS } from '#model/annotation.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import type { CasStructure } from './cas.ts';
import { OWN } from './cas.ts';
import { textOf } from './spans.ts';

/** Who made a span or relation, where the file says so; CAS itself does not. */
export function annotatorOf(structure: CasStructure): AnnotatorRef | null {
  const id = textOf(structure, OWN.annotatorId);
  const name = textOf(structure, OWN.annotator);
  return id === null && name === null ? null : { id, name };
}

export function originOf(structure: CasStructure): Origin | null {
  const stated = textOf(structure, OWN.origin);
  return ORIGINS.find((origin) => origin === stated) ?? null;
}

export function schemeVersionOf(structure: CasStructure): number | null {
  const stated = textOf(structure, OWN.schemeVersion);
  return stated !== null && /^[1-9]\d{0,8}$/.test(stated) ? Number(stated) : null;
}
