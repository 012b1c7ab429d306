import { t } from '../../i18n/i18n.ts';

/** How much of each there is, as short phrases; what there is none of is not said, but for documents. */
export function countsOf(counts: {
  readonly documents: number;
  /** Whose text is in the project. */
  readonly same: number;
  /** Whose text is twice in the import, and not in the project. */
  readonly twice: number;
  /** That have a place in the scheme. */
  readonly annotations: number;
  /** Of these, which the project or a file before has. */
  readonly sameAnnotations: number;
  /** That stay out by what becomes of their labels. */
  readonly leftOut: number;
  readonly relations: number;
}): string[] {
  const { documents, same, twice, annotations, sameAnnotations, leftOut, relations } = counts;
  const phrases: string[] = [t('importing.contents', { count: documents })];
  if (same > 0) phrases.push(t('importing.same', { count: same }));
  if (twice > 0) phrases.push(t('importing.twice', { count: twice }));
  if (annotations > 0) {
    const found = t('importing.spans', { count: annotations });
    const spans =
      sameAnnotations > 0 ? t('importing.sameSpans', { spans: found, count: sameAnnotations }) : found;
    phrases.push(leftOut > 0 ? t('importing.moreLeftOut', { spans, count: leftOut }) : spans);
  } else if (leftOut > 0) phrases.push(t('importing.allLeftOut', { count: leftOut }));
  if (relations > 0) phrases.push(t('importing.relations', { count: relations }));
  return phrases;
}
