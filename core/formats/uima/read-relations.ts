import type { ExchangeRelation } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import type { Placed } from '../shared/finish-document.ts';
import type { IndexedLink } from './attributes.ts';
import type { CasStructure } from './cas.ts';
import { OWN, shortName } from './cas.ts';
import { layerOfType } from './names.ts';
import { annotatorOf } from './own-features.ts';
import type { ReadSpan } from './spans.ts';
import { textOf } from './spans.ts';
import type { Structures } from './structures.ts';
import type { Tally } from './tally.ts';

/** What the spans of a document are known by while it is read. */
export interface SpanIndex {
  /** The span that a structure is, or is a fragment of. */
  spanOf(structure: CasStructure | undefined): ReadSpan | null;
  isStretch(span: ReadSpan): boolean;
  /** The id of the annotation, given to it where it had none: something points at it. */
  idOf(span: ReadSpan): string;
}

export interface ReadRelations {
  readonly relations: readonly Placed<ExchangeRelation>[];
  readonly links: ReadonlyMap<ReadSpan, readonly IndexedLink[]>;
  /** Structures that stand for a relation: the links of slots. */
  readonly used: ReadonlySet<CasStructure>;
}

/**
 * Relations are structures with a governor and a dependent; the slots of INCEpTION (a feature with links, each with a
 * role and a target) and features that point at another span become relations too, of the role's or feature's name.
 */
export function readRelations(
  relationStructures: readonly CasStructure[],
  spans: readonly ReadSpan[],
  index: SpanIndex,
  structures: Structures,
  annotator: AnnotatorRef | null,
  counted: Tally,
): ReadRelations {
  const relations: Placed<ExchangeRelation>[] = [];
  const links = new Map<ReadSpan, IndexedLink[]>();
  const used = new Set<CasStructure>();
  const add = (structure: CasStructure, type: string, source: ReadSpan, target: ReadSpan, isOwn: boolean) =>
    relations.push({
      line: structure.line,
      item: {
        id: isOwn ? textOf(structure, OWN.id) : null,
        type,
        source: index.idOf(source),
        target: index.idOf(target),
        annotator: (isOwn ? annotatorOf(structure) : null) ?? annotator,
        createdAt: isOwn ? textOf(structure, OWN.createdAt) : null,
      },
    });

  for (const structure of relationStructures) {
    const type = typeOf(structure);
    const source = index.spanOf(structures.targetsOf(structure.features.get('Governor'))[0]);
    const target = index.spanOf(structures.targetsOf(structure.features.get('Dependent'))[0]);
    if (source === null || target === null || index.isStretch(source)) {
      counted.add(structure.line, `A relation “${type}” has an end that is not among the spans; left out.`);
      continue;
    }
    const at = linkIndex(structure);
    if (at !== null) {
      const link = index.isStretch(target)
        ? ({ kind: 'fragments', fragments: target.fragments } as const)
        : ({ kind: 'annotation', id: index.idOf(target) as never } as const);
      const indexed = { attribute: type, index: at, link };
      const before = links.get(source);
      if (before === undefined) links.set(source, [indexed]);
      else before.push(indexed);
    } else if (index.isStretch(target)) {
      counted.add(structure.line, `A relation “${type}” has an end that is no annotation; left out.`);
    } else {
      add(structure, type, source, target, true);
      for (const feature of structure.features.keys()) {
        if (KNOWN.has(feature)) continue;
        counted.add(structure.line, `The feature “${feature}” of relations is not taken.`);
      }
    }
  }

  for (const span of spans) {
    if (index.isStretch(span)) continue;
    for (const [feature, value] of span.structures[0].features) {
      if (value.is !== 'refs' || structures.textsOf(value).length > 0) continue;
      const targets = structures.targetsOf(value);
      for (const target of targets) {
        const slot = structures.targetsOf(target.features.get('target'))[0];
        const isSlot = target.begin === null && slot !== undefined;
        const found = index.spanOf(isSlot ? slot : target);
        if (isSlot) used.add(target);
        if (found === null || index.isStretch(found)) {
          counted.add(
            span.structures[0].line,
            `The feature “${feature}” points at a ${shortName(target.type)}, which is not taken.`,
          );
        } else {
          add(target, (isSlot ? textOf(target, 'role') : null) || feature, span, found, false);
        }
      }
      if (targets.length === 0 && value.ids.length > 0) {
        counted.add(
          span.structures[0].line,
          `The feature “${feature}” points at nothing that is in the file.`,
        );
      }
    }
  }
  return { relations, links, used };
}

const KNOWN: ReadonlySet<string> = new Set([
  'Governor',
  'Dependent',
  'label',
  'value',
  'DependencyType',
  ...Object.values(OWN),
]);

function typeOf(structure: CasStructure): string {
  return (
    textOf(structure, 'label') ||
    textOf(structure, 'value') ||
    textOf(structure, 'DependencyType') ||
    layerOfType(structure.type)
  );
}

function linkIndex(structure: CasStructure): number | null {
  const stated = textOf(structure, OWN.link);
  return stated !== null && /^\d{1,4}$/.test(stated) ? Number(stated) : null;
}
