import { fragmentsEqual, quoteOf } from '#model/fragment.ts';
import { OffsetIndex } from '#model/offset.ts';
import type { Loss, OpenWriter, WriteSink, WrittenCounts } from '../exchange.ts';
import { createAnnotatorParts } from '../spans/by-annotator.ts';
import { createFileStems } from '../spans/file-stems.ts';
import type { FlatAttribute, FlatDocument, FlatSpan } from '../spans/flatten.ts';
import { flatten, RESERVED_VALUES, writtenOf } from '../spans/flatten.ts';
import type { NameWriter } from '../spans/written-names.ts';
import { createNameWriter } from '../spans/written-names.ts';
import { collected } from '../writing/collect.ts';
import { addWritten, NOTHING_WRITTEN } from '../writing/written-counts.ts';
import type { TypeUse } from './annotation-conf.ts';
import { annotationConf, createTypeUse } from './annotation-conf.ts';
import { cutAtLines, joinOverLines } from './line-cuts.ts';
import { escapeNote } from './note-text.ts';
import { legalName, legalValue, typeOf } from './type-name.ts';

const NOTHING_LEFT = 'The span covers line ends or tabs alone, which brat cannot mark.';
const EDGES_CHANGED =
  'In brat line ends cannot be marked: a span that begins or ends at one is read differently.';
const LINK_CHANGED =
  'In brat line ends cannot be marked: a link to a stretch of text that begins or ends at one is read differently.';
const END_LEFT_OUT = 'An end of the relation was left out.';
const LINK_LEFT_OUT = 'What the link points at was left out.';
const NOTE_ESCAPED =
  'A note with line ends, tabs or backslashes is written with escapes, which only Standoff reads, with the manifest.';

/** A registry key for an N line: the part before the first colon is the database (formats.md 3). */
const REFERENCE = /^[^\s:]+:[^\s]+$/u;
export const REFERENCE_ATTRIBUTE = 'entity';

/**
 * Writes `NAME.txt` and `NAME.ann` for each document, and `annotation.conf` (formats.md 3). Offsets count code points.
 * Ids and times have no place, annotators a folder each; see `flatten` for links.
 */
export const openBrat: OpenWriter = (survey, options, sink) => {
  const names = createNameWriter({ role: ['certainty', 'Equiv'], value: RESERVED_VALUES });
  const use = createTypeUse();
  const flattening = { layers: options.layers, names, linkNames: survey.linkAttributes, legalValue };
  const stemOf = createFileStems();
  const partsOf = createAnnotatorParts(survey, names);
  return {
    add(whole) {
      const stem = stemOf(whole);
      let counts = NOTHING_WRITTEN;
      for (const { folder, document, isOfOther } of partsOf(whole)) {
        const flat = flatten(document, flattening, sink, isOfOther);
        const path = `${folder}${stem}.ann`;
        const { lines, written } = linesOf(flat, path, names, use, sink);
        counts = addWritten(counts, written);
        sink.write(path, lines.map((line) => `${line}\n`).join(''));
        sink.write(`${folder}${stem}.txt`, document.text);
      }
      return { ...counts, documents: 1 };
    },
    end() {
      sink.write('annotation.conf', annotationConf(use));
      names.losses().forEach(sink.lose);
      return names.names();
    },
  };
};

export const serialiseBrat = collected(openBrat);

