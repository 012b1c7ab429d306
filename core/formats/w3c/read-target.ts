import type { Json } from '../shared/json-access.ts';
import { hasType, idIn, isObject, listOf, member, textOf } from '../shared/json-access.ts';

/** A stretch of a text as a file describes it. */
export interface TargetPart {
  readonly source: string;
  /** As the file counts. */
  readonly position: { readonly start: number; readonly end: number } | null;
  readonly quote: { readonly exact: string; readonly prefix?: string; readonly suffix?: string } | null;
}

export interface Targets {
  readonly parts: readonly TargetPart[];
  /** Targets that are named as a whole: annotations or documents. */
  readonly wholes: readonly string[];
  /** True where something of the target cannot be read. */
  readonly unread: boolean;
}

/** Classes that say of several targets that they belong together (formats.md 12). */
const GROUPS = ['Composite', 'List', 'Independents', 'Choice'];
const DEEPEST = 8;

/** The targets of an annotation: texts, objects, lists of them, and groups with `items`. */
export function readTargets(value: unknown, depth = 0): Targets {
  const found = { parts: [] as TargetPart[], wholes: [] as string[], unread: false };
  for (const target of listOf(value)) {
    const items =
      isObject(target) && GROUPS.some((group) => hasType(target, group)) ? target.items : undefined;
    if (items !== undefined && depth < DEEPEST) {
      const inner = readTargets(items, depth + 1);
      found.parts.push(...inner.parts);
      found.wholes.push(...inner.wholes);
      found.unread ||= inner.unread;
      continue;
    }
    const source = isObject(target) ? idIn(target.source) : textOf(target);
    const selectors = isObject(target) ? listOf(target.selector) : [];
    if (isObject(target) && source !== null && selectors.length > 0) {
      const part = readSelectors(source, selectors);
      if (part === null) found.unread = true;
      else found.parts.push(part);
      continue;
    }
    const whole = source ?? idIn(target);
    if (whole === null) found.unread = true;
    else found.wholes.push(whole);
  }
  return found;
}

/** Selectors of one target are alternatives for the same place (W3C Web Annotation Data Model 4.2). */
function readSelectors(source: string, selectors: readonly unknown[]): TargetPart | null {
  let position: TargetPart['position'] = null;
  let quote: TargetPart['quote'] = null;
  for (const selector of selectors) {
    // What a range, a path or a style selector chose is known only through the selector that refines it.
    let one: unknown = selector;
    for (let depth = 0; depth < DEEPEST && isObject(one); depth += 1) {
      // A position that refines another selector counts from there.
      if (one === selector) position ??= positionOf(one);
      quote ??= quoteOf(one);
      one = one.refinedBy;
    }
  }
  return position === null && quote === null ? null : { source, position, quote };
}

function positionOf(selector: Json): TargetPart['position'] {
  if (hasType(selector, 'TextPositionSelector')) {
    const { start, end } = selector;
    return typeof start === 'number' && typeof end === 'number' ? { start, end } : null;
  }
  // RFC 5147: places between characters, from 0.
  const fragment = hasType(selector, 'FragmentSelector') ? textOf(selector.value) : null;
  const [, from, to] = /^char=(\d{1,10}),(\d{1,10})$/.exec(fragment ?? '') ?? [];
  return from === undefined || to === undefined ? null : { start: Number(from), end: Number(to) };
}

function quoteOf(selector: Json): TargetPart['quote'] {
  if (!hasType(selector, 'TextQuoteSelector')) return null;
  const exact = textOf(member(selector, 'exact'));
  const prefix = textOf(selector.prefix);
  const suffix = textOf(selector.suffix);
  if (exact === null || exact === '') return null;
  return { exact, ...(prefix === null ? {} : { prefix }), ...(suffix === null ? {} : { suffix }) };
}
