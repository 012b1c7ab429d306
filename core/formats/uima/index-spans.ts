import type { FileLog } from '../shared/file-log.ts';
import type { CasStructure } from './cas.ts';
import { OWN } from './cas.ts';
import type { SpanIndex } from './read-relations.ts';
import type { ReadSpan } from './spans.ts';
import { textOf } from './spans.ts';

export interface IndexedSpans {
  readonly index: SpanIndex;
  /** The id that the file gives, or that a relation needed; `null` where nothing asks for one. */
  ownIdOf(span: ReadSpan): string | null;
}

/** Ids of spans: ours where the file has them, the name of the group for fragments, otherwise that of the file. */
export function indexSpans(spans: readonly ReadSpan[], log: FileLog): IndexedSpans {
  const byStructure = new Map<CasStructure, ReadSpan>();
  const ids = new Map<ReadSpan, string>();
  const taken = new Set<string>();
  for (const span of spans) {
    for (const structure of span.structures) byStructure.set(structure, span);
    const own = textOf(span.structures[0], OWN.id);
    const id = own ?? span.group;
    if (id === null || isStretch(span)) continue;
    if (!taken.has(id)) {
      ids.set(span, id);
      taken.add(id);
    } else if (own !== null) {
      log.notice(span.structures[0].line, `The id “${own}” is that of another span; this one gets a new id.`);
    }
  }
  const idOf = (span: ReadSpan): string => {
    const known = ids.get(span);
    if (known !== undefined) return known;
    let id = span.structures[0].id;
    while (taken.has(id)) id = `${id}-`;
    taken.add(id);
    ids.set(span, id);
    return id;
  };
  const spanOf = (structure: CasStructure | undefined) =>
    structure === undefined ? null : (byStructure.get(structure) ?? null);
  return { index: { spanOf, isStretch, idOf }, ownIdOf: (span) => ids.get(span) ?? null };
}

function isStretch(span: ReadSpan): boolean {
  return span.structures[0].features.has(OWN.stretch);
}
