import { ElementNode, type NodeKey } from 'lexical';
import type { BlockKind } from '#model/document.ts';
import type { DisplayBlock } from './display-blocks.ts';

/** Blocks that the browser lays out, or skips while they are far from view, together. */
export class SectionNode extends ElementNode {
  __height: number;

  constructor(height = 0, key?: NodeKey) {
    super(key);
    this.__height = height;
  }

  override $config() {
    return this.config('article-section', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'article-section';
    element.style.containIntrinsicSize = `auto ${this.__height}px`;
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

/** Neighbouring list items, so that they are announced as a list. */
export class ListNode extends ElementNode {
  override $config() {
    return this.config('article-list', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.setAttribute('role', 'list');
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

/** One display block: an element that holds exactly one text node. */
export class BlockNode extends ElementNode {
  __kind: BlockKind;
  __level: number;
  __continues: boolean;
  __continued: boolean;

  constructor(block?: DisplayBlock, key?: NodeKey) {
    super(key);
    this.__kind = block?.kind ?? 'paragraph';
    this.__level = block?.level ?? 0;
    this.__continues = block?.continues ?? false;
    this.__continued = block?.continued ?? false;
  }

  override $config() {
    return this.config('article-block', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement(this.tag());
    element.className = `article-block article-${this.__kind}`;
    if (this.__kind === 'list-item') {
      element.setAttribute('role', 'listitem');
      element.style.setProperty('--depth', String(Math.max(1, this.__level)));
    }
    if (this.__continues) element.classList.add('article-continues');
    if (this.__continued) element.classList.add('article-continued');
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }

  /** The window's own headings come first, so the article's begin at the second level. */
  private tag(): string {
    if (this.__kind === 'heading') return `h${Math.min(6, Math.max(1, this.__level) + 1)}`;
    return this.__kind === 'paragraph' ? 'p' : 'div';
  }
}
