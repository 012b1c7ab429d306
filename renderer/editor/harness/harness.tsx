import '@fontsource-variable/source-serif-4';
import '../../ui/tokens.css';
import './harness.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { findBlocks } from '#model/blocks.ts';
import type { BlockRule } from '#model/document.ts';
import { type AnnotationId, asId, type LayerId } from '#model/ids.ts';
import { type AnnotationStore, createAnnotationStore } from '../../client/annotation-source.ts';
import type { ArticleAttention, ArticleHandle, ArticleViewProps } from '../article-types.ts';
import { ArticleView } from '../article-view.tsx';
import { DOCUMENT, LAYERS, makeDocument, type PlainSpan, toAnnotation } from './make-document.ts';

/** An article with nothing around it, driven by the browser tests of the editor: what it tells lands in `events`. */
const host = document.getElementById('page');
if (host === null) throw new Error('The page lacks its element.');
const root = createRoot(host);

type Event = { readonly kind: string; readonly value: unknown };

const NOTHING: ArticleAttention = {
  selectedId: null,
  hoveredId: null,
  linkedIds: [],
  preview: null,
  matches: [],
  match: null,
};
const attentive = new Set<() => void>();

const harness = {
  attention: NOTHING,
  events: [] as Event[],
  handle: null as ArticleHandle | null,
  store: createAnnotationStore([]) as AnnotationStore,
  props: null as ArticleViewProps | null,

  open(text: string, spans: readonly PlainSpan[], rule: BlockRule = 'blank-line', strict = false): void {
    harness.openParts(text, findBlocks(text, rule), spans, strict);
  },
  openMade(characters: number, spans: number): void {
    const made = makeDocument(characters, spans);
    harness.openParts(made.text, made.blocks, made.spans, false);
  },
  openParts(
    text: string,
    blocks: ArticleViewProps['blocks'],
    spans: readonly PlainSpan[],
    strict: boolean,
  ): void {
    harness.events.length = 0;
    harness.attention = NOTHING;
    harness.store = createAnnotationStore(spans.map(toAnnotation));
    performance.clearMarks();
    performance.mark('harness:open');
    harness.render(
      {
        documentId: DOCUMENT,
        text,
        blocks,
        language: null,
        label: 'Article',
        layers: LAYERS,
        hiddenLayers: new Set<LayerId>(),
        annotations: harness.store,
        attention: {
          now: () => harness.attention,
          subscribe(listener) {
            attentive.add(listener);
            return () => attentive.delete(listener);
          },
        },
        snap: true,
        readOnlyBoundaries: false,
        onSelect: (selection) =>
          harness.tell(
            'select',
            selection && {
              raw: [selection.raw.start, selection.raw.end],
              fragment: [selection.fragment.start, selection.fragment.end],
              by: selection.by,
              rect: selection.rect.toJSON(),
            },
          ),
        onCaret: (offset, ids) => harness.tell('caret', { offset, ids }),
        onActivate: ({ id, stack, offset, by }) => {
          harness.tell('activate', { id, stack, offset, by });
          harness.attend({ selectedId: id });
        },
        onHover: (id) => {
          harness.tell('hover', id);
          harness.attend({ hoveredId: id });
        },
        onBoundaryChange: (id, fragments) => {
          harness.tell('boundary', { id, fragments: fragments.map(({ start, end }) => [start, end]) });
          const before = harness.store.get(id);
          if (before !== undefined) harness.store.apply({ put: [{ ...before, fragments }], removed: [] });
        },
      },
      strict,
    );
  },
  attend(patch: Partial<ArticleAttention>): void {
    harness.attention = { ...harness.attention, ...patch };
    for (const listener of [...attentive]) listener();
  },
  set(patch: Partial<ArticleViewProps>): void {
    if (harness.props !== null) harness.render({ ...harness.props, ...patch });
  },
  hide(layers: readonly string[]): void {
    harness.set({ hiddenLayers: new Set(layers.map((id) => asId<LayerId>(id))) });
  },
  put(span: PlainSpan): void {
    harness.store.apply({ put: [toAnnotation(span)], removed: [] });
  },
  remove(id: string): void {
    harness.store.apply({ put: [], removed: [asId<AnnotationId>(id)] });
  },
  render(props: ArticleViewProps, strict = false): void {
    harness.props = props;
    const view = (
      <ArticleView
        ref={(handle) => {
          harness.handle = handle;
        }}
        {...props}
      />
    );
    flushSync(() => root.render(strict ? <StrictMode>{view}</StrictMode> : view));
  },
  tell(kind: string, value: unknown): void {
    harness.events.push({ kind, value });
  },
};

export type Harness = typeof harness;
Object.assign(globalThis, { harness });
