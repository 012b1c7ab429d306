import type { Fragment } from '#model/annotation.ts';
import { DOCUMENT_STATES } from '#model/document.ts';
import { normaliseFragments, quoteOf } from '#model/fragment.ts';
import { asCodePoint } from '#model/offset.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import type { Report } from '../jsonl/reader.ts';
import type { JsonlState } from '../jsonl/record.ts';
import type { FileLog } from '../shared/file-log.ts';
import { findQuote } from '../shared/find-quote.ts';
import type { Placed } from '../shared/finish-document.ts';
import { DEFAULT_LAYER } from '../shared/layer-label.ts';
import type { ClaimedSpan } from '../unit-check.ts';
import { chooseUnit, UNIT_NAMES } from '../unit-check.ts';
import type { NamedRow } from './columns.ts';
import { objectOf, readAttributesCell } from './read-attributes.ts';

interface LoggedRow {
  readonly row: NamedRow;
  readonly log: FileLog;
}

/** What cannot be read of a row is left out, and said. */
export function reportTo(log: FileLog, line: number): Report {
  const say = (key: string, message: string): void => log.notice(line, `${key} ${message}; left out.`);
  return { problem: say, notice: say };
}

export interface ReadSpans {
  readonly annotations: readonly Placed<ExchangeAnnotation>[];
  /** How far annotators are, by the column `status`. */
  readonly states: readonly JsonlState[];
}

/**
 * The rows of one document, one a fragment. Offsets count code points unless the column `text` says otherwise; a row
 * without offsets is looked for by its text. An annotation with a fragment that cannot be placed is left out.
 */
export function readSpanRows(rows: readonly LoggedRow[], ground: Ground): ReadSpans {
  const places = placeRows(rows, ground);
  const annotations: Placed<ExchangeAnnotation>[] = [];
  const states = new Map<string, JsonlState>();
  for (const group of groupsOf(rows)) {
    const placed = group.flatMap((logged) => places.get(logged.row) ?? []);
    const [first] = group;
    if (first === undefined || placed.length < group.length) continue;
    const { row, log } = first;
    const count = Number(row.get('fragments') || group.length);
    if (count !== group.length) {
      log.notice(
        row.line,
        `The annotation “${row.get('annotation_id')}” should have ${row.get('fragments')} rows and has ${group.length}; left out.`,
      );
      continue;
    }
    const annotation = annotationOf(first, normaliseFragments(placed), ground);
    annotations.push({ item: annotation, line: row.line });
    const state = DOCUMENT_STATES.find((word) => word === row.get('status'));
    const { annotator } = annotation;
    if (annotator !== null && state !== undefined) {
      states.set(`${annotator.id ?? ''} ${annotator.name ?? ''}`, { annotator, state });
    } else if (row.get('status') !== '' && state === undefined) {
      log.notice(
        row.line,
        `The status “${row.get('status')}” is not known; it can be ${DOCUMENT_STATES.join(', ')}.`,
      );
    }
  }
  return { annotations, states: [...states.values()] };
}

/**
 * Rows of one annotation: those of its id, whose fragments are numbered on from the row before. A number that comes
 * again begins another annotation of the same id, which is a fault that is found later.
 */
function groupsOf(rows: readonly LoggedRow[]): LoggedRow[][] {
  const groups: LoggedRow[][] = [];
  const open = new Map<string, LoggedRow[]>();
  for (const logged of rows) {
    const id = logged.row.get('annotation_id');
    const group = id === '' ? undefined : open.get(id);
    const number = logged.row.get('fragment');
    if (group !== undefined && number !== '' && group.every(({ row }) => row.get('fragment') !== number)) {
      group.push(logged);
      continue;
    }
    const begun = [logged];
    groups.push(begun);
    open.set(id, begun);
  }
  return groups;
}

function annotationOf(
  { row, log }: LoggedRow,
  fragments: readonly Fragment[],
  ground: Ground,
): ExchangeAnnotation {
  const cell = objectOf(row.get('attributes'));
  if (cell === null) log.notice(row.line, 'The attributes are not a JSON object and were left out.');
  return {
    id: row.get('annotation_id') || null,
    layer: row.get('layer') || DEFAULT_LAYER,
    label: row.get('label') || null,
    fragments,
    quote: quoteOf(ground.groundText.text, fragments),
    ...readAttributesCell(cell ?? {}, row.get('annotator'), ground, reportTo(log, row.line)),
  };
}

/** Where each row stands, in UTF-16 units; those that cannot be placed are not in the map. */
function placeRows(rows: readonly LoggedRow[], ground: Ground): Map<NamedRow, Fragment> {
  const { text } = ground.groundText;
  const places = new Map<NamedRow, Fragment>();
  const claimed: { readonly logged: LoggedRow; readonly span: ClaimedSpan }[] = [];
  let unit: 'code-points' | 'utf-16' = 'code-points';
  for (const logged of rows) {
    const { row, log } = logged;
    const quote = row.get('text').replace(/\r\n?/g, '\n');
    const inUnits = row.get('start') === '' && row.get('start_utf16') !== '';
    const [from, to] = inUnits
      ? [row.get('start_utf16'), row.get('end_utf16')]
      : [row.get('start'), row.get('end')];
    if (inUnits) unit = 'utf-16';
    if (from === '' && to === '' && quote !== '') {
      const found = findQuote(text, { exact: quote });
      if (typeof found !== 'number') places.set(row, found);
      else
        log.notice(
          row.line,
          `The text of the span is ${found === 0 ? 'not' : `${found} times`} in the document; left out.`,
        );
      continue;
    }
    const start = numberOf(from);
    const end = numberOf(to);
    if (start === null || end === null) {
      log.notice(
        row.line,
        `The span has no whole numbers for start and end, but “${from}” and “${to}”; left out.`,
      );
      continue;
    }
    // Without a text to go by, offsets are taken to count what was in the text as given.
    const moved = (at: number): number =>
      quote === '' && at >= 0 && !inUnits ? ground.groundText.moved(asCodePoint(at)) : at;
    claimed.push({
      logged,
      span: { start: moved(start), end: moved(end), text: quote === '' ? null : quote },
    });
  }
  const choice = chooseUnit(
    text,
    claimed.map(({ span }) => span),
    unit,
  );
  for (const [index, { logged }] of claimed.entries()) {
    const { row, log } = logged;
    const checked = choice.spans[index];
    const fragment = checked?.fragments?.[0];
    if (fragment !== undefined) places.set(row, fragment);
    else log.notice(row.line, `The span ${checked?.problem ?? 'cannot be placed.'} It was left out.`);
  }
  if (choice.unit !== unit) {
    rows[0]?.log.notice(
      rows[0].row.line,
      `The offsets count ${UNIT_NAMES[choice.unit]}; they were converted.`,
    );
  }
  return places;
}

/** Programs that hold a column as floating-point numbers write `9.0`. */
function numberOf(cell: string): number | null {
  return /^\s*-?\d{1,15}(\.0+)?\s*$/.test(cell) ? Number(cell) : null;
}
