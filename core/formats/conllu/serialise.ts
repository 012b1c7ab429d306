import { OffsetIndex } from '#model/offset.ts';
import type { TagNames } from '../columns/tag-names.ts';
import { createTagNames } from '../columns/tag-names.ts';
import { encodeTags } from '../columns/tags.ts';
import type { ExchangeDocument, OpenWriter } from '../exchange.ts';
import { annotatorLoss } from '../tokens/annotator-loss.ts';
import type { SpannedSentence } from '../tokens/token-view.ts';
import { spansIn, tokenView } from '../tokens/token-view.ts';
import { WHY } from '../tokens/why.ts';
import { collected } from '../writing/collect.ts';
import { NOTHING_WRITTEN, writtenDocument } from '../writing/written-counts.ts';
import { conlluRules } from './names.ts';
import { escapeSpaces, plainSpaces } from './spaces.ts';

const FILE = 'documents.conllu';
const NOT_COMPOSED = 'The format is in Unicode NFC; characters written in parts were composed.';
const OTHER_SPACE =
  'The format has spaces, tabs and line feeds; other white space was written as one of them.';

/**
 * Writes CoNLL-U (formats.md 8): words and `MISC` alone, everything else `_`; no tree is made up. Tags are IOB2, a key
 * for each layer; `TokenRange` counts code points of the document's text; white space other than one space within a
 * sentence is in `SpacesAfter`, and in `SpacesBefore` at the beginning of the text.
 */
export const openConllu: OpenWriter = (survey, options, sink) => {
  const names = createTagNames(survey, options.layers, conlluRules(options.layers));
  for (const loss of names.losses) sink.lose(loss);
  sink.write(FILE, '');
  let count = 0;
  return {
    add(document) {
      count += 1;
      const view = tokenView(document, options, 'tag-per-layer');
      const lost = (why: string): void =>
        sink.lose({ documentId: document.id, annotationId: null, what: 'text-changed', why });
      for (const loss of [...view.losses, ...annotatorLoss(document, options.layers)]) sink.lose(loss);
      if (view.sentences.length === 0) {
        lost(WHY.noWords);
        return NOTHING_WRITTEN;
      }
      const written = documentLines(document, count - 1, view.sentences, names);
      if (document.title !== null && oneLine(document.title) !== document.title) {
        sink.lose({ documentId: document.id, annotationId: null, what: 'name-changed', why: OTHER_TITLE });
      }
      sink.write(FILE, written.lines);
      if (written.isComposed) lost(NOT_COMPOSED);
      if (written.hasOtherSpace) lost(OTHER_SPACE);
      return writtenDocument({ annotations: spansIn(view) });
    },
    end: () => names.names,
  };
};

const OTHER_TITLE =
  'The title has white space other than one space between words, or characters written in parts, which were changed.';

export const serialiseConllu = collected(openConllu);

interface WrittenDocument {
  readonly lines: string;
  readonly isComposed: boolean;
  readonly hasOtherSpace: boolean;
}

function documentLines(
  { id, title, text }: ExchangeDocument,
  index: number,
  sentences: readonly SpannedSentence[],
  names: TagNames,
): WrittenDocument {
  const places = new OffsetIndex(text);
  const name = (id ?? `document-${index + 1}`).replace(/[\s\p{Cc}]/gu, '_');
  const lines = [`# newdoc id = ${name}`];
  const heading = oneLine(title ?? '');
  if (heading !== '') lines.push(`# meta::title = ${heading}`);
  let isComposed = false;
  let hasOtherSpace = false;
  let at = 0;
  for (const [number, sentence] of sentences.entries()) {
    const { tokens } = sentence;
    const keys = keysOf(sentence, names);
    const following = sentences[number + 1];
    const rows: string[] = [];
    let line = '';
    for (const [word, { start, end }] of tokens.entries()) {
      const before = text.slice(at, start);
      const next = tokens[word + 1] ?? following?.tokens[0];
      const isLast = word === tokens.length - 1;
      const gap = text.slice(end, next?.start ?? text.length);
      const plain = plainSpaces(gap);
      hasOtherSpace ||= plain !== gap || (at === 0 && plainSpaces(before) !== before);
      const written = text.slice(start, end);
      const form = written.normalize('NFC');
      isComposed ||= form !== written;
      const misc = [
        ...(keys[word] ?? []),
        `TokenRange=${places.toCodePoint(start)}:${places.toCodePoint(end)}`,
        ...(number === 0 && word === 0 && before !== ''
          ? [`SpacesBefore=${escapeSpaces(plainSpaces(before))}`]
          : []),
        ...spaceAfter(plain, isLast, next === undefined),
      ].toSorted(byName);
      rows.push(`${word + 1}\t${form}\t_\t_\t_\t_\t_\t_\t_\t${misc.join('|')}`);
      line += isLast || gap === '' ? form : `${form} `;
      at = next?.start ?? text.length;
    }
    lines.push(`# sent_id = ${name}-s${number + 1}`, `# text = ${line}`, ...rows, '');
  }
  return { lines: `${lines.join('\n')}\n`, isComposed, hasOtherSpace };
}

/** What MISC says of the white space after a word; between sentences always, for there readers do as they please. */
function spaceAfter(gap: string, isLastOfSentence: boolean, isLastOfText: boolean): string[] {
  if (gap === '') return isLastOfText ? [] : ['SpaceAfter=No'];
  return gap === ' ' && !isLastOfSentence ? [] : [`SpacesAfter=${escapeSpaces(gap)}`];
}

/** For each word what MISC says of its spans, such as `NE=B-PERSON`. */
function keysOf({ tokens, spans }: SpannedSentence, names: TagNames): string[][] {
  const layers = Map.groupBy(spans, ({ annotation }) => annotation.layer);
  const keys: string[][] = tokens.map(() => []);
  for (const own of layers.values()) {
    const named = own.map(({ annotation, first, end }) => ({ name: names.of(annotation), first, end }));
    for (const [at, tag] of encodeTags(tokens.length, named, 'iob2').entries()) {
      if (tag === 'O') continue;
      // `B-NE=PERSON` names the span; the key stands before the tag.
      const found = /^([BI])-([^=]*)=(.*)$/su.exec(tag);
      if (found !== null) keys[at]?.push(`${found[2]}=${found[1]}-${found[3]}`);
    }
  }
  return keys;
}

function byName(a: string, b: string): number {
  const [left, right] = [a.slice(0, a.indexOf('=')), b.slice(0, b.indexOf('='))];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A comment is one line, and in NFC as everything. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
