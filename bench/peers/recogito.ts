/** @recogito/text-annotator over plain paragraphs, with its default renderer. */
import {
  createTextAnnotator,
  Origin,
  type TextAnnotation,
  type TextSelector,
} from '@recogito/text-annotator';
import '@recogito/text-annotator/text-annotator.css';
import type { Corpus, CorpusSpan } from '../corpus.ts';
import { Paragraphs } from './paragraphs.ts';
import type { Peer } from './peer.ts';

const FILLS = { entity: '#5ab4ff', quote: '#ffcd3c', claim: '#78dc78', stance: '#f078c8' } as const;

export function recogitoPeer(root: HTMLElement): Peer {
  const layerOf = new Map<string, CorpusSpan['layer']>();
  let paragraphs = new Paragraphs('');
  let counted = '';
  const annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(root, {
    annotatingEnabled: true,
    style: (annotation, state) => ({
      fill: FILLS[layerOf.get(annotation.id) ?? 'entity'],
      fillOpacity: state.hovered ? 0.7 : 0.35,
    }),
  });

  /** Recogito counts over the container's text, in which paragraphs have nothing between them. */
  function annotationOf(span: CorpusSpan): TextAnnotation {
    layerOf.set(span.id, span.layer);
    const before = (offset: number) => offset - paragraphs.indexAt(offset);
    // As annotations come from a file: by offsets. Recogito makes the range.
    const selector = {
      quote: counted.slice(before(span.start), before(span.end)),
      start: before(span.start),
      end: before(span.end),
    } as TextSelector;
    return { id: span.id, bodies: [], target: { annotation: span.id, selector: [selector] } };
  }

  /** Runs a change and waits until Recogito says that it has redrawn. */
  function redrawn(change: () => void): Promise<void> {
    return new Promise((resolve) => {
      const off = annotator.renderer.on('onRedraw', () => {
        off();
        resolve();
      });
      change();
    });
  }

  async function open(corpus: Corpus): Promise<void> {
    paragraphs = new Paragraphs(corpus.text);
    counted = paragraphs.texts.join('');
    const all = document.createDocumentFragment();
    for (const text of paragraphs.texts) {
      const element = document.createElement('p');
      element.textContent = text;
      all.append(element);
    }
    root.append(all);
    // Not `setAnnotations`: in 4.1.1 with @annotorious/core 3.8 it leaves the ranges unmade and draws nothing.
    const annotations = corpus.spans.map(annotationOf);
    await redrawn(() => annotator.state.store.bulkAddAnnotations(annotations, true, Origin.REMOTE));
  }

  return {
    open,
    add: (span) => redrawn(() => annotator.addAnnotation(annotationOf(span))),
    remove: (id) => redrawn(() => annotator.removeAnnotation(id)),
    hover: (id) => redrawn(() => annotator.state.hover.set(id)),
    filter: (layer, shown) =>
      redrawn(() => annotator.setFilter(shown ? undefined : ({ id }) => layerOf.get(id) !== layer)),
  };
}
