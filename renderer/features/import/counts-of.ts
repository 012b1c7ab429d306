import { t } from '../../i18n/i18n.ts';

/** How much of each there is, as short phrases; what there is none of is not said, but for documents. */
export function countsOf(counts: {
  readonly documents: number;
  /** Whose text is in the project. */
  readonly same: number;
  /** Whose text is twice in the import, and not in the project. */
  readonly twice: number;
  /** That go in. */
  readonly annotations: number;
  /** That stay out by what becomes of their labels. */
  readonly leftOut: number;
  readonly relations: number;
}): string[] {
  const { documents, same, twice, annotations, leftOut, relations } = counts;
  const phrases: string[] = [t('importing.contents', { count: documents })];
  if (same > 0) phrases.push(t('importing.same', { count: same }));
  if (twice > 0) phrases.push(t('importing.twice', { count: twice }));
  if (annotations > 0) {
    const spans = t('importing.spans', { count: annotations });
    phrases.push(leftOut > 0 ? t('importing.moreLeftOut', { spans, count: leftOut }) : spans);
  } else if (leftOut > 0) phrases.push(t('importing.allLeftOut', { count: leftOut }));
  if (relations > 0) phrases.push(t('importing.relations', { count: relations }));
  return phrases;
}
