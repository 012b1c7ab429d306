import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import type { Annotation, Attributes, AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import { findBlocks, titleOf } from '#model/blocks.ts';
import { normaliseFragments, quoteOf } from '#model/fragment.ts';
import type {
  AnnotationId,
  AnnotatorId,
  DocumentId,
  LabelId,
  LayerId,
  RelationId,
  RelationTypeId,
} from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { Scheme } from '#model/scheme.ts';
import type { SampleLink, SampleSpan } from './sample-spans.ts';
import { sampleRelations, sampleSpans } from './sample-spans.ts';

const DOCUMENT = asId<DocumentId>(sampleId(1));
const ANNOTATOR = { id: asId<AnnotatorId>(sampleId(2)), name: 'Sample annotator', createdAt: minute(0) };

/** The sample article as a project would hold it, with its annotations and relations. */
export function sampleRecord(text: string, sha256: string, scheme: Scheme): JsonlRecord {
  const blocks = findBlocks(text, 'line');
  const idOf = new Map(
    sampleSpans.map(({ name }, index) => [name, asId<AnnotationId>(sampleId(100 + index))]),
  );
  const known = (name: string): AnnotationId => {
    const id = idOf.get(name);
    if (id === undefined) throw new Error(`There is no sample span named "${name}".`);
    return id;
  };
  const annotations = sampleSpans.map((span, index): Annotation => {
    const fragments = normaliseFragments(span.words.map((words) => place(text, words)));
    return {
      id: known(span.name),
      documentId: DOCUMENT,
      layer: asId<LayerId>(span.layer),
      label: asId<LabelId>(span.label),
      fragments,
      quote: quoteOf(text, fragments),
      attributes: attributesOf(span, text, known),
      annotatorId: ANNOTATOR.id,
      origin: 'manual',
      certainty: span.unsure === true ? 'unsure' : 'sure',
      note: span.note ?? '',
      schemeVersion: scheme.version,
      createdAt: minute(index + 1),
      updatedAt: minute(index + 1),
    };
  });
  return recordOf(
    {
      document: {
        id: DOCUMENT,
        title: titleOf(text, blocks),
        textSha256: sha256,
        length: text.length,
        language: 'en',
        blockRule: 'line',
        blocks,
        source: {
          publisher: 'Standoff',
          author: null,
          url: null,
          publishedAt: null,
          fileName: 'night-trams.txt',
          mediaType: 'text/plain',
          encoding: 'utf-8',
          bytesSha256: sha256,
          importedAt: minute(0),
        },
        metadata: { section: 'City' },
      },
      text,
      statuses: [{ documentId: DOCUMENT, annotatorId: ANNOTATOR.id, state: 'in-progress' }],
      annotations,
      relations: sampleRelations.map(({ type, source, target }, index) => ({
        id: asId<RelationId>(sampleId(1000 + index)),
        documentId: DOCUMENT,
        type: asId<RelationTypeId>(type),
        source: known(source),
        target: known(target),
        annotatorId: ANNOTATOR.id,
        createdAt: minute(100 + index),
      })),
    },
    scheme,
    () => ANNOTATOR,
  );
}

/** Words stand once in the text; `before|words` picks the ones right after other words that do. */
function place(text: string, words: string): Fragment {
  const [context, wanted] = words.includes('|') ? words.split('|') : ['', words];
  const whole = `${context}${wanted}`;
  const at = text.indexOf(whole);
  if (at === -1) throw new Error(`The sample article does not have "${whole}".`);
  if (text.includes(whole, at + 1)) throw new Error(`The sample article has "${whole}" more than once.`);
  return { start: asUtf16(at + (context?.length ?? 0)), end: asUtf16(at + whole.length) };
}

function attributesOf(span: SampleSpan, text: string, known: (name: string) => AnnotationId): Attributes {
  const link = (target: SampleLink): LinkTarget => {
    if ('span' in target) return { kind: 'annotation', id: known(target.span) };
    if ('words' in target) return { kind: 'fragments', fragments: [place(text, target.words)] };
    if ('text' in target) return { kind: 'text', text: target.text };
    return { kind: target.kind };
  };
  const entries = Object.entries(span.attributes ?? {}).map(([name, value]): [string, AttributeValue] => {
    if (value === 'none' || value === 'not-applicable') return [name, { is: value }];
    if (typeof value === 'object') {
      const targets: readonly SampleLink[] = 'length' in value ? value : [value];
      return [name, { is: 'links', links: targets.map(link) }];
    }
    return [name, { is: 'values', values: [value.slice(1)] }];
  });
  return Object.fromEntries(entries) as Attributes;
}

/** Ids of the form of UUIDv7, the same in every run. */
function sampleId(number: number): string {
  return `019b0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The n-th minute of the morning on which the sample was annotated. */
function minute(n: number): string {
  return new Date(Date.UTC(2026, 2, 2, 9, n)).toISOString();
}
