import { $createTextNode, $getRoot, createEditor, type LexicalEditor } from 'lexical';
import { BlockNode, ListNode, SectionNode } from './block-nodes.ts';
import { type DisplayBlock, estimateHeight, type Section } from './display-blocks.ts';
import { keepImmutable } from './immutable-text.ts';
import type { TextMap } from './text-map.ts';

/** What is shown at once, and how much is added by each later task. */
const FIRST_SECTIONS = 2;
const SECTIONS_PER_TASK = 6;
/** Marks the updates that load the text: all others are foreign. */
const LOADING = 'article-load';

export interface TextListener {
  /** More blocks are in the DOM, and in the map. */
  loaded(): void;
  /** The text was put back after something changed it; elements may be new ones. */
  restored(): void;
}

export interface ArticleText {
  /** Resolves when all blocks are in the DOM; also when it was disposed of before. */
  readonly complete: Promise<void>;
  dispose(): void;
}

/**
 * Shows a text in `root` by Lexical and keeps it as it is: the first sections at once, the others in tasks after
 * `firstPaint`, so that the first screen of a long document does not wait for its last.
 */
export function showText(
  root: HTMLElement,
  text: string,
  map: TextMap,
  sections: readonly Section[],
  firstPaint: Promise<void>,
  listener: TextListener,
): ArticleText {
  const keys: string[] = [];
  let disposed = false;
  const editor = createEditor({
    namespace: 'article',
    nodes: [SectionNode, ListNode, BlockNode],
    onError(error) {
      throw error;
    },
  });
  root.replaceChildren();
  editor.setRootElement(root);
  const release = keepImmutable(editor, root, LOADING, () => {
    for (let index = 0; index < keys.length; index++) bindOne(editor, map, keys, index);
    listener.restored();
  });

  const load = (from: number, to: number): void => {
    const first = keys.length;
    appendSections(editor, text, map.blocks, sections.slice(from, to), keys);
    for (let index = first; index < keys.length; index++) bindOne(editor, map, keys, index);
    listener.loaded();
  };

  load(0, FIRST_SECTIONS);
  const complete = (async () => {
    if (sections.length > FIRST_SECTIONS) await firstPaint;
    for (let from = FIRST_SECTIONS; from < sections.length; from += SECTIONS_PER_TASK) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (disposed) return;
      load(from, from + SECTIONS_PER_TASK);
    }
  })();

  return {
    complete,
    dispose() {
      disposed = true;
      release();
      editor.setRootElement(null);
    },
  };
}

function appendSections(
  editor: LexicalEditor,
  text: string,
  blocks: readonly DisplayBlock[],
  sections: readonly Section[],
  keys: string[],
): void {
  editor.update(
    () => {
      const made = sections.map((section) => {
        const node = new SectionNode(estimateHeight(blocks, section));
        let list: ListNode | null = null;
        for (const block of blocks.slice(section.from, section.to)) {
          const child = new BlockNode(block);
          child.append($createTextNode(text.slice(block.start, block.end)));
          keys.push(child.getKey());
          if (block.kind !== 'list-item') {
            list = null;
            node.append(child);
          } else {
            if (list === null) {
              list = new ListNode();
              node.append(list);
            }
            list.append(child);
          }
        }
        return node;
      });
      const parent = $getRoot();
      parent.splice(parent.getChildrenSize(), 0, made);
    },
    { discrete: true, skipTransforms: true, tag: LOADING },
  );
}

function bindOne(editor: LexicalEditor, map: TextMap, keys: readonly string[], index: number): void {
  const element = editor.getElementByKey(keys[index] ?? '');
  if (element === null) return;
  // Each block finds its own direction; Lexical does so only for children of the root.
  element.dir = 'auto';
  map.bind(index, element);
}
