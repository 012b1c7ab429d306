import { create } from 'zustand';
import type { AttributeValue, Fragment } from '#model/annotation.ts';
import { hullOf } from '#model/fragment.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Attribute, Label, Layer } from '#model/scheme.ts';
import { layerOf } from '../../actions/lookup.ts';
import { perform } from '../../actions/perform.ts';
import { inTurn } from '../../actions/queue.ts';
import { selectedAnnotation, tagTarget, updateAnnotation } from '../../actions/spans.ts';
import { currentDocument } from '../../client/open-document.ts';
import { currentProject } from '../../client/project.ts';
import { shorten } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { focusArticle, selectAnnotation, useDesk } from '../../state/desk.ts';
import { announce } from '../../state/notices.ts';
import { hasLinkOptions } from '../../ui/link-options.ts';

/** The span being worked on: known at once, or as soon as the backend has stored it. */
interface Target {
  readonly id: AnnotationId | null;
  readonly stored: Promise<AnnotationId | null>;
}

/** Where tagging stands. Nothing waits for the disk: keys typed ahead are answered in turn. */
export type TaggingStep =
  | { readonly is: 'idle' }
  | {
      readonly is: 'label';
      readonly layer: Layer;
      readonly fragments: readonly Fragment[];
      /** The span whose label is changed; null for a new one. */
      readonly relabel: AnnotationId | null;
    }
  | {
      readonly is: 'attribute';
      readonly layer: Layer;
      readonly fragments: readonly Fragment[];
      readonly attribute: Attribute;
      readonly rest: readonly Attribute[];
      readonly target: Target;
    }
  | {
      readonly is: 'which';
      readonly layer: Layer;
      readonly fragments: readonly Fragment[];
      readonly attributes: readonly Attribute[];
      readonly target: Target;
    };

const IDLE: TaggingStep = { is: 'idle' };

export const useTagging = create<{ readonly step: TaggingStep }>(() => ({ step: IDLE }));

function go(step: TaggingStep): void {
  useTagging.setState({ step });
  useDesk.setState({ preview: step.is === 'label' && !step.relabel ? step.fragments : null });
}

/** Ends the flow and puts the keyboard back into the text. */
export function finish(): void {
  go(IDLE);
  focusArticle();
}

/** Gives up choosing a label: nothing is tagged. The selection stays. */
export function cancel(): void {
  announce(t('tagging.cancelled'));
  finish();
}

/** Begins to tag with a layer. */
export function startTagging(layer: Layer): void {
  const { step } = useTagging.getState();
  const fragments =
    step.is === 'label' ? step.fragments : tagTarget(layer.id === 'entity' ? 'word' : 'sentence');
  if (!fragments) {
    announce(t('tagging.nothing'));
    return;
  }
  go({ is: 'label', layer, fragments, relabel: null });
  if (layer.labels.length === 0) chooseLabel(null);
}

/** Begins to change the label of the selected span. */
export function startRelabelling(): void {
  const project = currentProject();
  const annotation = selectedAnnotation();
  const layer = project && annotation ? layerOf(project.scheme, annotation) : null;
  if (!annotation || !layer || layer.labels.length === 0) return;
  go({ is: 'label', layer, fragments: annotation.fragments, relabel: annotation.id });
}

/** Chooses the label: the span is stored now; what is asked next only adds to it. */
export function chooseLabel(label: Label | null): void {
  const { step } = useTagging.getState();
  const open = currentDocument();
  if (step.is !== 'label' || !open) return;
  const { layer, fragments, relabel } = step;
  if (relabel) {
    void updateAnnotation(relabel, { label: label?.id ?? null });
    finish();
    return;
  }
  const stored = inTurn(async () => {
    const documentId = open.document.id;
    const made = await perform('annotation.create', {
      documentId,
      layer: layer.id,
      label: label?.id ?? null,
      fragments: [...fragments],
    });
    return made?.annotationId ?? null;
  });
  const quote = fragments.map(({ start, end }) => open.text.slice(start, end)).join(' ');
  const { end } = hullOf(fragments);
  useDesk.getState().article?.setSelection({ start: end, end });
  useDesk.setState({ selection: null });
  void stored.then((id) => settle(id, stored, label?.name ?? layer.name, quote));
  askNext(layer, fragments, answerable(quickAttributes(layer), null), { id: null, stored });
}

