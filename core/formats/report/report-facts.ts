import type { ExportedDocument } from '../shared/exported.ts';

/** What a report states of the project besides what its documents tell. `null` where unknown: then it is left out. */
export interface ReportFacts {
  readonly project: string | null;
  readonly scheme: string | null;
  /** ISO 8601. */
  readonly exportedAt: string | null;
  /** Sentences that say what was left out by choice. */
  readonly filters: readonly string[];
}

export const NO_FACTS: ReportFacts = { project: null, scheme: null, exportedAt: null, filters: [] };

export interface Counted {
  readonly layer: string;
  readonly label: string | null;
  readonly count: number;
}

/** How many annotations of each label, by the order of the layers and then by label. */
export function countLabels(
  documents: readonly ExportedDocument[],
  layers: readonly string[],
): readonly Counted[] {
  const counts = new Map<string, Counted>();
  for (const { layer, label } of documents.flatMap(({ annotations }) => annotations)) {
    const key = JSON.stringify([layer, label]);
    counts.set(key, { layer, label, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) =>
      layers.indexOf(a.layer) - layers.indexOf(b.layer) ||
      ((a.label ?? '') < (b.label ?? '') ? -1 : (a.label ?? '') > (b.label ?? '') ? 1 : 0),
  );
}

/** The head of a report: what it is of, as pairs of a name and a text. */
export function reportHead(
  documents: readonly ExportedDocument[],
  layers: readonly string[],
  facts: ReportFacts,
): readonly (readonly [string, string])[] {
  const annotations = documents.flatMap((one) => one.annotations);
  const relations = documents.reduce((sum, one) => sum + one.relations.length, 0);
  const unique = (names: readonly (string | null)[]): string =>
    [...new Set(names.filter((name) => name !== null))].sort().join(', ');
  const versions = unique(
    annotations.map(({ schemeVersion }) => (schemeVersion === null ? null : String(schemeVersion))),
  );
  const rows: (readonly [string, string | null])[] = [
    ['Project', facts.project],
    ['Scheme', facts.scheme],
    ['Scheme version', versions],
    ['Annotators', unique(annotations.map(({ annotator }) => annotator?.name ?? annotator?.id ?? null))],
    ['Exported', facts.exportedAt],
    ['Layers', layers.join(', ')],
    ['Documents', String(documents.length)],
    ['Annotations', String(annotations.length)],
    ['Relations', String(relations)],
    ['Left out', facts.filters.join(' ')],
  ];
  return rows.flatMap(([name, text]) => (text === null || text === '' ? [] : [[name, text] as const]));
}
