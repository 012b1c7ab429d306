import { create } from 'zustand';
import type { Change } from '#model/change.ts';
import { inNextFrame } from './after-paint.ts';
import type { DocumentRow } from './bridge.ts';
import { ask, type HistoryState, onEvent, type ProjectInfo } from './bridge.ts';
import { patchRows } from './document-rows.ts';
import { closeDocument, documentChanged, rereadDocument, setWorkingAnnotator } from './open-document.ts';
import { queryClient, queryKeys } from './query-client.ts';

interface ProjectState {
  /** False until the backend has said whether a project is open. */
  readonly known: boolean;
  readonly project: ProjectInfo | null;
  /** When the last change reached the disk: only ever what the backend said. */
  readonly savedAt: string | null;
  readonly history: HistoryState;
}

const NO_HISTORY: HistoryState = { undo: null, redo: null };

export const useProject = create<ProjectState>(() => ({
  known: false,
  project: null,
  savedAt: null,
  history: NO_HISTORY,
}));

/** The scheme of the open project; only for code that runs while one is open. */
export function currentProject(): ProjectInfo | null {
  return useProject.getState().project;
}

/** Takes over what a call or event said about the open project. */
export function takeProject(project: ProjectInfo | null): void {
  const before = useProject.getState().project;
  const other = before?.id !== project?.id;
  if (other) {
    closeDocument();
    queryClient.removeQueries({ queryKey: queryKeys.allDocuments });
  } else if (before?.annotator.id !== project?.annotator.id) {
    void queryClient.invalidateQueries({ queryKey: queryKeys.allDocuments });
    rereadDocument();
  }
  useProject.setState((state) => ({
    known: true,
    project,
    savedAt: other ? (project?.savedAt ?? null) : state.savedAt,
    history: other ? NO_HISTORY : state.history,
  }));
  void queryClient.invalidateQueries({ queryKey: queryKeys.recents });
  if (project && other) void readHistory();
}

async function readHistory(): Promise<void> {
  const project = currentProject();
  const history = await ask('history.read', {}).catch(() => NO_HISTORY);
  if (currentProject()?.id === project?.id) useProject.setState({ history });
}

/** Counts and titles of the listed documents after a change; the list is read again only where it must be. */
function refreshRows(changes: readonly Change[] | null): void {
  const annotatorId = currentProject()?.annotator.id;
  if (!changes || !annotatorId) {
    void queryClient.invalidateQueries({ queryKey: queryKeys.allDocuments });
    return;
  }
  type Listed = { readonly documents: readonly DocumentRow[]; readonly total: number };
  for (const [key, listed] of queryClient.getQueriesData<Listed>({ queryKey: queryKeys.allDocuments })) {
    if (!listed) continue;
    const documents = patchRows(listed.documents, changes, annotatorId);
    if (documents === null) void queryClient.invalidateQueries({ queryKey: key });
    else if (documents !== listed.documents) queryClient.setQueryData(key, { ...listed, documents });
  }
}

/** Connects the stores to the backend's events and asks what is open. Call once, at the start. */
export async function startClient(): Promise<void> {
  setWorkingAnnotator(() => currentProject()?.annotator.id ?? null);
  onEvent('project.changed', ({ project }) => takeProject(project));
  onEvent('record.changed', ({ changes, savedAt, history }) => {
    // Put down first, because the query cache tells of its rows by a microtask: one before that in which React draws all
    // that follows is still in time for the same drawing.
    inNextFrame(() => refreshRows(changes));
    documentChanged(changes);
    useProject.setState({ savedAt, history });
  });
  takeProject(await ask('project.read', {}));
}
