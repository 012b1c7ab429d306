import type { Fragment } from '#model/annotation.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ReadSpan } from '../json-spans/build-document.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import { givenText } from '../json-spans/given-text.ts';
import type { FileReport, JsonObject } from '../json-spans/read-json.ts';
import { isObject, listIn, own, parseJson } from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';

/**
 * Reads the JSON of spaCy 2 (`spacy/training/gold_io.pyx`): each paragraph is a document, its text what `orth` and
 * `space` of the tokens make, its entities their BILUO tags. A token without `space` has one after it, but for the last.
 */
export function readTrainJson(text: string, originals: SpanNameReader, report: FileReport): void {
  const value = parseJson(text, 1, report);
  if (value === undefined) return;
  const documents = Array.isArray(value) ? (value as unknown[]) : [value];
  for (const [index, document] of documents.entries()) {
    const paragraphs = isObject(document) ? listIn(document, 'paragraphs') : [];
    if (paragraphs.length === 0) {
      report.problem(null, `Document ${index + 1} has no “paragraphs”: this is not the JSON of spaCy 2.`);
    }
    for (const [at, paragraph] of paragraphs.entries()) {
      const place = `Document ${index + 1}, paragraph ${at + 1}`;
      if (isObject(paragraph)) readParagraph(paragraph, place, originals, report);
      else report.problem(null, `${place} is not an object.`);
    }
  }
}

function readParagraph(
  paragraph: JsonObject,
  place: string,
  originals: SpanNameReader,
  report: FileReport,
): void {
  const tokens = listIn(paragraph, 'sentences').flatMap((sentence) =>
    isObject(sentence) ? listIn(sentence, 'tokens') : [],
  );
  let given = '';
  const places: Fragment[] = [];
  const tags: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const orth = isObject(token) ? own(token, 'orth') : undefined;
    if (!isObject(token) || typeof orth !== 'string') {
      report.problem(null, `${place}: token ${index + 1} has no “orth”, the word itself.`);
      return;
    }
    const space = own(token, 'space');
    const start = asUtf16(given.length);
    places.push({ start, end: asUtf16(given.length + orth.length) });
    given += orth;
    const isLast = index === tokens.length - 1;
    if (space === undefined ? !isLast : space !== '' && space !== false && space !== null) given += ' ';
    const ner = own(token, 'ner');
    tags.push(typeof ner === 'string' ? ner : '-');
  }
  const ground = givenText(given);
  if (typeof ground === 'string') {
    report.notice(null, `${place}: the text of the tokens ${ground} It was left out.`);
    return;
  }
  const spans: ReadSpan[] = [];
  for (const { first, last, label } of entitiesOf(tags, (index, tag) =>
    report.notice(null, `${place}: the tag “${tag}” of token ${index + 1} is out of place. It was left out.`),
  )) {
    const start = ground.moved(places[first]?.start ?? asUtf16(0));
    const end = ground.moved(places[last]?.end ?? asUtf16(0));
    if (start < end && label.isWellFormed()) {
      spans.push({ key: `#${spans.length}`, id: null, ...originals.span(label), fragment: { start, end } });
    } else report.notice(null, `${place}: the entity at token ${first + 1} holds no text. It was left out.`);
  }
  if (listIn(paragraph, 'cats').length > 0) {
    report.notice(null, `${place} has categories of the whole text. They were left out.`);
  }
  report.document(buildDocument({ id: null, title: null, text: ground.text, metadata: {} }, spans, []));
}

interface Entity {
  readonly first: number;
  readonly last: number;
  readonly label: string;
}

/** `U-x` alone, `B-x`, `I-x`, `L-x`; as spaCy does, an entity that another tag breaks off ends there. */
function entitiesOf(tags: readonly string[], odd: (index: number, tag: string) => void): Entity[] {
  const entities: Entity[] = [];
  // The assertion keeps the compiler from taking it for null throughout: `close` sets it.
  let open = null as Entity | null;
  const close = () => {
    if (open !== null) entities.push(open);
    open = null;
  };
  for (const [index, tag] of tags.entries()) {
    const [, kind, label = ''] = /^([BILUES])-(.+)$/s.exec(tag) ?? [];
    if (kind === undefined) {
      close();
      if (!NO_ENTITY.has(tag)) odd(index, tag);
    } else if (kind === 'U' || kind === 'S' || kind === 'B' || open?.label !== label) {
      close();
      open = { first: index, last: index, label };
      if (kind === 'U' || kind === 'S') close();
    } else {
      open = { ...open, last: index };
      if (kind === 'L' || kind === 'E') close();
    }
  }
  close();
  return entities;
}

/** None, unknown, and what some files have for unknown. */
const NO_ENTITY: ReadonlySet<string> = new Set(['O', '-', '']);
