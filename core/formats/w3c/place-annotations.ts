import type { Fragment } from '#model/annotation.ts';
import { normaliseFragments } from '#model/fragment.ts';
import { asCodePoint } from '#model/offset.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import type { FileLog } from '../shared/file-log.ts';
import { findQuote } from '../shared/find-quote.ts';
import type { Json } from '../shared/json-access.ts';
import type { CheckedSpan, ClaimedSpan } from '../unit-check.ts';
import { chooseUnit, UNIT_NAMES } from '../unit-check.ts';
import type { Bodies } from './read-bodies.ts';
import type { TargetPart } from './read-target.ts';

/** An annotation about stretches of one text. */
export interface SpanItem {
  readonly json: Json;
  readonly name: string;
  readonly bodies: Bodies;
  readonly parts: readonly TargetPart[];
  readonly ours: boolean;
  /** Whether its collection is gold. Ours say of each annotation where it is from. */
  readonly gold: boolean;
}

export interface PlacedSpan {
  readonly span: SpanItem;
  readonly fragments: readonly Fragment[];
}

/**
 * Where annotations stand in a text. Positions count code points (W3C Web Annotation Data Model 4.2.5) unless the quotes
 * show that all of them count something else; one whose quote does not stand there is looked for by its quote, with what
 * is before and after it (formats.md 12). An annotation with a part that cannot be placed is left out.
 */
export function placeAnnotations(spans: readonly SpanItem[], ground: Ground, log: FileLog): PlacedSpan[] {
  const { text } = ground.groundText;
  const parts = spans.flatMap((span) => span.parts).filter(({ position }) => position !== null);
  const choice = chooseUnit(
    text,
    parts.map((part) => claimOf(part, ground)),
    'code-points',
  );
  const checkedOf = new Map<TargetPart, CheckedSpan | undefined>(
    parts.map((part, index) => [part, choice.spans[index]]),
  );
  if (choice.unit !== 'code-points') {
    log.notice(null, `The positions count ${UNIT_NAMES[choice.unit]}; they were converted.`);
  }
  let moved = 0;
  const placed = spans.flatMap((span): PlacedSpan[] => {
    const fragments: Fragment[] = [];
    for (const part of span.parts) {
      const checked = checkedOf.get(part);
      const fragment = checked?.fragments?.[0];
      if (fragment !== undefined) {
        fragments.push(fragment);
        continue;
      }
      const found = part.quote === null ? null : findQuote(text, unified(part.quote));
      if (found === null || typeof found === 'number') {
        log.notice(null, `${span.name}: ${whyNot(found, checked)}; left out.`);
        return [];
      }
      if (part.position !== null) moved += 1;
      fragments.push(found);
    }
    if (span.parts.length > 1 && !span.ours) {
      log.notice(
        null,
        `${span.name} has ${span.parts.length} targets in one text and became one span of several parts.`,
      );
    }
    return [{ span, fragments: normaliseFragments(fragments) }];
  });
  if (moved > 0) {
    log.notice(
      null,
      moved === 1
        ? '1 position does not fit the text; it was found again by its quote. Check it, the text may have changed.'
        : `${moved} positions do not fit the text; they were found again by their quotes. Check them, the text may have changed.`,
    );
  }
  return placed;
}

function claimOf({ position, quote }: TargetPart, ground: Ground): ClaimedSpan {
  const { start = 0, end = 0 } = position ?? {};
  if (quote !== null) return { start, end, text: unified(quote).exact };
  // Without a quote to go by, positions count what was in the text as given.
  const moved = (at: number): number =>
    Number.isInteger(at) && at >= 0 && at <= ground.givenLength
      ? ground.groundText.moved(asCodePoint(at))
      : -1;
  return { start: moved(start), end: moved(end), text: null, shown: `${start}–${end}` };
}

function unified(quote: NonNullable<TargetPart['quote']>): NonNullable<TargetPart['quote']> {
  const withLineFeeds = Object.entries(quote).map(([key, text]) => [key, text.replace(/\r\n?/g, '\n')]);
  return Object.fromEntries(withLineFeeds) as NonNullable<TargetPart['quote']>;
}

function whyNot(found: number | null, checked: CheckedSpan | undefined): string {
  if (found === null) return `its position ${checked?.problem ?? 'is missing'}`.replace(/\.$/, '');
  return found === 0
    ? 'its quote is not in the text'
    : `its quote is ${found} times in the text, and what stands before and after it does not decide`;
}
