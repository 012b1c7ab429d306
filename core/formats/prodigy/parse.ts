import type { Fragment } from '#model/annotation.ts';
import type { ExchangeDocument, FormatParts, InputFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import type { ReadRelation, ReadSpan } from '../json-spans/build-document.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import { withOldRecord } from '../json-spans/changed-record.ts';
import { fullestFiles, fullestParts } from '../json-spans/fullest-files.ts';
import { givenText, placeSpans } from '../json-spans/given-text.ts';
import { headOf, isSame, recoverRecord } from '../json-spans/own-record.ts';
import type { FileReport, JsonObject, LineReaderOf } from '../json-spans/read-json.ts';
import { isObject, lineParts, listIn, nameIn, own, parseLineFiles } from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import type { ClaimedSpan } from '../unit-check.ts';
import { UNIT_NAMES } from '../unit-check.ts';
import type { ProdigyView, SpanView } from './view.ts';
import { viewOfDocument } from './view.ts';

/** Files of an export of ours, from the one that holds most. */
const BY_FULLNESS = ['spans.jsonl', 'relations.jsonl', 'ner.jsonl'];

/**
 * Reads examples that were accepted (formats.md 10). The tokens show what the offsets count, code points unless
 * another unit fits. Relations are those between spans; dependencies between tokens are left out. Of an export of
 * ours `spans.jsonl` is read, which holds all that the other files do.
 */
export function parseProdigy(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const fullest = fullestFiles(files, BY_FULLNESS);
  const parsed = parseLineFiles(fullest.files, readerOf(names));
  return { ...parsed, notices: [...parsed.notices, ...fullest.notices] };
}

export const prodigyParts: FormatParts = fullestParts(lineParts(readerOf), BY_FULLNESS);

function readerOf(names?: WrittenNames): LineReaderOf {
  const originals = spanNameReader(names);
  return (report) => {
    let rejected = 0;
    let dependencies = 0;
    return {
      line(object, line) {
        const answer = own(object, 'answer');
        if (answer !== undefined && answer !== 'accept') rejected += 1;
        else dependencies += readExample(object, line, originals, report);
      },
      end() {
        if (rejected > 0) {
          report.notice(
            null,
            rejected === 1
              ? '1 example was rejected or ignored in Prodigy. It was left out.'
              : `${rejected} examples were rejected or ignored in Prodigy. They were left out.`,
          );
        }
        if (dependencies > 0) {
          report.notice(
            null,
            dependencies === 1
              ? '1 relation is between words and not spans. It was left out.'
              : `${dependencies} relations are between words and not spans. They were left out.`,
          );
        }
      },
    };
  };
}

/** Answers how many relations were dependencies. */
function readExample(
  object: JsonObject,
  line: number,
  originals: SpanNameReader,
  report: FileReport,
): number {
  const ground = givenText(own(object, 'text'));
  if (typeof ground === 'string') {
    report.notice(line, `The text ${ground} The example was left out.`);
    return 0;
  }
  const tokens = listIn(object, 'tokens').flatMap((token) => claimOf(token));
  const claims = listIn(object, 'spans').map((span) => ({ span, claimed: claimOf(span)[0] ?? null }));
  const relations = listIn(object, 'relations').map((relation) => readEnds(relation));
  const all: ClaimedSpan[] = [
    ...tokens,
    ...claims.flatMap(({ claimed }) => claimed ?? []),
    ...relations.flatMap(({ head, child }) => [head?.claimed ?? [], child?.claimed ?? []].flat()),
  ];
  const placed = placeSpans(ground, all, 'code-points');
  if (placed.unit !== 'code-points') {
    report.notice(
      line,
      `The offsets count ${UNIT_NAMES[placed.unit]}: so the tokens have the texts they state.`,
    );
  }
  const places = new Map(all.map((claimed, index) => [claimed, placed.spans[index]]));

  const annotator = nameIn(object, '_annotator_id') ?? nameIn(object, '_session_id');
  const spans: ReadSpan[] = [];
  const shown: SpanView[] = [];
  const keyOf = new Map<string, string>();
  const keyOfToken = new Map<number, string | null>();
  for (const [index, { span, claimed }] of claims.entries()) {
    const label = isObject(span) ? nameIn(span, 'label') : null;
    const place = claimed === null ? undefined : places.get(claimed);
    if (label === null || place === undefined || place.fragment === null) {
      const why =
        label === null ? 'has no label.' : (place?.problem ?? 'has no start and end that are numbers.');
      report.notice(line, `Span ${index + 1} ${why} It was left out.`);
      continue;
    }
    const key = `#${index + 1}`;
    const { fragment } = place;
    spans.push({
      key,
      id: null,
      ...originals.span(label),
      fragment,
      annotator: annotator === null ? null : { id: null, name: annotator },
    });
    shown.push([fragment.start, fragment.end, label]);
    if (!keyOf.has(nameOfPlace(fragment, label))) keyOf.set(nameOfPlace(fragment, label), key);
    const last = isObject(span) ? own(span, 'token_end') : undefined;
    if (typeof last === 'number') keyOfToken.set(last, keyOfToken.has(last) ? null : key);
  }

  const view: ProdigyView = {
    spans: shown,
    relations: relations.flatMap(({ head, child, label }) => {
      const [from, to] = [head, child].map((end) => {
        const fragment = end?.claimed === undefined ? null : places.get(end.claimed)?.fragment;
        return end === null || !fragment ? null : ([fragment.start, fragment.end, end.label] as const);
      });
      return from && to && label !== null ? [[from, to, label] as const] : [];
    }),
  };
  const meta = own(object, 'meta');
  const record = recoverRecord(ground.text, meta);
  if (record !== null && isSame(view, viewOfDocument(record.document, record.options))) {
    report.document(record.document);
    return 0;
  }

  let dependencies = 0;
  const read: ReadRelation[] = [];
  for (const [index, { head, child, headToken, childToken, label }] of relations.entries()) {
    const keyAt = (end: RelationEnd | null, token: number | null): string | undefined => {
      const fragment = end === null ? null : places.get(end.claimed)?.fragment;
      if (end !== null && fragment) return keyOf.get(nameOfPlace(fragment, end.label));
      return token === null ? undefined : (keyOfToken.get(token) ?? undefined);
    };
    const source = keyAt(head, headToken);
    const target = keyAt(child, childToken);
    if (label !== null && source !== undefined && target !== undefined) {
      read.push({ id: null, ...originals.relation(label), source, target });
    } else if (head === null && child === null) dependencies += 1;
    else
      report.notice(line, `Relation ${index + 1} has an end or a label that is not there. It was left out.`);
  }
  const document = buildDocument(headOf(ground.text, meta), spans, read);
  report.document(record === null ? document : changed(document, record.document, line, report));
  return dependencies;
}

function changed(
  document: ExchangeDocument,
  record: ExchangeDocument,
  line: number,
  report: FileReport,
): ExchangeDocument {
  report.notice(
    line,
    'The spans are no longer those that Standoff wrote. Attributes and notes were put back where a span is the same.',
  );
  return withOldRecord(document, record);
}

interface RelationEnd {
  readonly claimed: ClaimedSpan;
  readonly label: string;
}

interface RelationEnds {
  readonly head: RelationEnd | null;
  readonly child: RelationEnd | null;
  readonly headToken: number | null;
  readonly childToken: number | null;
  readonly label: string | null;
}

function readEnds(relation: unknown): RelationEnds {
  if (!isObject(relation)) return { head: null, child: null, headToken: null, childToken: null, label: null };
  const endIn = (name: string): RelationEnd | null => {
    const span = own(relation, name);
    const claimed = claimOf(span)[0];
    const label = isObject(span) ? nameIn(span, 'label') : null;
    return claimed === undefined || label === null ? null : { claimed, label };
  };
  const tokenIn = (name: string): number | null => {
    const token = own(relation, name);
    return typeof token === 'number' ? token : null;
  };
  return {
    head: endIn('head_span'),
    child: endIn('child_span'),
    headToken: tokenIn('head'),
    childToken: tokenIn('child'),
    label: nameIn(relation, 'label'),
  };
}

/** A token or a span as one that may state its text; none where it has no numbers. */
function claimOf(value: unknown): ClaimedSpan[] {
  if (!isObject(value)) return [];
  const start = own(value, 'start');
  const end = own(value, 'end');
  if (typeof start !== 'number' || typeof end !== 'number') return [];
  const text = own(value, 'text');
  return [{ start, end, text: typeof text === 'string' ? text : null }];
}

const nameOfPlace = ({ start, end }: Fragment, label: string): string => `${start}-${end}-${label}`;
