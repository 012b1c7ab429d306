import type { ExportedDocument } from '../shared/exported.ts';
import { compareAlphabetically } from './alphabetical.ts';
import { IDS_AS_NAMES, type ReportNames } from './report-names.ts';

/** What a report states of the project besides what its documents tell. `null` where unknown: then it is left out. */
export interface ReportFacts {
  readonly project: string | null;
  readonly scheme: string | null;
  readonly names: ReportNames;
  /** ISO 8601. */
  readonly exportedAt: string | null;
  /** Sentences that say what was left out by choice. */
  readonly filters: readonly string[];
}

export const NO_FACTS: ReportFacts = {
  project: null,
  scheme: null,
  names: IDS_AS_NAMES,
  exportedAt: null,
  filters: [],
};

/** By ids; reports show their names. */
export interface Counted {
  readonly layer: string;
  readonly label: string | null;
  readonly count: number;
}

/** What a report says of all its documents at its head, counted one by one. */
export interface ReportCounts {
  add(exported: ExportedDocument): void;
  /** How many annotations of each label, by the order of the layers and then by label. */
  labels(): readonly Counted[];
  /** What the report is of, as pairs of a name and a text. */
  head(): readonly (readonly [string, string])[];
}

export function createReportCounts(layers: readonly string[], facts: ReportFacts): ReportCounts {
  const counts = new Map<string, Counted>();
  const versions = new Set<string>();
  const annotators = new Set<string>();
  const sums = { documents: 0, annotations: 0, relations: 0 };
  const list = (names: ReadonlySet<string>): string => [...names].sort(compareAlphabetically).join(', ');
  const labelOf = ({ layer, label }: Counted): string =>
    label === null ? '' : facts.names.label(layer, label);
  return {
    add({ annotations, relations }) {
      sums.documents += 1;
      sums.annotations += annotations.length;
      sums.relations += relations.length;
      for (const { layer, label, schemeVersion, annotator } of annotations) {
        const key = JSON.stringify([layer, label]);
        counts.set(key, { layer, label, count: (counts.get(key)?.count ?? 0) + 1 });
        if (schemeVersion !== null) versions.add(String(schemeVersion));
        const name = annotator?.name ?? annotator?.id ?? null;
        if (name !== null) annotators.add(name);
      }
    },
    labels: () =>
      [...counts.values()].sort(
        (a, b) =>
          layers.indexOf(a.layer) - layers.indexOf(b.layer) || compareAlphabetically(labelOf(a), labelOf(b)),
      ),
    head() {
      const rows: (readonly [string, string | null])[] = [
        ['Project', facts.project],
        ['Scheme', facts.scheme],
        ['Scheme version', list(versions)],
        ['Annotators', list(annotators)],
        ['Exported', facts.exportedAt],
        ['Layers', layers.map(facts.names.layer).join(', ')],
        ['Documents', String(sums.documents)],
        ['Annotations', String(sums.annotations)],
        ['Relations', String(sums.relations)],
        ['Left out', facts.filters.join(' ')],
      ];
      return rows.flatMap(([name, text]) => (text === null || text === '' ? [] : [[name, text] as const]));
    },
  };
}
