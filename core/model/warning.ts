import type { Annotation, LinkTarget } from './annotation.ts';
import type { ProjectView } from './edit-types.ts';
import { fragmentsContain, fragmentsEqual, hullOf } from './fragment.ts';
import type { AnnotationId, AttributeId } from './ids.ts';
import { asId } from './ids.ts';
import { namesOf, sharesName } from './mention-names.ts';
import { findQuotations } from './quotation.ts';

export const WARNING_CODES = [
  'quote.no-marks',
  'quote.cue-far',
  'quote.nested-in-itself',
  'claim.other-speaker',
  'stance.no-target',
  'link.deleted-span',
  'span.twice',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Something about an annotation that is likely a slip. Warnings never block. */
export interface Warning {
  readonly code: WarningCode;
  /** A sentence for the user: what is odd, and what would mend it. */
  readonly message: string;
  /** The attribute to look at, where it is one. */
  readonly attribute: AttributeId | null;
}

/** What the checks look up; a `ProjectView` will do. */
export type WarningLookups = Pick<ProjectView, 'annotation' | 'annotationsOf' | 'relationsTouching'>;

/** How far a cue may stand from its content, in UTF-16 units: about two lines of print. */
const FAR = 200;

/**
 * The warnings of one annotation. They rest on the ids of the default scheme (layers `quote`, `claim`, `stance`
 * and their attributes); annotations of other layers are only checked for links to deleted spans, and for another like them.
 */
export function warningsOf(annotation: Annotation, lookups: WarningLookups): Warning[] {
  const checks = [missingMarks, farCue, nestedInItself, otherSpeaker, missingTarget, deletedSpans, sameAgain];
  return checks.flatMap((check) => check(annotation, lookups));
}

function warning(code: WarningCode, attribute: string | null, message: string): Warning[] {
  return [{ code, attribute: attribute === null ? null : asId<AttributeId>(attribute), message }];
}

const STARTS_WITH_MARK = /^["'“”„‘‚«»‹›「『《〈]/u;
const ENDS_WITH_MARK = /["'”“’‘»«›‹」』》〉]$/u;

/**
 * One mark at an edge is enough: a quotation over several paragraphs is closed only in its last. So is a quotation within, as
 * where the words before it or the full stop after it are in the span.
 */
function missingMarks({ layer, label, quote }: Annotation): Warning[] {
  if (layer !== 'quote' || label !== 'direct') return [];
  if (STARTS_WITH_MARK.test(quote) || ENDS_WITH_MARK.test(quote)) return [];
  if (findQuotations(quote, 0, quote.length).length > 0) return [];
  return warning(
    'quote.no-marks',
    null,
    'This direct quote has no quotation marks. Widen it to include them, or choose indirect or mixed.',
  );
}

/** Of one annotator: that several agree is no slip. */
function sameAgain(annotation: Annotation, lookups: WarningLookups): Warning[] {
  const { id, layer, label, annotatorId, documentId, fragments } = annotation;
  for (const other of lookups.annotationsOf(documentId)) {
    if (other.layer !== layer || other.label !== label || other.annotatorId !== annotatorId) continue;
    if (other.id === id || !fragmentsEqual(other.fragments, fragments)) continue;
    return warning('span.twice', null, 'The same text has this label twice. Delete one of the two spans.');
  }
  return [];
}

function farCue(annotation: Annotation, lookups: WarningLookups): Warning[] {
  if (annotation.layer !== 'quote') return [];
  const cues = linksOf(annotation, 'cue').flatMap((link) => {
    if (link.kind === 'fragments') return [link.fragments];
    const target = link.kind === 'annotation' ? lookups.annotation(link.id) : null;
    return target === null ? [] : [target.fragments];
  });
  const far = cues.some((cue) => gapBetween(cue, annotation.fragments) > FAR);
  if (!far) return [];
  return warning(
    'quote.cue-far',
    'cue',
    'The cue is far from the quote. Check that it belongs to this quote.',
  );
}

/** UTF-16 units between the nearest two fragments, 0 where they touch or overlap. */
function gapBetween(a: Annotation['fragments'], b: Annotation['fragments']): number {
  let least = Number.POSITIVE_INFINITY;
  for (const one of a) {
    for (const other of b) least = Math.min(least, Math.max(one.start - other.end, other.start - one.end, 0));
  }
  return least;
}

function nestedInItself(annotation: Annotation, lookups: WarningLookups): Warning[] {
  if (annotation.layer !== 'quote') return [];
  const seen = new Set<AnnotationId>();
  const ahead = outerQuotes(annotation);
  while (true) {
    const id = ahead.pop();
    if (id === undefined) return [];
    if (id === annotation.id) {
      return warning(
        'quote.nested-in-itself',
        'nestedIn',
        'This quote is nested in itself. Unlink one of the quotes it is nested in.',
      );
    }
    if (seen.has(id)) continue;
    seen.add(id);
    const outer = lookups.annotation(id);
    if (outer !== null) ahead.push(...outerQuotes(outer));
  }
}

function outerQuotes(annotation: Annotation): AnnotationId[] {
  return linksOf(annotation, 'nestedIn').flatMap((link) => (link.kind === 'annotation' ? [link.id] : []));
}

/** Says nothing where either end is unset: that is unfinished work, not a contradiction. */
function otherSpeaker(annotation: Annotation, lookups: WarningLookups): Warning[] {
  if (annotation.layer !== 'claim') return [];
  const claimants = linksOf(annotation, 'claimant');
  if (claimants.length === 0 || claimants.some(({ kind }) => kind === 'inherited')) return [];
  const quote = innermostQuote(annotation, lookups);
  const speakers = quote === null ? [] : linksOf(quote, 'speaker');
  if (speakers.length === 0) return [];
  const names = namesOf(claimants, lookups);
  if (sharesName(names, namesOf(speakers, lookups))) return [];
  return warning(
    'claim.other-speaker',
    'claimant',
    'This claim stands in a quote, but its claimant is not the speaker of the quote. Check both.',
  );
}

/** The shortest quote of the same annotator that holds the whole claim. */
function innermostQuote(claim: Annotation, lookups: WarningLookups): Annotation | null {
  let innermost: Annotation | null = null;
  for (const other of lookups.annotationsOf(claim.documentId)) {
    if (other.layer !== 'quote' || other.annotatorId !== claim.annotatorId) continue;
    if (!fragmentsContain(other.fragments, claim.fragments)) continue;
    if (innermost === null || lengthOf(other) < lengthOf(innermost)) innermost = other;
  }
  return innermost;
}

function lengthOf(annotation: Annotation): number {
  const { start, end } = hullOf(annotation.fragments);
  return end - start;
}

function missingTarget(annotation: Annotation): Warning[] {
  if (annotation.layer !== 'stance') return [];
  const target = annotation.attributes[asId<AttributeId>('target')];
  if (target !== undefined && target.is !== 'none') return [];
  return warning(
    'stance.no-target',
    'target',
    'This stance has no target. Link what it is towards, or name it in words.',
  );
}

function deletedSpans(annotation: Annotation, lookups: WarningLookups): Warning[] {
  return Object.keys(annotation.attributes).flatMap((id) => {
    const gone = linksOf(annotation, id).some(
      (link) => link.kind === 'annotation' && lookups.annotation(link.id) === null,
    );
    return gone
      ? warning('link.deleted-span', id, 'This links to a span that was deleted. Link another, or unset it.')
      : [];
  });
}

function linksOf(annotation: Annotation, attribute: string): readonly LinkTarget[] {
  const value = annotation.attributes[asId<AttributeId>(attribute)];
  return value?.is === 'links' ? value.links : [];
}
