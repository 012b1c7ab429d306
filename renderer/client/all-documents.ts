import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask, type DocumentRow } from './bridge.ts';
import { queryKeys } from './query-client.ts';

/** The rows of all documents, as `document.list` gives them. */
export const allDocuments = queryOptions({
  queryKey: queryKeys.documents(''),
  queryFn: () => ask('document.list', { search: '' }),
});

/**
 * What `select` says of the rows of all documents; undefined until they have been read. Drawn anew only where that is
 * another value, so let it be a plain one.
 */
export function useAllDocuments<Part extends string | number | boolean>(
  select: (rows: readonly DocumentRow[]) => Part,
): Part | undefined {
  const { data } = useQuery({
    ...allDocuments,
    select: ({ documents }) => select(documents),
  });
  return data;
}
