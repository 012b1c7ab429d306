import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/bridge.ts';
import { queryKeys } from '../../client/query-client.ts';

/** How many documents the annotator at work has done. */
export function DoneCount() {
  const { t } = useTranslation();
  const all = useQuery({
    queryKey: queryKeys.documents(''),
    queryFn: () => ask('document.list', { search: '' }),
  });
  const rows = all.data?.documents;
  if (!rows || rows.length === 0) return null;
  const done = rows.filter(({ state }) => state === 'submitted' || state === 'accepted').length;
  return <span>{t('status.done', { done, documents: t('documents.count', { count: rows.length }) })}</span>;
}
