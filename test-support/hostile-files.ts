import type { InputFile } from '../core/formats/exchange.ts';
import type { FormatId } from '../core/formats/registry.ts';
import { inputOf } from './input-file.ts';

/** A span as a file states it; ids may come twice, offsets be any number. */
export interface StatedSpan {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface StatedLink {
  readonly from: string;
  readonly to: string;
}

export type FileMaker = (
  text: string,
  spans: readonly StatedSpan[],
  links: readonly StatedLink[],
) => readonly InputFile[];

/** Files of one document in each format that has offsets, with whatever spans a test wants. */
export const FILE_MAKERS: Readonly<Partial<Record<FormatId, FileMaker>>> = {
  doccano: (text, spans, links) => [
    inputOf('a.jsonl', {
      text,
      entities: spans.map(({ id, start, end, label }) => ({
        id,
        label,
        start_offset: start,
        end_offset: end,
      })),
      relations: links.map(({ from, to }, id) => ({ id, type: 'rel', from_id: from, to_id: to })),
    }),
  ],
  labelstudio: (text, spans, links) => [
    inputOf('a.json', [
      {
        id: 1,
        data: { text },
        annotations: [
          {
            result: [
              ...spans.map(({ id, start, end, label }) => ({
                id,
                type: 'labels',
                from_name: 'l',
                to_name: 't',
                value: { start, end, labels: [label] },
              })),
              ...links.map(({ from, to }) => ({
                type: 'relation',
                from_id: from,
                to_id: to,
                direction: 'right',
                labels: ['rel'],
              })),
            ],
          },
        ],
      },
    ]),
  ],
  prodigy: (text, spans, links) => [
    inputOf('a.jsonl', {
      text,
      spans: spans.map(({ start, end, label }) => ({ start, end, label })),
      relations: links.map(({ from, to }) => {
        const [head, child] = [from, to].map((id) => spans.find((span) => span.id === id) ?? NOWHERE);
        return { head_span: head, child_span: child, label: 'rel' };
      }),
    }),
  ],
  spacy: (text, spans) => [
    inputOf('a.jsonl', { text, entities: spans.map(({ start, end, label }) => [start, end, label]) }),
  ],
  huggingface: (text, spans, links) => [
    inputOf('a.jsonl', {
      text,
      spans: spans.map(({ id, start, end, label }) => ({ id, layer: 'entity', label, start, end })),
      relations: links.map(({ from, to }, id) => ({ id, type: 'rel', from_id: from, to_id: to })),
    }),
  ],
  brat: (text, spans, links) => [
    inputOf('a.txt', text),
    inputOf(
      'a.ann',
      ...spans.map(
        ({ id, start, end, label }) => `${id}\t${label} ${start} ${end}\t${text.slice(start, end)}`,
      ),
      ...links.map(({ from, to }, index) => `R${index + 1}\trel Arg1:${from} Arg2:${to}\t`),
    ),
  ],
  'uima-json': (text, spans, links) => [
    inputOf('a.json', {
      '%TYPES': {},
      '%FEATURE_STRUCTURES': [
        { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', sofaString: text },
        ...spans.map(({ id, start, end, label }) => ({
          '%ID': Number(id.slice(1)) + 10,
          '%TYPE': 'webanno.custom.Entity',
          '@sofa': 1,
          begin: start,
          end,
          value: label,
        })),
        ...links.map(({ from, to }, index) => ({
          '%ID': 1000 + index,
          '%TYPE': 'webanno.custom.Relation',
          '@sofa': 1,
          begin: 0,
          end: 3,
          label: 'rel',
          '@Governor': Number(from.slice(1)) + 10,
          '@Dependent': Number(to.slice(1)) + 10,
        })),
      ],
      '%VIEWS': {
        _InitialView: {
          '%SOFA': 1,
          '%MEMBERS': [...spans.map(({ id }) => Number(id.slice(1)) + 10), ...links.map((_, n) => 1000 + n)],
        },
      },
    }),
  ],
  'uima-xmi': (text, spans, links) => [
    inputOf(
      'a.xmi',
      '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">',
      '<cas:NULL xmi:id="0"/>',
      `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="${xml(text)}"/>`,
      ...spans.map(
        ({ id, start, end, label }) =>
          `<custom:Entity xmi:id="${Number(id.slice(1)) + 10}" sofa="1" begin="${start}" end="${end}" value="${xml(label)}"/>`,
      ),
      ...links.map(
        ({ from, to }, index) =>
          `<custom:Relation xmi:id="${1000 + index}" sofa="1" begin="0" end="3" label="rel" Governor="${Number(from.slice(1)) + 10}" Dependent="${Number(to.slice(1)) + 10}"/>`,
      ),
      `<cas:View sofa="1" members="${[...spans.map(({ id }) => Number(id.slice(1)) + 10), ...links.map((_, n) => 1000 + n)].join(' ')}"/>`,
      '</xmi:XMI>',
    ),
  ],
  w3c: (text, spans, links) => [
    inputOf(
      'a.jsonld',
      JSON.stringify([
        ...spans.map(({ id, start, end, label }) => ({
          '@context': 'http://www.w3.org/ns/anno.jsonld',
          id: `urn:x:${id}`,
          type: 'Annotation',
          body: { type: 'TextualBody', purpose: 'tagging', value: label },
          target: { source: 'a.txt', selector: { type: 'TextPositionSelector', start, end } },
        })),
        ...links.map(({ from, to }, index) => ({
          '@context': 'http://www.w3.org/ns/anno.jsonld',
          id: `urn:x:link${index}`,
          type: 'Annotation',
          motivation: 'linking',
          body: [{ type: 'TextualBody', purpose: 'tagging', value: 'rel' }, `urn:x:${to}`],
          target: `urn:x:${from}`,
        })),
      ]),
    ),
    inputOf('a.txt', text),
  ],
  csv: (text, spans, links) => [
    inputOf(
      'spans.csv',
      'doc_id,annotation_id,layer,label,start,end',
      ...spans.map(
        ({ id, start, end, label }) => `a,${id},entity,"${label.replaceAll('"', '""')}",${start},${end}`,
      ),
    ),
    inputOf(
      'relations.csv',
      'doc_id,type,from_id,to_id',
      ...links.map(({ from, to }) => `a,rel,${from},${to}`),
    ),
    inputOf('a.txt', text),
  ],
  stam: (text, spans, links) => [
    inputOf('a.json', {
      '@type': 'AnnotationStore',
      '@id': 'store',
      resources: [{ '@type': 'TextResource', '@id': 'a', text }],
      annotations: [
        ...spans.map(({ id, start, end, label }) => ({
          '@type': 'Annotation',
          '@id': id,
          target: {
            '@type': 'TextSelector',
            resource: 'a',
            offset: {
              '@type': 'Offset',
              begin: { '@type': 'BeginAlignedCursor', value: start },
              end: { '@type': 'BeginAlignedCursor', value: end },
            },
          },
          data: [
            { '@type': 'AnnotationData', set: 's', key: 'label', value: { '@type': 'String', value: label } },
          ],
        })),
        ...links.map(({ from, to }, index) => ({
          '@type': 'Annotation',
          '@id': `r${index}`,
          target: {
            '@type': 'DirectionalSelector',
            selectors: [from, to].map((annotation) => ({ '@type': 'AnnotationSelector', annotation })),
          },
          data: [
            { '@type': 'AnnotationData', set: 's', key: 'type', value: { '@type': 'String', value: 'rel' } },
          ],
        })),
      ],
    }),
  ],
  jsonl: (text, spans, links) => [
    inputOf('a.jsonl', {
      format: 'standoff-jsonl',
      text,
      annotations: spans.map(({ id, start, end, label }) => ({
        id,
        layer: 'entity',
        label,
        fragments: [{ start, end }],
      })),
      relations: links.map(({ from, to }) => ({ type: 'rel', source: from, target: to })),
    }),
  ],
};

const NOWHERE = { start: 90, end: 95, label: 'x' };

function xml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '"': '&quot;',
    '\n': '&#10;',
  };
  return text.replace(/[&<"\n]/g, (character) => escapes[character] ?? character);
}
