import type { DefaultTreeAdapterTypes } from 'parse5';

export type PageNode = DefaultTreeAdapterTypes.Node;
export type PageElement = DefaultTreeAdapterTypes.Element;

export function isElement(node: PageNode): node is PageElement {
  return 'tagName' in node;
}

export function isText(node: PageNode): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

export function childrenOf(node: PageNode): readonly PageNode[] {
  return 'childNodes' in node ? node.childNodes : [];
}

export function attributeOf(element: PageElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** The element around another one; `null` at the top. */
export function parentOf(element: PageElement): PageElement | null {
  const parent = element.parentNode;
  return parent !== null && isElement(parent) ? parent : null;
}

/** Every element below a node in the order of the page, the contents of templates aside. */
export function* elementsBelow(node: PageNode): Generator<PageElement> {
  const open: PageNode[] = [...childrenOf(node)].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isElement(next)) continue;
    yield next;
    const children = childrenOf(next);
    for (let at = children.length - 1; at >= 0; at -= 1) open.push(children[at] as PageNode);
  }
}

/** The text of all below a node, as it stands in the page. */
export function rawTextOf(node: PageNode): string {
  let text = '';
  const open: PageNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isText(next)) text += next.value;
    const children = childrenOf(next);
    for (let at = children.length - 1; at >= 0; at -= 1) open.push(children[at] as PageNode);
  }
  return text;
}

/** One line: runs of white space become one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
