import type { DefaultTreeAdapterMap } from 'parse5';
import { defaultTreeAdapter, Parser, Token, TokenizerMode } from 'parse5';
import type { PageNode } from './dom.ts';
import { childrenOf } from './dom.ts';

/** Deeper pages are refused: finding what an element is nested in takes time for each level (browsers stop at 512). */
export const DEEPEST_NESTING = 1000;
/** Elements of a page, among them those that the parser has to repeat where tags are not closed. */
const MOST_ELEMENTS = 1_000_000;

const REFUSED = Symbol('refused');

/** `xhtml`: tags may end themselves, as in `<title/>`, which an HTML page would have run on to the next end tag. */
export type PageSyntax = 'html' | 'xhtml';

/** Reads what is written as XML by the rules of HTML, so that what is malformed is repaired all the same. */
class XhtmlParser extends Parser<DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    super.onStartTag(token);
    if (!token.selfClosing || token.ackSelfClosing) return;
    super.onEndTag({ ...token, type: Token.TokenType.END_TAG, attrs: [], selfClosing: false });
    // Where the tag began raw text, such as that of a script, none follows.
    this.tokenizer.state = TokenizerMode.DATA;
  }

  override onEndTag(token: Token.TagToken): void {
    // In HTML this is a second line break.
    if (token.tagName !== 'br') super.onEndTag(token);
  }
}

/** With the text that XML does not search for tags written as HTML has to. */
function withoutCdata(xhtml: string): string {
  let text = '';
  for (let at = 0; ; ) {
    const open = xhtml.indexOf(CDATA, at);
    const close = open === -1 ? -1 : xhtml.indexOf(']]>', open);
    if (close === -1) return text + xhtml.slice(at);
    const inside = xhtml.slice(open + CDATA.length, close);
    text += xhtml.slice(at, open) + inside.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    at = close + 3;
  }
}

const CDATA = '<![CDATA[';

/** The tree of a page by the standard's parser (parse5, WHATWG HTML 13.2), which repairs what is malformed; or why not. */
export function readTree(
  html: string,
  mostElements: number = MOST_ELEMENTS,
  syntax: PageSyntax = 'html',
): { readonly tree: PageNode; readonly fault: null } | { readonly tree: null; readonly fault: string } {
  let elements = 0;
  const refuse = (reason: string): never => {
    throw { [REFUSED]: reason };
  };
  const parser = new (syntax === 'xhtml' ? XhtmlParser : Parser<DefaultTreeAdapterMap>)({
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
    parser.tokenizer.write(syntax === 'xhtml' ? withoutCdata(html) : html, true);
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
