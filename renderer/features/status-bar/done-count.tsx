import { useTranslation } from 'react-i18next';
import { useAllDocuments } from '../../client/all-documents.ts';

/** How many documents the annotator at work has done. */
export function DoneCount() {
  const { t } = useTranslation();
  const rows = useAllDocuments();
  if (!rows || rows.length === 0) return null;
  const done = rows.filter(({ state }) => state === 'submitted' || state === 'accepted').length;
  return <span>{t('status.done', { done, documents: t('documents.count', { count: rows.length }) })}</span>;
}
