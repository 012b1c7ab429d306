import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { Annotation, Relation } from '#model/annotation.ts';
import type { Change } from '#model/change.ts';
import type { DocumentRecord, DocumentState } from '#model/document.ts';
import type { AnnotationId, AnnotatorId, DocumentId } from '#model/ids.ts';
import { unpackAnnotations } from '#model/packed-annotations.ts';
import { inNextFrame, subscribedLater, useAfterPaint } from './after-paint.ts';
import { type AnnotationStore, createAnnotationStore } from './annotation-source.ts';
import { call } from './bridge.ts';
import { applyRelations, deltaOf } from './document-changes.ts';
import { queryClient, queryKeys } from './query-client.ts';

/** The document on the desk. Its annotations live in a store of their own so that a change costs no new list here. */
export interface OpenDocument {
  readonly document: DocumentRecord;
  readonly text: string;
  readonly state: DocumentState;
  readonly relations: readonly Relation[];
  readonly annotations: AnnotationStore;
}

interface OpenDocumentState {
  /** The document asked for; `open` follows when it has been read. */
  readonly documentId: DocumentId | null;
  readonly open: OpenDocument | null;
  /** Why the document asked for could not be read. */
  readonly problem: string | null;
}

export const useOpenDocument = create<OpenDocumentState>(() => ({
  documentId: null,
  open: null,
  problem: null,
}));

let workingAnnotator: (() => AnnotatorId | null) | null = null;
/** True where something changed while a read was under way, so that the read must be repeated. */
let readAgain = false;
let reading = false;

/** Tells the store who is at work; states of other annotators are not shown. */
export function setWorkingAnnotator(source: () => AnnotatorId | null): void {
  workingAnnotator = source;
}

export function currentDocument(): OpenDocument | null {
  return useOpenDocument.getState().open;
}

export function closeDocument(): void {
  useOpenDocument.setState({ documentId: null, open: null, problem: null });
}

/** Opens a document; the one open before stays until this one has been read. */
export async function openDocument(documentId: DocumentId): Promise<void> {
  if (useOpenDocument.getState().documentId === documentId) return;
  useOpenDocument.setState({ documentId, problem: null });
  await readDocument(documentId);
}

async function readDocument(documentId: DocumentId): Promise<void> {
  reading = true;
  do {
    readAgain = false;
    const reply = await call('document.read', { documentId });
    if (useOpenDocument.getState().documentId !== documentId) return;
    if (readAgain) continue;
    if (!reply.ok && reply.error.code === 'document.not-found') {
      closeDocument();
      // The list may have come while the document still seemed open; it shows another one where none is.
      void queryClient.invalidateQueries({ queryKey: queryKeys.allDocuments });
      break;
    }
    if (!reply.ok) {
      useOpenDocument.setState({ open: null, problem: reply.error.message });
      continue;
    }
    const { document, text, state, relations } = reply.value;
    const annotations = unpackAnnotations(reply.value.annotations, documentId, text);
    const open = currentDocument();
    if (open?.document.id === documentId && open.text === text) {
      replaceAnnotations(open.annotations, annotations);
      useOpenDocument.setState({ open: { ...open, document, state, relations } });
    } else {
      const store = createAnnotationStore(annotations);
      useOpenDocument.setState({ open: { document, text, state, relations, annotations: store } });
    }
  } while (readAgain);
  reading = false;
}

/** Reads the open document again, as when another annotator takes over: the state shown is theirs. */
export function rereadDocument(): void {
  const { documentId } = useOpenDocument.getState();
  if (reading) readAgain = true;
  else if (documentId) void readDocument(documentId);
}

function replaceAnnotations(store: AnnotationStore, annotations: readonly Annotation[]): void {
  const kept = new Set(annotations.map(({ id }) => id));
  const removed = store.all().flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  store.apply({ put: annotations, removed });
}

/** Applies what the backend said has changed; null means too much to list, so the document is read again. */
export function documentChanged(changes: readonly Change[] | null): void {
  const { documentId, open } = useOpenDocument.getState();
  if (!documentId) return;
  if (reading) readAgain = true;
  const annotatorId = workingAnnotator?.() ?? null;
  if (changes === null || !annotatorId) {
    rereadDocument();
    return;
  }
  if (!open || open.document.id !== documentId) return;
  const delta = deltaOf(changes, documentId, annotatorId);
  if (delta.document === 'gone') {
    closeDocument();
    return;
  }
  open.annotations.apply({ put: delta.put, removed: delta.removed });
  const relations = applyRelations(open.relations, delta);
  if (relations === open.relations && delta.document === null && delta.state === null) return;
  useOpenDocument.setState({
    open: {
      ...open,
      relations,
      document: delta.document ?? open.document,
      state: delta.state ?? open.state,
    },
  });
}

const NOTHING: readonly Annotation[] = [];
const noSubscription = () => () => {};
const nothing = () => NOTHING;
const NO_LAYER: ReturnType<AnnotationStore['byLayer']> = new Map();
const noLayer = () => NO_LAYER;
const subscriptions = new WeakMap<AnnotationStore, (listener: () => void) => () => void>();

function subscriptionOf(store: AnnotationStore): (listener: () => void) => () => void {
  const known = subscriptions.get(store);
  if (known) return known;
  const made = subscribedLater(store.subscribe, inNextFrame);
  subscriptions.set(store, made);
  return made;
}

/** One annotation of the open document, with the frame after it changes: for what need not be drawn anew with all others. */
export function useAnnotation(id: AnnotationId | null): Annotation | undefined {
  const store = useOpenDocument((state) => state.open?.annotations ?? null);
  return useSyncExternalStore(store ? subscriptionOf(store) : noSubscription, () =>
    id === null ? undefined : store?.get(id),
  );
}

/**
 * The annotations of the open document, in the order of the text: a list that follows them with the next frame,
 * and another document once that has been painted.
 */
export function useAnnotations(): readonly Annotation[] {
  const store = useAfterPaint(useOpenDocument, (state) => state.open?.annotations ?? null);
  return useSyncExternalStore(store ? subscriptionOf(store) : noSubscription, store?.all ?? nothing);
}

/** The same by layer, as the annotation store says it. */
export function useAnnotationsByLayer(): ReturnType<AnnotationStore['byLayer']> {
  const store = useAfterPaint(useOpenDocument, (state) => state.open?.annotations ?? null);
  return useSyncExternalStore(store ? subscriptionOf(store) : noSubscription, store?.byLayer ?? noLayer);
}