function linesOf(
  flat: FlatDocument,
  path: string,
  names: NameWriter,
  use: TypeUse,
  sink: WriteSink,
): { readonly lines: readonly string[]; readonly written: WrittenCounts } {
  const { document, spans, relations } = flat;
  const { text } = document;
  const index = new OffsetIndex(text);
  const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
    sink.lose({ documentId: document.id, annotationId, what, why });
  /** `T3` and the type, at the index of the span; `null` where it was left out. */
  const written: ({ readonly id: string; readonly type: string } | null)[] = [];
  const lines = {
    spans: [] as string[],
    attributes: [] as string[],
    references: [] as string[],
    notes: [] as string[],
  };

  const writeAttribute = (attribute: FlatAttribute, id: string, span: FlatSpan, type: string) => {
    if (isReference(attribute)) {
      for (const value of attribute.values) {
        const key = `N${lines.references.length + 1}\tReference ${id} ${value}`;
        lines.references.push(`${key}\t${quoteOf(text, cutAtLines(text, span.fragments))}`);
      }
      return;
    }
    const name = attribute.isCertainty ? 'certainty' : names.write(attribute.kind, attribute.name, legalName);
    const uses = entryOf(use.attributes, name, () => ({
      types: new Set<string>(),
      values: new Set<string>(),
    }));
    uses.types.add(type);
    for (const value of attribute.values) {
      uses.values.add(value);
      lines.attributes.push(`A${lines.attributes.length + 1}\t${name} ${id} ${value}`);
    }
  };

  for (const span of spans) {
    const isAlone = span.owner !== null && written[span.owner] === null;
    const fragments = isAlone ? [] : cutAtLines(text, span.fragments);
    if (fragments.length === 0) {
      written.push(null);
      if (span.annotation !== null) lose(span.annotation.id, 'span-left-out', NOTHING_LEFT);
      continue;
    }
    const id = `T${lines.spans.length + 1}`;
    const comesBack = fragmentsEqual(joinOverLines(text, fragments), span.fragments);
    if (!comesBack && fragmentsEqual(fragments, span.fragments)) {
      // Parted by line ends alone: the manifest says so (formats.md 3).
      names.write('apart', apartName(path, id), (name) => name);
    } else if (!comesBack) {
      lose(span.ownerId, 'span-changed', span.annotation === null ? LINK_CHANGED : EDGES_CHANGED);
    }
    const type = typeOfSpan(span, names);
    use.entities.add(type);
    written.push({ id, type });
    const places = fragments.map(({ start, end }) => `${index.toCodePoint(start)} ${index.toCodePoint(end)}`);
    lines.spans.push(`${id}\t${type} ${places.join(';')}\t${quoteOf(text, fragments)}`);
    for (const attribute of span.attributes) writeAttribute(attribute, id, span, type);
    if (span.note !== '') {
      const note = escapeNote(span.note);
      if (note !== span.note) lose(span.annotation?.id ?? null, 'name-changed', NOTE_ESCAPED);
      lines.notes.push(`#${lines.notes.length + 1}\tAnnotatorNotes ${id}\t${note}`);
    }
  }

  const relationLines: string[] = [];
  for (const { kind, type, source, target, id } of relations) {
    const from = written[source];
    const to = written[target];
    if (from == null || to == null) {
      if (kind === 'relation') lose(id, 'relation-dropped', END_LEFT_OUT);
      else lose(id, 'attribute-dropped', LINK_LEFT_OUT);
      continue;
    }
    const name = names.write(kind, type, legalName);
    const ends = entryOf(use.relations, name, () => [new Set<string>(), new Set<string>()] as const);
    ends[0].add(from.type);
    ends[1].add(to.type);
    relationLines.push(`R${relationLines.length + 1}\t${name} Arg1:${from.id} Arg2:${to.id}`);
  }
  const groups = coreferent(spans, written, use);
  return {
    lines: [
      ...lines.spans,
      ...relationLines,
      ...groups,
      ...lines.attributes,
      ...lines.references,
      ...lines.notes,
    ],
    written: writtenOf(flat, (index) => written[index] != null),
  };
}

/** `Cue` for words that a `cue` points at, `Cue_object` for those of an attribute `object`. */
function typeOfSpan({ annotation, layer, label }: FlatSpan, names: NameWriter): string {
  if (annotation !== null) return typeOf(layer, label, 'span', names);
  return typeOf(layer, label === layer ? null : label, 'sub-span', names);
}

/** In the manifest: a span whose fragments are not to be joined over line ends. */
export function apartName(path: string, id: string): string {
  return `${path} ${id}`;
}

function isReference({ name, values, isCertainty }: FlatAttribute): boolean {
  return !isCertainty && name === REFERENCE_ATTRIBUTE && values.every((value) => REFERENCE.test(value));
}

/** A `*` line for each group of mentions that refer to the same entity in the same words (formats.md 0.4). */
function coreferent(
  spans: readonly FlatSpan[],
  written: readonly ({ readonly id: string; readonly type: string } | null)[],
  use: TypeUse,
): string[] {
  const groups = new Map<string, { readonly id: string; readonly type: string }[]>();
  for (const [index, { attributes }] of spans.entries()) {
    const value = attributes.find(({ name }) => name === REFERENCE_ATTRIBUTE)?.values;
    const mention = written[index];
    if (mention == null || value === undefined || RESERVED_VALUES.includes(value[0] ?? '')) continue;
    entryOf(groups, value.join(' '), () => [] as { readonly id: string; readonly type: string }[]).push(
      mention,
    );
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      for (const { type } of group) use.equivalents.add(type);
      return `*\tEquiv ${group.map(({ id }) => id).join(' ')}`;
    });
}

function entryOf<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
