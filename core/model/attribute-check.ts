import type { AttributeValue, LinkTarget } from './annotation.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ProjectView } from './edit-types.ts';
import { fragmentsProblem } from './fragment.ts';
import type { AnnotationId, DocumentId } from './ids.ts';
import type { Attribute } from './scheme.ts';

/** Whose attribute is checked: links stay within the document and never point back at their own annotation. */
export interface Holder {
  readonly id: AnnotationId;
  readonly documentId: DocumentId;
}

/** Why a value does not fit an attribute, as a sentence for the user; `null` where it fits. */
export function attributeProblem(
  attribute: Attribute,
  value: AttributeValue,
  holder: Holder,
  view: ProjectView,
): string | null {
  switch (value.is) {
    case 'none':
    case 'not-applicable':
      return null;
    case 'values':
      return valuesProblem(attribute, value.values);
    case 'links':
      return linksProblem(attribute, value.links, holder, view);
  }
}

function valuesProblem(attribute: Attribute, values: readonly string[]): string | null {
  const name = `“${attribute.name}”`;
  if (attribute.type === 'link' || attribute.type === 'links') return `${name} takes links, not text.`;
  if (values.length === 0) return `${name} has no value; leave it unset instead.`;
  if (attribute.type !== 'choices' && values.length > 1) return `${name} takes one value.`;
  if (attribute.type === 'text') return values[0] === '' ? `${name} is empty; leave it unset instead.` : null;
  if (new Set(values).size < values.length) return `${name} has the same value twice.`;
  const known = attribute.type === 'flag' ? ['yes', 'no'] : (attribute.choices ?? []).map(({ id }) => id);
  const unknown = values.find((value) => !known.includes(value));
  return unknown === undefined ? null : `${name} has no choice “${unknown}”.`;
}

function linksProblem(
  attribute: Attribute,
  links: readonly LinkTarget[],
  holder: Holder,
  view: ProjectView,
): string | null {
  const name = `“${attribute.name}”`;
  if (attribute.type !== 'link' && attribute.type !== 'links') return `${name} does not take links.`;
  if (links.length === 0) return `${name} has no link; leave it unset instead.`;
  if (attribute.type === 'link' && links.length > 1) return `${name} takes one link.`;
  if (new Set(links.map(canonicalJson)).size < links.length) return `${name} links to the same twice.`;
  for (const link of links) {
    const problem = linkProblem(attribute, link, holder, view);
    if (problem !== null) return `${name}: ${problem}`;
  }
  return null;
}

function linkProblem(
  attribute: Attribute,
  link: LinkTarget,
  holder: Holder,
  view: ProjectView,
): string | null {
  if (link.kind === 'annotation') {
    if (link.id === holder.id) return 'a span cannot link to itself.';
    const target = view.annotation(link.id);
    if (target === null || target.documentId !== holder.documentId) {
      return 'the span linked to is not in this document.';
    }
    if (!(attribute.targetLayers ?? []).includes(target.layer)) {
      return `spans of the layer “${target.layer}” cannot be linked here.`;
    }
    return null;
  }
  if (!(attribute.targetKinds ?? []).includes(link.kind))
    return `a link of the kind “${link.kind}” is not allowed here.`;
  if (link.kind === 'fragments') return fragmentsProblem(view.text(holder.documentId), link.fragments);
  if (link.kind === 'text' && link.text === '') return 'the name is empty.';
  return null;
}
