import type { Annotation, Fragment } from '#model/annotation.ts';
import { fragmentsEqual, normaliseFragments } from '#model/fragment.ts';
import { currentDocument } from '../client/open-document.ts';
import { t } from '../i18n/i18n.ts';
import { focusArticle, selectAnnotation, useDesk } from '../state/desk.ts';
import { announce } from '../state/notices.ts';
import { place, selectedAnnotation, setFragments } from './spans.ts';

/** What the selected text would be added to: the span that is selected, or was last. */
export function spanToAddTo(): Annotation | null {
  const { lastId } = useDesk.getState();
  return (lastId && currentDocument()?.annotations.get(lastId)) ?? null;
}

/** Makes the selected text a part of the last span: one step of undo. A part that touches another becomes one with it. */
export function addPart(): void {
  const { article, selection } = useDesk.getState();
  const fragment = (article?.selection() ?? selection)?.fragment;
  const annotation = spanToAddTo();
  if (!fragment || fragment.end <= fragment.start || !annotation) {
    announce(t('parts.nothing'));
    return;
  }
  const fragments = normaliseFragments([...annotation.fragments, fragment]);
  if (fragmentsEqual(fragments, annotation.fragments)) {
    announce(t('parts.within'));
    return;
  }
  article?.setSelection({ start: fragment.end, end: fragment.end });
  useDesk.setState({ selection: null });
  // The bar goes, and its button may have had the keyboard.
  focusArticle();
  // Only then does the span reach to the caret; before, it would be left and given up.
  void setFragments(annotation.id, fragments).then(() => selectAnnotation(annotation.id));
}

/** Takes the part at the caret, or else the last, out of the selected span; its only part stays. */
export function removePart(): void {
  const annotation = selectedAnnotation();
  if (!annotation || annotation.fragments.length < 2) {
    announce(t('parts.single'));
    return;
  }
  const part = partAtCaret(annotation) ?? annotation.fragments.at(-1);
  void setFragments(
    annotation.id,
    annotation.fragments.filter((fragment) => fragment !== part),
  );
}

function partAtCaret({ fragments }: Annotation): Fragment | undefined {
  const at = place();
  return at === null ? undefined : fragments.find(({ start, end }) => start <= at && at <= end);
}
