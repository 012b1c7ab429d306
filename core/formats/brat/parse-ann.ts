import { fragmentsEqual, normaliseFragments } from '#model/fragment.ts';
import type { ExchangeDocument } from '../exchange.ts';
import type { ReadAttribute, ReadRelation, ReadSpan } from '../spans/restore.ts';
import { restore } from '../spans/restore.ts';
import type { NameReader } from '../spans/written-names.ts';
import type { CheckedSpan, ClaimedSpan } from '../unit-check.ts';
import { chooseUnit, UNIT_NAMES } from '../unit-check.ts';
import { joinOverLines } from './line-cuts.ts';
import { unescapeNote } from './note-text.ts';
import type { AnnLine } from './read-lines.ts';
import { readAnnLine } from './read-lines.ts';
import { apartName, REFERENCE_ATTRIBUTE } from './serialise.ts';
import { readType } from './type-name.ts';

type Placed<Kind extends AnnLine['is']> = Extract<AnnLine, { readonly is: Kind }> & { readonly at: number };
/** `line` from 1; `null` for the file. */
type Notice = (line: number | null, message: string) => void;

/** The lines of a file by kind, each with its number. */
type Lines = { readonly [Kind in AnnLine['is']]: Placed<Kind>[] };

/** A span on its way: attributes and notes are added as their lines come. */
interface OpenSpan extends ReadSpan {
  readonly attributes: { readonly name: string; readonly values: string[] }[];
  note: string;
}

/**
 * Reads the `.ann` of a text (formats.md 3). Whatever cannot be taken is a notice and left out. `hadMark`: the text
 * file began with a byte order mark, which brat counts.
 */
export function parseAnn(
  { name, ann }: { readonly name: string; readonly ann: string },
  text: string,
  hadMark: boolean,
  names: NameReader,
  notice: Notice,
): Pick<ExchangeDocument, 'annotations' | 'relations'> {
  const lines = readLines(ann, notice);
  const spans = spansOf(lines, text, hadMark, { names, name }, notice);
  /** Events stand for their triggers wherever an id is asked for. */
  const idOf = new Map([...spans.keys()].map((id) => [id, id]));
  for (const { id, trigger, at } of lines.event) {
    if (idOf.has(trigger)) idOf.set(id, trigger);
    else notice(at, `${id} has the trigger ${trigger}, which is not there. Left out.`);
  }
  const relations = relationsOf(lines, idOf, notice);
  addAttributes(lines, spans, idOf, notice);
  addNotes(lines, spans, idOf, names, notice);
  relations.push(...groupsOf(lines, spans, idOf, notice));
  return restore(text, [...spans.values()], relations, names);
}

function readLines(ann: string, notice: Notice): Lines {
  const lines: Lines = {
    span: [],
    event: [],
    relation: [],
    attribute: [],
    reference: [],
    note: [],
    group: [],
  };
  const seen = new Set<string>();
  for (const [index, content] of ann.split(/\r?\n/).entries()) {
    if (content === '') continue;
    const at = index + 1;
    const read = readAnnLine(content);
    if ('problem' in read) {
      notice(at, `${read.problem} Left out.`);
      continue;
    }
    const { line } = read;
    if (line.is !== 'group') {
      // As in brat, which drops the later line (`DuplicateAnnotationIdError`).
      if (seen.has(line.id)) {
        notice(at, `${line.id} is the id of an earlier line. Left out.`);
        continue;
      }
      seen.add(line.id);
    }
    (lines[line.is] as (AnnLine & { readonly at: number })[]).push({ ...line, at });
  }
  return lines;
}

function spansOf(
  lines: Lines,
  text: string,
  hadMark: boolean,
  { names, name }: { readonly names: NameReader; readonly name: string },
  notice: Notice,
): Map<string, OpenSpan> {
  const triggers = new Set(lines.event.map(({ trigger }) => trigger));
  const spans = new Map<string, OpenSpan>();
  const checked = checkSpans(lines.span, text, hadMark, notice);
  for (const [index, line] of lines.span.entries()) {
    const check = checked[index] as CheckedSpan;
    if (check.fragments === null) {
      notice(line.at, `${line.id}: the span ${check.problem} Left out.`);
      continue;
    }
    const normal = normaliseFragments(check.fragments);
    if (!fragmentsEqual(normal, check.fragments)) {
      notice(
        line.at,
        `${line.id}: the fragments touch, overlap or are not in order; they were put in order.`,
      );
    }
    const isApart = names.find('apart', apartName(name, line.id)) !== null;
    const fragments = isApart ? normal : joinOverLines(text, normal);
    const type = readType(line.type, triggers.has(line.id), names);
    spans.set(line.id, { id: line.id, ...type, fragments, attributes: [], note: '' });
  }
  return spans;
}

