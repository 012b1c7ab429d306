import { useTranslation } from 'react-i18next';
import { useAllDocuments } from '../../client/all-documents.ts';
import type { DocumentRow } from '../../client/bridge.ts';

/** How many documents the annotator at work has done. */
export function DoneCount() {
  const { t } = useTranslation();
  const count = useAllDocuments(countAll) ?? 0;
  const done = useAllDocuments(countDone) ?? 0;
  if (count === 0) return null;
  return <span>{t('status.done', { done, documents: t('documents.count', { count }) })}</span>;
}

function countAll(rows: readonly DocumentRow[]): number {
  return rows.length;
}

function countDone(rows: readonly DocumentRow[]): number {
  return rows.filter(({ state }) => state === 'submitted' || state === 'accepted').length;
}
