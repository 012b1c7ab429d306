import { useQuery } from '@tanstack/react-query';
import { ask, type DocumentRow } from './bridge.ts';
import { queryKeys } from './query-client.ts';

/** The rows of all documents of the project; undefined until they have been read. */
export function useAllDocuments(): readonly DocumentRow[] | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.documents(''),
    queryFn: () => ask('document.list', { search: '' }),
  });
  return data?.documents;
}
