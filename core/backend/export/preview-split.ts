import type { ResponseOf } from '#contract/contract.ts';
import type { SplitGroup, SplitPlan } from '#formats/split/split-plan.ts';
import { asId, type DocumentId } from '#model/ids.ts';
import type { ProjectReader } from '../session.ts';

/** How many groups and how many of their documents are told: more nobody looks through. */
const MOST_GROUPS = 200;
const MOST_MEMBERS = 50;

type SplitPreview = ResponseOf<'export.split'>;

/** A split as the user looks at it: the largest groups first. */
export function splitPreviewOf(
  reader: ProjectReader,
  { documents, labels, groups }: SplitPlan,
): SplitPreview {
  const shown = groups.toSorted((a, b) => b.documents.length - a.documents.length).slice(0, MOST_GROUPS);
  return {
    documents: { ...documents },
    labels: labels.map(({ layer, label, counts }) => ({ layer: asId(layer), label, counts: { ...counts } })),
    groups: shown.map((group) => groupPreviewOf(reader, group)),
    groupCount: groups.length,
    grouped: groups.reduce((sum, group) => sum + group.documents.length, 0),
  };
}

function groupPreviewOf(
  reader: ProjectReader,
  { split, documents }: SplitGroup,
): SplitPreview['groups'][number] {
  return {
    split,
    size: documents.length,
    documents: documents.slice(0, MOST_MEMBERS).map((text) => {
      const id = asId<DocumentId>(text);
      return { id, title: reader.document(id)?.title ?? '' };
    }),
  };
}
