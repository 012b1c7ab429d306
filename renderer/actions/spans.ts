import type { Annotation, Fragment } from '#model/annotation.ts';
import type { AnnotationPatch } from '#model/edit.ts';
import { hullOf, normaliseFragments, quoteOf } from '#model/fragment.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Utf16Offset } from '#model/offset.ts';
import { moveEdge, narrow, sentenceAt, widen, wordAt } from '#model/widen.ts';
import { currentDocument } from '../client/open-document.ts';
import { currentProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { caret, selectAnnotation, useDesk } from '../state/desk.ts';
import { announce } from '../state/notices.ts';
import { describe } from './lookup.ts';
import { perform } from './perform.ts';
import { inTurn } from './queue.ts';

/** Spans on their way out: no longer anything to act on. */
const leaving = new Set<AnnotationId>();

/** The selected span of the open document. */
export function selectedAnnotation(): Annotation | undefined {
  const { selectedId } = useDesk.getState();
  if (!selectedId || leaving.has(selectedId)) return undefined;
  return currentDocument()?.annotations.get(selectedId);
}

/** Where the keyboard is in the text: the caret, or the start of the selected span. UTF-16 units. */
export function place(): Utf16Offset | null {
  const { article } = useDesk.getState();
  return article?.caret() ?? caret.at;
}

/**
 * What a tag would cover: the selection; else the selected span while the caret is at it, so that a second span can
 * be laid over the first; else the word (for what names a thing) or the sentence at the caret.
 */
export function tagTarget(unit: 'word' | 'sentence'): readonly Fragment[] | null {
  const open = currentDocument();
  if (!open) return null;
  const selection = useDesk.getState().article?.selection() ?? useDesk.getState().selection;
  if (selection && selection.fragment.end > selection.fragment.start) return [selection.fragment];
  const selected = selectedAnnotation();
  if (selected) return selected.fragments;
  const at = place();
  if (at === null) return null;
  const found =
    unit === 'sentence'
      ? (sentenceAt(open.text, open.document.blocks, at) ?? wordAt(open.text, at))
      : wordAt(open.text, at);
  return found && found.end > found.start ? [found] : null;
}

/** Widens or narrows the selection, beginning at the caret. */
export function resizeSelection(how: 'widen' | 'narrow'): void {
  const open = currentDocument();
  const { article } = useDesk.getState();
  const at = place();
  if (!open || !article || at === null) return;
  const now = article.selection()?.fragment ?? { start: at, end: at };
  const next = (how === 'widen' ? widen : narrow)(open.text, open.document.blocks, now);
  selectAnnotation(null);
  article.setSelection(next, { scroll: true });
  announce(open.text.slice(next.start, next.end));
}

/** Boundaries on their way to the disk, so that the next key starts from them and not from what is stored. */
const underWay = new Map<AnnotationId, readonly Fragment[]>();

/** Moves an end of the selected span, or of the selection where no span is selected. */
export function moveBoundary(edge: 'start' | 'end', direction: 1 | -1, by: 'word' | 'character'): void {
  const open = currentDocument();
  const annotation = selectedAnnotation();
  if (!open) return;
  if (!annotation) {
    const article = useDesk.getState().article;
    const selection = article?.selection();
    if (selection) article?.setSelection(moveEdge(open.text, selection.fragment, edge, direction, by));
    return;
  }
  const fragments = underWay.get(annotation.id) ?? annotation.fragments;
  const index = edge === 'start' ? 0 : fragments.length - 1;
  const moved = fragments.map((fragment, at) =>
    at === index ? moveEdge(open.text, fragment, edge, direction, by) : fragment,
  );
  void setFragments(annotation.id, normaliseFragments(moved));
}

/** Gives a span other boundaries; resolves when they are stored, or refused. */
export function setFragments(id: AnnotationId, fragments: readonly Fragment[]): Promise<void> {
  const text = currentDocument()?.text ?? '';
  underWay.set(id, fragments);
  announce(quoteOf(text, fragments));
  return updateAnnotation(id, { fragments }).then(() => {
    if (underWay.get(id) === fragments) underWay.delete(id);
  });
}

/** Changes a span; one step of undo. */
export function updateAnnotation(annotationId: AnnotationId, patch: AnnotationPatch): Promise<boolean> {
  return inTurn(async () => {
    const done = await perform('annotation.update', { annotationId, patch: patch as never });
    return done !== null;
  });
}

export function deleteSelected(): void {
  const annotation = selectedAnnotation();
  const project = currentProject();
  if (!annotation || !project) return;
  const { id } = annotation;
  leaving.add(id);
  // The selection goes when the span goes, and is told of then: all in one frame.
  const end = currentDocument()?.annotations.subscribe(({ removed }) => {
    if (!removed.includes(id)) return;
    if (useDesk.getState().selectedId === id) selectAnnotation(null);
    const name = t('commands.deleteSpan');
    announce(`${name}: ${describe(project.scheme, annotation)}`);
  });
  void inTurn(() => perform('annotation.delete', { annotationIds: [id] })).then(() => {
    leaving.delete(id);
    end?.();
  });
}

/** Selects a span, brings it into view and, where asked, puts the caret at it. */
export function goTo(id: AnnotationId, options: { readonly focus?: boolean } = {}): void {
  const annotation = currentDocument()?.annotations.get(id);
  const { article } = useDesk.getState();
  if (!annotation) return;
  const hull = hullOf(annotation.fragments);
  selectAnnotation(id);
  article?.setSelection({ start: hull.start, end: hull.start });
  article?.reveal(hull);
  if (options.focus) article?.focus();
}

/** The next or previous span from the selected one or the caret. Says so at the end. */
export function stepSpan(direction: 1 | -1): void {
  const { article, selectedId } = useDesk.getState();
  const open = currentDocument();
  const project = currentProject();
  const from = selectedId ?? place();
  if (!article || !open || !project || from === null) return;
  const next = article.neighbour(from, direction);
  if (!next) {
    const none = open.annotations.all().length === 0;
    announce(none ? t('article.noSpan') : t('article.lastSpan', { key: 'F6' }));
    return;
  }
  goTo(next);
  tell(next);
}

/** Out to the span around the selected one, or in to the first within it. */
export function stepLevel(kind: 'parent' | 'child'): void {
  const { article, selectedId } = useDesk.getState();
  const next = selectedId ? article?.relative(selectedId, kind) : null;
  if (!next) return;
  goTo(next);
  tell(next);
}

/** Selects one after the other of the spans under the caret. */
export function cycleUnderCaret(): void {
  const { article, selectedId } = useDesk.getState();
  const at = place();
  if (!article || at === null) return;
  const under = article.idsAt(at);
  const [first] = under;
  if (!first) return;
  const next = under[(selectedId ? under.indexOf(selectedId) + 1 : 0) % under.length] ?? first;
  selectAnnotation(next);
  tell(next);
}

/** Has a span read out. */
export function tell(id: AnnotationId): void {
  const annotation = currentDocument()?.annotations.get(id);
  const project = currentProject();
  if (annotation && project)
    announce(t('article.selected', { span: describe(project.scheme, annotation, 200) }));
}
