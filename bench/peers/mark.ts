/**
 * A plain build on @lexical/mark, at its best: all marks are made in one update, one node per stretch of text
 * that is covered by the same spans, instead of wrapping span by span.
 */
import {
  $createMarkNode,
  $isMarkNode,
  $unwrapMarkNode,
  $wrapSelectionInMarkNode,
  MarkNode,
} from '@lexical/mark';
import {
  $createParagraphNode,
  $createRangeSelection,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $setSelection,
  createEditor,
  type ElementNode,
  type NodeKey,
  type TextNode,
} from 'lexical';
import type { Corpus, CorpusSpan } from '../corpus.ts';
import { Paragraphs, type Piece } from './paragraphs.ts';
import type { Peer } from './peer.ts';

const DISCRETE = { discrete: true, skipTransforms: true } as const;

export function markPeer(root: HTMLElement): Peer {
  const editor = createEditor({
    namespace: 'bench',
    nodes: [MarkNode],
    editable: false,
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(root);
  const marksOf = new Map<string, Set<NodeKey>>();
  const layerOf = new Map<string, CorpusSpan['layer']>();
  const hidden = new Set<CorpusSpan['layer']>();
  let keys: NodeKey[] = [];
  let paragraphs = new Paragraphs('');
  let hovered: HTMLElement[] = [];

  editor.registerMutationListener(
    MarkNode,
    (mutations) =>
      editor.read(() => {
        for (const [key, mutation] of mutations) {
          const node = mutation === 'destroyed' ? null : $getNodeByKey(key);
          if (!$isMarkNode(node)) continue;
          for (const id of node.getIDs()) {
            const marks = marksOf.get(id);
            if (marks === undefined) marksOf.set(id, new Set([key]));
            else marks.add(key);
          }
        }
      }),
    { skipInitialization: true },
  );

  async function open(corpus: Corpus): Promise<void> {
    paragraphs = new Paragraphs(corpus.text);
    const pieces: Piece[][] = paragraphs.texts.map(() => []);
    for (const span of corpus.spans) {
      layerOf.set(span.id, span.layer);
      for (const piece of paragraphs.piecesOf(span)) pieces[piece.paragraph]?.push(piece);
    }
    editor.update(() => {
      const nodes = paragraphs.texts.map((text, index) => $paragraph(text, pieces[index] ?? []));
      $getRoot().splice(0, 0, nodes);
      keys = nodes.map((node) => node.getKey());
    }, DISCRETE);
  }

  async function add(span: CorpusSpan): Promise<void> {
    layerOf.set(span.id, span.layer);
    editor.update(
      () => {
        const first = $place(span.start);
        const last = $place(span.end);
        const selection = $createRangeSelection();
        selection.anchor.set(first.node.getKey(), first.offset, 'text');
        selection.focus.set(last.node.getKey(), last.offset, 'text');
        $wrapSelectionInMarkNode(selection, false, span.id);
        $setSelection(null);
      },
      { discrete: true },
    );
  }

  function $place(offset: number): { node: TextNode; offset: number } {
    const index = paragraphs.indexAt(offset);
    const paragraph = $getNodeByKey(keys[index] ?? '');
    if (!$isElementNode(paragraph)) throw new Error(`no paragraph ${index}`);
    let rest = offset - (paragraphs.starts[index] ?? 0);
    for (const node of paragraph.getAllTextNodes()) {
      const size = node.getTextContentSize();
      if (rest <= size) return { node, offset: rest };
      rest -= size;
    }
    throw new Error(`no text at ${offset}`);
  }

  async function remove(id: string): Promise<void> {
    editor.update(
      () => {
        for (const key of marksOf.get(id) ?? []) {
          const node = $getNodeByKey(key);
          if (!$isMarkNode(node)) continue;
          node.deleteID(id);
          if (node.getIDs().length === 0) $unwrapMarkNode(node);
        }
      },
      { discrete: true },
    );
    marksOf.delete(id);
  }

  async function hover(id: string | null): Promise<void> {
    for (const element of hovered) element.classList.remove('hovered');
    hovered = [...(marksOf.get(id ?? '') ?? [])].flatMap((key) => editor.getElementByKey(key) ?? []);
    for (const element of hovered) element.classList.add('hovered');
  }

  async function filter(layer: CorpusSpan['layer'], shown: boolean): Promise<void> {
    if (shown) hidden.delete(layer);
    else hidden.add(layer);
    editor.read(() => {
      const keysOfLayer = [...marksOf]
        .filter(([id]) => layerOf.get(id) === layer)
        .flatMap(([, marks]) => [...marks]);
      for (const key of new Set(keysOfLayer)) {
        const node = $getNodeByKey(key);
        if (!$isMarkNode(node)) continue;
        const visible = node.getIDs().some((id) => !hidden.has(layerOf.get(id) ?? 'entity'));
        editor.getElementByKey(key)?.classList.toggle('hidden', !visible);
      }
    });
  }

  return { open, add, remove, hover, filter };
}

/** One paragraph: text where nothing is marked, one mark with all its ids where something is. */
function $paragraph(text: string, pieces: readonly Piece[]): ElementNode {
  const paragraph = $createParagraphNode();
  const cuts = [...new Set([0, text.length, ...pieces.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const waiting = [...pieces].sort((a, b) => a.start - b.start);
  let active: Piece[] = [];
  const children = cuts.slice(0, -1).map((from, index) => {
    active = active.filter((piece) => piece.end > from);
    while (waiting[0] !== undefined && waiting[0].start <= from) active.push(...waiting.splice(0, 1));
    const node = $createTextNode(text.slice(from, cuts[index + 1]));
    if (active.length === 0) return node;
    const mark = $createMarkNode(active.map(({ span }) => span.id));
    mark.append(node);
    return mark;
  });
  paragraph.splice(0, 0, children);
  return paragraph;
}