/** Offsets by the unit that makes every TEXT match (formats.md 0.8.3, 3). */
function checkSpans(
  lines: readonly Placed<'span'>[],
  text: string,
  hadMark: boolean,
  notice: Notice,
): readonly CheckedSpan[] {
  const claims = lines.map(({ fragments, text: claimed }): ClaimedSpan => {
    return { start: fragments[0]?.start ?? 0, end: fragments[0]?.end ?? 0, text: claimed, fragments };
  });
  if (hadMark && claims.length > 0) {
    const behindMark = chooseUnit(text, claims.map(shiftedByOne), 'code-points');
    if (behindMark.spans.every(({ problem }) => problem === null)) {
      notice(null, 'The offsets count the byte order mark of the text; they were moved by one.');
      return behindMark.spans;
    }
  }
  const { unit, spans } = chooseUnit(text, claims, 'code-points');
  if (unit !== 'code-points') {
    notice(null, `The offsets count ${UNIT_NAMES[unit]}, and not code points; they were converted.`);
    return spans;
  }
  if (spans.every(({ problem }) => problem === null)) return spans;
  // Older versions of brat wrote a space for each line end in TEXT: white space may differ, nothing else.
  const loose = chooseUnit(spaced(text), claims.map(spacedClaim), 'code-points');
  if (loose.unit !== 'code-points') return spans;
  return spans.map((span, index) => (span.fragments === null ? asLoose(span, loose.spans[index]) : span));
}

function asLoose(strict: CheckedSpan, loose: CheckedSpan | undefined): CheckedSpan {
  return loose === undefined || loose.fragments === null ? strict : loose;
}

function spaced(words: string): string {
  return words.replace(/\s/gu, ' ');
}

function spacedClaim(claim: ClaimedSpan): ClaimedSpan {
  return { ...claim, text: claim.text === null ? null : spaced(claim.text) };
}

function shiftedByOne(claim: ClaimedSpan): ClaimedSpan {
  const fragments = (claim.fragments ?? []).map(({ start, end }) => ({ start: start - 1, end: end - 1 }));
  return { ...claim, fragments };
}

function relationsOf(lines: Lines, idOf: ReadonlyMap<string, string>, notice: Notice): ReadRelation[] {
  const relations: ReadRelation[] = [];
  for (const { id, type, roles, at } of lines.relation) {
    const [one, two] = roles[0]?.role === 'Arg2' ? [roles[1], roles[0]] : roles;
    const source = idOf.get(one?.id ?? '');
    const target = idOf.get(two?.id ?? '');
    if (source !== undefined && target !== undefined) relations.push({ type, source, target });
    else notice(at, `${id} needs ${one?.id} and ${two?.id}, and one of them is not there. Left out.`);
  }
  for (const { id, roles, at } of lines.event) {
    const source = idOf.get(id);
    if (source === undefined) continue;
    const known = new Set(roles.map(({ role }) => role));
    for (const { role, id: argument } of roles) {
      const target = idOf.get(argument);
      if (target === undefined) {
        notice(at, `${id} needs ${argument} as ${role}, and it is not there. Left out.`);
        continue;
      }
      // A repeated role has a number: `Theme`, `Theme2` (formats.md 3).
      const base = role.replace(/[0-9]+$/, '');
      relations.push({ type: known.has(base) ? base : role, source, target });
    }
  }
  return relations;
}

function addAttributes(
  lines: Lines,
  spans: ReadonlyMap<string, OpenSpan>,
  idOf: ReadonlyMap<string, string>,
  notice: Notice,
): void {
  const all = [
    ...lines.attribute,
    ...lines.reference.map((line) => ({ ...line, name: REFERENCE_ATTRIBUTE, value: line.key })),
  ];
  for (const { id, name, of, value, at } of all) {
    const attributes = spans.get(idOf.get(of) ?? '')?.attributes;
    if (attributes === undefined) {
      notice(at, `${id} belongs to ${of}, which is no span or event that is there. Left out.`);
      continue;
    }
    const same = attributes.find((attribute: ReadAttribute) => attribute.name === name);
    if (same === undefined) attributes.push({ name, values: [value] });
    else same.values.push(value);
  }
}

function addNotes(
  lines: Lines,
  spans: ReadonlyMap<string, OpenSpan>,
  idOf: ReadonlyMap<string, string>,
  names: NameReader,
  notice: Notice,
): void {
  for (const { id, kind, of, text, at } of lines.note) {
    const span = spans.get(idOf.get(of) ?? '');
    if (kind !== 'AnnotatorNotes')
      notice(at, `${id} is a note of the kind ${kind}, not of an annotator. Left out.`);
    else if (span === undefined) {
      notice(at, `${id} is a note on ${of}, which is no span or event that is there. Left out.`);
    } else {
      const note = names.own ? unescapeNote(text) : text;
      span.note = span.note === '' ? note : `${span.note}\n${note}`;
    }
  }
}

/** A group becomes a chain of relations, except where it only repeats that its mentions refer to the same entity. */
function groupsOf(
  lines: Lines,
  spans: ReadonlyMap<string, OpenSpan>,
  idOf: ReadonlyMap<string, string>,
  notice: Notice,
): ReadRelation[] {
  const relations: ReadRelation[] = [];
  for (const { type, ids, at } of lines.group) {
    const members = ids.map((id) => idOf.get(id));
    const missing = ids.find((_, index) => members[index] === undefined);
    if (missing !== undefined)
      notice(at, `The group names ${missing}, which is not there. Left out of the group.`);
    const there = members.filter((id) => id !== undefined);
    const references = new Set(there.map((id) => referenceOf(spans.get(id))));
    if (references.size === 1 && !references.has(null)) continue;
    notice(at, `The group “${type}” became relations from each of its spans to the next.`);
    for (const [index, source] of there.entries()) {
      const target = there[index + 1];
      if (target !== undefined) relations.push({ type, source, target });
    }
  }
  return relations;
}

function referenceOf(span: OpenSpan | undefined): string | null {
  return span?.attributes.find(({ name }) => name === REFERENCE_ATTRIBUTE)?.values.join(' ') ?? null;
}
