import type { AttributeValue } from '#model/annotation.ts';
import type { Choice, Layer } from '#model/scheme.ts';
import type { KeyPlace } from '../../commands/dispatch.ts';
import { useDesk } from '../../state/desk.ts';
import {
  answerAttribute,
  cancel,
  chooseAttribute,
  chooseLabel,
  finish,
  startTagging,
  type TaggingStep,
} from './flow.ts';

/** The key that says "there is none" while an attribute is asked for. */
export const NONE_KEY = '-';

/** Choices of an attribute as they are offered, yes and no for a flag. */
export function choicesOf(
  attribute: { readonly type: string; readonly choices?: readonly Choice[] },
  words: { readonly yes: string; readonly no: string },
): readonly Choice[] {
  if (attribute.type !== 'flag') return attribute.choices ?? [];
  return [
    { id: 'yes', name: words.yes, key: 'y' },
    { id: 'no', name: words.no, key: 'n' },
  ];
}

/**
 * The keys while a label or attribute is being chosen: they choose it whatever has the focus, except fields
 * elsewhere. Answers whether the key was taken; other plain keys are taken too, so that nothing happens by accident.
 */
export function takeFlowKey(
  event: KeyboardEvent,
  place: KeyPlace,
  step: TaggingStep,
  layers: readonly Layer[],
): boolean {
  const bar = event.target instanceof Element && event.target.closest('[data-tagging-bar]') !== null;
  if (
    step.is === 'idle' ||
    (place.dialog && !bar) ||
    (!place.text && !bar && event.target !== document.body)
  ) {
    return false;
  }
  if (event.key === 'Escape' && !place.field) {
    if (step.is === 'label') cancel();
    else finish();
    return true;
  }
  if (place.field || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.key === 'Enter' && place.text) {
    // Enter never does what it does in the text while something is asked.
    if (step.is === 'attribute') answerAttribute(pickedStretch(step));
    return true;
  }
  if (event.key.length !== 1 || event.key === ' ') return false;
  const key = event.key.toLowerCase();
  const has = (item: { readonly key: string }): boolean => item.key.toLowerCase() === key;
  if (step.is === 'label') {
    const label = step.layer.labels.find((each) => !each.archived && has(each));
    const layer = layers.find(has);
    if (label) chooseLabel(label);
    else if (layer && !step.relabel) startTagging(layer);
  } else if (step.is === 'attribute') {
    const choice = choicesOf(step.attribute, { yes: '', no: '' }).find(has);
    if (choice) answerAttribute({ is: 'values', values: [choice.id] });
    else if (key === NONE_KEY) answerAttribute({ is: 'none' });
  } else {
    const attribute = step.attributes[Number(key) - 1];
    if (attribute) chooseAttribute(attribute);
  }
  return true;
}

/** The text selected for a link that may point at a stretch of text. */
function pickedStretch(step: Extract<TaggingStep, { readonly is: 'attribute' }>): AttributeValue | null {
  const { selection, picking } = useDesk.getState();
  if (!picking || !selection || !step.attribute.targetKinds?.includes('fragments')) return null;
  return { is: 'links', links: [{ kind: 'fragments', fragments: [selection.fragment] }] };
}
