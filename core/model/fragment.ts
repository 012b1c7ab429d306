import type { Fragment } from './annotation.ts';

/** Sorted, with overlapping and touching fragments merged into one. UTF-16 units. */
export function normaliseFragments(fragments: readonly Fragment[]): Fragment[] {
  const sorted = fragments.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const merged: Fragment[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) {
      if (end > last.end) merged[merged.length - 1] = { start: last.start, end };
    } else {
      merged.push({ start, end });
    }
  }
  return merged;
}

/**
 * Why fragments cannot stand in an annotation of this text, as a sentence for the user, or `null`: none at all,
 * an empty or reversed one, outside the text, inside a surrogate pair, unsorted, overlapping or touching.
 */
export function fragmentsProblem(text: string, fragments: readonly Fragment[]): string | null {
  const problem = eachFragmentProblem(text, fragments);
  if (problem !== null) return problem;
  for (const [index, fragment] of fragments.entries()) {
    const before = fragments[index - 1];
    if (before !== undefined && fragment.start <= before.end) {
      return `The fragments ${show(before)} and ${show(fragment)} are not in order, overlap or touch.`;
    }
  }
  return null;
}

/** As `fragmentsProblem`, without asking for order: what must hold before fragments are normalised. */
export function eachFragmentProblem(text: string, fragments: readonly Fragment[]): string | null {
  if (fragments.length === 0) return 'Nothing is selected: a span needs at least one fragment.';
  for (const fragment of fragments) {
    const { start, end } = fragment;
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length) {
      return `The fragment ${show(fragment)} is outside the text, which has ${text.length} units.`;
    }
    if (start >= end) return `The fragment ${show(fragment)} is empty.`;
    if (splitsPair(text, start) || splitsPair(text, end)) {
      return `The fragment ${show(fragment)} would cut a character in two.`;
    }
  }
  return null;
}

function show(fragment: Fragment): string {
  return `${fragment.start}–${fragment.end}`;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

export function fragmentsEqual(a: readonly Fragment[], b: readonly Fragment[]): boolean {
  return (
    a.length === b.length &&
    a.every((fragment, index) => fragment.start === b[index]?.start && fragment.end === b[index]?.end)
  );
}

/** From the first start to the last end. Throws `RangeError` where there are no fragments. */
export function hullOf(fragments: readonly Fragment[]): Fragment {
  const first = fragments[0];
  if (first === undefined) throw new RangeError('No fragments, so no hull.');
  let { start, end } = first;
  for (const fragment of fragments) {
    if (fragment.start < start) start = fragment.start;
    if (fragment.end > end) end = fragment.end;
  }
  return { start, end };
}

/** How many UTF-16 units two normalised fragment lists have in common. */
export function overlapLength(a: readonly Fragment[], b: readonly Fragment[]): number {
  let total = 0;
  let i = 0;
  let j = 0;
  while (true) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return total;
    total += Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start));
    if (left.end <= right.end) i += 1;
    else j += 1;
  }
}

/** Whether each fragment of `inner` lies within one of `outer`; equal lists contain each other. */
export function fragmentsContain(outer: readonly Fragment[], inner: readonly Fragment[]): boolean {
  return inner.every((part) => outer.some((whole) => whole.start <= part.start && part.end <= whole.end));
}

/** The text at each fragment. */
export function sliceFragments(text: string, fragments: readonly Fragment[]): string[] {
  return fragments.map(({ start, end }) => text.slice(start, end));
}

/** The text at the fragments; several are joined by one space. */
export function quoteOf(text: string, fragments: readonly Fragment[]): string {
  const [only] = fragments;
  if (fragments.length === 1 && only !== undefined) return text.slice(only.start, only.end);
  return sliceFragments(text, fragments).join(' ');
}
