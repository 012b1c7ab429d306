import type { DefaultTreeAdapterMap } from 'parse5';
import { defaultTreeAdapter, Parser } from 'parse5';
import type { PageNode } from './dom.ts';
import { childrenOf } from './dom.ts';

/** Deeper pages are refused: finding what an element is nested in takes time for each level (browsers stop at 512). */
export const DEEPEST_NESTING = 1000;
/** Elements of a page, among them those that the parser has to repeat where tags are not closed. */
const MOST_ELEMENTS = 1_000_000;

const REFUSED = Symbol('refused');

/** The tree of a page by the standard's parser (parse5, WHATWG HTML 13.2), which repairs what is malformed; or why not. */
export function readTree(
  html: string,
  mostElements: number = MOST_ELEMENTS,
): { readonly tree: PageNode; readonly fault: null } | { readonly tree: null; readonly fault: string } {
  let elements = 0;
  const refuse = (reason: string): never => {
    throw { [REFUSED]: reason };
  };
  const parser = new Parser<DefaultTreeAdapterMap>({
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(tagName, namespace, attributes) {
        elements += 1;
        if (elements > mostElements) refuse(tooMany(mostElements));
        if (parser.openElements.stackTop > DEEPEST_NESTING) refuse(TOO_DEEP);
        return defaultTreeAdapter.createElement(tagName, namespace, attributes);
      },
    },
  });
  try {
    parser.tokenizer.write(html, true);
  } catch (error) {
    const reason = typeof error === 'object' && error !== null ? Reflect.get(error, REFUSED) : undefined;
    return { tree: null, fault: typeof reason === 'string' ? reason : 'The page cannot be read as HTML.' };
  }
  const tree = parser.document;
  return isDeeper(tree, 2 * DEEPEST_NESTING) ? { tree: null, fault: TOO_DEEP } : { tree, fault: null };
}

const tooMany = (most: number): string =>
  `The page has more than ${most} elements. Save the part with the text as a page of its own.`;
const TOO_DEEP = `Elements of the page are nested more than ${DEEPEST_NESTING} deep. Save its text as plain text and import that.`;

/** Repairs can nest elements deeper than the parser has open. */
function isDeeper(root: PageNode, limit: number): boolean {
  let level: PageNode[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: PageNode[] = [];
    for (const node of level) for (const child of childrenOf(node)) next.push(child);
    level = next;
  }
  return false;
}