/** The new span is on the disk: it is the selected one now. */
function settle(
  id: AnnotationId | null,
  stored: Promise<AnnotationId | null>,
  label: string,
  quote: string,
): void {
  const { step } = useTagging.getState();
  const own = (step.is === 'attribute' || step.is === 'which') && step.target.stored === stored;
  if (!id) {
    if (own) finish();
    return;
  }
  if (own) useTagging.setState({ step: { ...step, target: { id, stored } } });
  selectAnnotation(id);
  announce(t('tagging.tagged', { label, quote: shorten(quote, 120) }));
}

/**
 * Gives up asking when the user turns to something else: another stretch is selected, or another span. What has been
 * answered is stored already. Returns the function that ends the watch.
 */
export function watchForTurningAway(): () => void {
  return useDesk.subscribe((now, before) => {
    const { step } = useTagging.getState();
    if (step.is === 'idle' || now.picking) return;
    const { selection } = now;
    const first = step.fragments[0];
    const elsewhere =
      selection !== null &&
      selection !== before.selection &&
      (selection.fragment.start !== first?.start || step.is !== 'label');
    const own = step.is === 'label' ? step.relabel : step.target.id;
    const other = now.selectedId !== before.selectedId && now.selectedId !== null && now.selectedId !== own;
    if (elsewhere || (other && own !== null)) go(IDLE);
  });
}

function quickAttributes(layer: Layer): readonly Attribute[] {
  return layer.attributes.filter(({ quick, archived }) => quick && !archived).slice(0, 2);
}

/** Without links that nothing fits: nobody is asked what cannot be answered. */
function answerable(attributes: readonly Attribute[], self: AnnotationId | null): readonly Attribute[] {
  const annotations = currentDocument()?.annotations.all() ?? [];
  return attributes.filter(
    (attribute) =>
      (attribute.type !== 'link' && attribute.type !== 'links') ||
      hasLinkOptions(attribute, annotations, self),
  );
}

function askNext(
  layer: Layer,
  fragments: readonly Fragment[],
  attributes: readonly Attribute[],
  target: Target,
): void {
  const [attribute, ...rest] = attributes;
  if (attribute) go({ is: 'attribute', layer, fragments, attribute, rest, target });
  else finish();
}

/** Answers the attribute asked for, or skips it with null, and asks the next. */
export function answerAttribute(value: AttributeValue | null): void {
  const { step } = useTagging.getState();
  if (step.is !== 'attribute') return;
  const { layer, fragments, attribute, rest, target } = step;
  if (value) {
    void target.stored.then((id) => {
      if (id) void updateAnnotation(id, { attributes: { [attribute.id]: value } });
    });
  }
  const now = currentTarget(target);
  askNext(layer, fragments, answerable(rest, now.id), now);
}

/** The same target with what has become known of it meanwhile. */
function currentTarget(target: Target): Target {
  const { step } = useTagging.getState();
  return step.is === 'attribute' && step.target.stored === target.stored ? step.target : target;
}

/** Begins to link the selected span: asks which link where the layer has several. */
export function startLinking(): void {
  const project = currentProject();
  const annotation = selectedAnnotation();
  const layer = project && annotation ? layerOf(project.scheme, annotation) : null;
  if (!annotation || !layer) return;
  const attributes = layer.attributes.filter(
    ({ type, archived }) => (type === 'link' || type === 'links') && !archived,
  );
  const target: Target = { id: annotation.id, stored: Promise.resolve(annotation.id) };
  if (attributes.length === 0) announce(t('tagging.noLink', { layer: layer.name }));
  else if (attributes.length === 1) askNext(layer, annotation.fragments, attributes, target);
  else go({ is: 'which', layer, fragments: annotation.fragments, attributes, target });
}

/** Chooses which link to make. */
export function chooseAttribute(attribute: Attribute): void {
  const { step } = useTagging.getState();
  if (step.is === 'which') askNext(step.layer, step.fragments, [attribute], step.target);
}
