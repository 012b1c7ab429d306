import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { ListBox, ListLayout, Virtualizer } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Annotator } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';
import type { Layer } from '#model/scheme.ts';
import { showDocument, showSomeDocument } from '../../actions/documents.ts';
import { chooseFilesToImport, chooseFolderToImport } from '../../actions/importing.ts';
import { offeredLayers } from '../../actions/lookup.ts';
import { stepMatch } from '../../actions/matches.ts';
import { ask, type DocumentRow, type ProjectInfo } from '../../client/bridge.ts';
import { useOpenDocument } from '../../client/open-document.ts';
import { queryClient, queryKeys } from '../../client/query-client.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { t } from '../../i18n/i18n.ts';
import { applySearch, searchDocuments, useDocumentSearch } from '../../state/document-search.ts';
import { showPane } from '../../state/panes.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/field.tsx';
import { revealBetween } from '../../ui/reveal-between.ts';
import styles from './document-list.module.css';
import { DocumentListRow, ListedRows } from './document-row.tsx';

const ROW = 50;

/** The documents of the project with a search over titles and texts. Shows a window of rows, however many there are. */
export function DocumentList({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const { typed, applied } = useDocumentSearch();
  const field = useRef<HTMLInputElement>(null);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'document.search',
        title: t('commands.search'),
        group: 'document',
        keys: ['/'],
        scope: 'page',
        run: () => {
          showPane('left');
          requestAnimationFrame(() => field.current?.select());
        },
      },
    ],
    [t],
  );
  useCommands(commands);

  return (
    <div className={styles.pane}>
      <div className={styles.top}>
        <div className={styles.line}>
          <h2>{t('panes.documents')}</h2>
          <Count search={applied} />
        </div>
        <SearchField
          label={t('documents.search')}
          clearLabel={t('documents.clear')}
          hint={t('documents.searchHint')}
          value={typed}
          onChange={searchDocuments}
          inputRef={field}
          onSubmit={() => void goOn()}
        />
      </div>
      <Found search={applied} project={project} />
    </div>
  );
}

/** The documents that a search finds; those of the search before while this one is under way. */
const listedBy = (search: string) =>
  queryOptions({
    queryKey: queryKeys.documents(search),
    queryFn: () => ask('document.list', { search }),
    placeholderData: keepPreviousData,
  });

/** How many documents are listed. */
function Count({ search }: { readonly search: string }) {
  const { data } = useQuery({
    ...listedBy(search),
    select: ({ documents, total }) =>
      search === ''
        ? t('documents.count', { count: total })
        : t('documents.found', { found: documents.length, total }),
  });
  return <span>{data}</span>;
}

/** The list, drawn anew with each change of a row and so apart from what stands above it. */
function Found({ search, project }: { readonly search: string; readonly project: ProjectInfo }) {
  const documentId = useOpenDocument((state) => state.documentId);
  const layers = useMemo(() => offeredLayers(project.scheme), [project.scheme]);
  const answer = useQuery(listedBy(search));
  const rows = answer.data?.documents ?? NO_ROWS;
  /** As it was with the open document in it. */
  const before = useRef(NO_ROWS);
  const known = answer.isSuccess && !answer.isPlaceholderData;
  // Not when a document is closed: it is still in the rows, until they are read again.
  useEffect(() => {
    if (!known) return;
    showSomeDocument(rows, before.current);
    const { documentId: shown } = useOpenDocument.getState();
    if (rows.some(({ id }) => id === shown)) before.current = rows;
  }, [rows, known]);
  return (
    <>
      {answer.isError && (
        <p className={styles.empty}>{t('documents.problem', { message: answer.error.message })}</p>
      )}
      {answer.isSuccess && rows.length === 0 ? (
        <EmptyList searched={search} />
      ) : (
        <Rows rows={rows} layers={layers} annotators={project.annotators} documentId={documentId} />
      )}
    </>
  );
}

/** Enter in the search field: to the next match in the document on the desk, or to the first document that is found. */
async function goOn(): Promise<void> {
  const isOther = applySearch();
  const { applied } = useDocumentSearch.getState();
  if (applied === '') return;
  const { documents } = await queryClient.fetchQuery({
    ...listedBy(applied),
    staleTime: isOther ? 0 : Infinity,
  });
  const { documentId } = useOpenDocument.getState();
  const [first] = documents;
  if (documents.some(({ id }) => id === documentId)) {
    // Another search has its first match shown already.
    if (!isOther) stepMatch(1);
  } else if (first) void showDocument(first.id);
}

const NO_ROWS: readonly DocumentRow[] = [];

interface RowsProps {
  readonly rows: readonly DocumentRow[];
  readonly layers: readonly Layer[];
  readonly annotators: readonly Annotator[];
  readonly documentId: DocumentId | null;
}

/**
 * The list itself follows only what documents there are: a change to one, such as the count of its spans, is drawn by
 * its row alone.
 */
function Rows({ rows, ...more }: RowsProps) {
  const [listed, setListed] = useState(rows);
  const same =
    rows === listed ||
    (rows.length === listed.length &&
      rows.every(({ id, title }, at) => id === listed[at]?.id && title === listed[at].title));
  if (!same) setListed(rows);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  return (
    <ListedRows.Provider value={byId}>
      <DocumentListBox rows={same ? listed : rows} {...more} />
    </ListedRows.Provider>
  );
}

const DocumentListBox = memo(({ rows, layers, annotators, documentId }: RowsProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  // Another document on the desk or other rows: where it is listed, it is in sight.
  useEffect(() => {
    const place = rows.findIndex(({ id }) => id === documentId);
    if (place < 0) return;
    // A frame later the list is as high as its rows.
    const frame = requestAnimationFrame(
      () => list.current && revealBetween(list.current, place * ROW, (place + 1) * ROW),
    );
    return () => cancelAnimationFrame(frame);
  }, [rows, documentId]);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: ROW }}>
      <ListBox
        ref={list}
        aria-label={t('panes.documents')}
        className={styles.list ?? ''}
        items={rows}
        dependencies={[layers, annotators]}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={documentId ? [documentId] : []}
        onSelectionChange={(keys) => {
          const [chosen] = keys === 'all' ? [] : keys;
          const row = rows.find(({ id }) => id === chosen);
          if (row) void showDocument(row.id, true);
        }}
      >
        {(row) => <DocumentListRow listed={row} layers={layers} annotators={annotators} />}
      </ListBox>
    </Virtualizer>
  );
});

function EmptyList({ searched }: { readonly searched: string }) {
  const { t } = useTranslation();
  if (searched !== '') {
    return <p className={styles.empty}>{t('documents.nothingFound', { search: searched })}</p>;
  }
  return (
    <div className={styles.empty}>
      <strong>{t('documents.none')}</strong>
      <p>{t('documents.noneHint')}</p>
      <Button kind="primary" onPress={() => void chooseFilesToImport()}>
        {t('documents.import')}
      </Button>
      <Button onPress={() => void chooseFolderToImport()}>{t('documents.importFolder')}</Button>
    </div>
  );
}
