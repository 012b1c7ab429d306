import type { Annotation } from '#model/annotation.ts';
import { findBlocks } from '#model/blocks.ts';
import type { Block } from '#model/document.ts';
import { type AnnotationId, asId, type DocumentId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ArticleLayer } from '../article-types.ts';

export const LAYERS: readonly ArticleLayer[] = [
  { id: asId('entity'), hue: 'blue', line: 'solid' },
  { id: asId('quote'), hue: 'ochre', line: 'dotted' },
  { id: asId('claim'), hue: 'green', line: 'dashed' },
  { id: asId('stance'), hue: 'purple', line: 'double' },
];

export const DOCUMENT: DocumentId = asId('document');

/** A span as a test writes it: layer and pairs of UTF-16 offsets. */
export interface PlainSpan {
  readonly id: string;
  readonly layer: string;
  readonly at: readonly (readonly [number, number])[];
}

export function toAnnotation({ id, layer, at }: PlainSpan): Annotation {
  return {
    id: asId<AnnotationId>(id),
    documentId: DOCUMENT,
    layer: asId(layer),
    label: null,
    fragments: at.map(([start, end]) => ({ start: asUtf16(start), end: asUtf16(end) })),
    quote: '',
    attributes: {},
    annotatorId: asId('annotator'),
    origin: 'manual',
    certainty: 'sure',
    note: '',
    schemeVersion: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}

const WORDS =
  'the minister said that prices of bread and fuel rose again in March while officials in Geneva denied every claim about the new law which parliament passed after a long debate on trade health schools water and roads'.split(
    ' ',
  );

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A seeded text like news, of about `characters`, with freely overlapping spans: mostly entities, some long quotes. */
export function makeDocument(
  characters: number,
  spans: number,
): { text: string; blocks: readonly Block[]; spans: PlainSpan[] } {
  const next = random(7);
  const paragraphs: string[] = ['Prices of bread and fuel rise again'];
  for (let length = 0; length < characters; ) {
    let paragraph = '';
    const goal = 250 + next() * 600;
    while (paragraph.length < goal) {
      const words = Array.from(
        { length: 6 + Math.floor(next() * 16) },
        () => WORDS[Math.floor(next() * WORDS.length)],
      );
      const sentence = words.join(' ');
      paragraph += `${paragraph === '' ? '' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
    }
    paragraphs.push(paragraph);
    length += paragraph.length;
  }
  const text = paragraphs.join('\n\n');
  const kinds = [
    { layer: 'entity', share: 0.6, words: 2 },
    { layer: 'quote', share: 0.75, words: 18 },
    { layer: 'claim', share: 0.9, words: 12 },
    { layer: 'stance', share: 1, words: 4 },
  ];
  const made: PlainSpan[] = Array.from({ length: spans }, (_, i) => {
    const roll = next();
    const kind = kinds.find(({ share }) => roll < share) ?? { layer: 'entity', words: 2 };
    let start = Math.floor(next() * (text.length - 200));
    start = text.indexOf(' ', start) + 1;
    let end = start;
    for (let word = 0; word < 1 + Math.floor(next() * kind.words); word++) {
      const space = text.slice(end + 1, end + 60).search(/[\s.]/);
      end = Math.min(text.length, end + 1 + Math.max(1, space));
    }
    return { id: `s${i}`, layer: kind.layer, at: [[start, end]] };
  });
  return { text, blocks: findBlocks(text, 'blank-line'), spans: made };
}
