import type { PageElement, PageNode } from './dom.ts';
import { attributeOf, childrenOf, elementsBelow, isElement, oneLine, parentOf, rawTextOf } from './dom.ts';
import { isLeftOut } from './elements.ts';
import type { Segment } from './segment.ts';
import { segmentsOf } from './segments.ts';

/** Shorter paragraphs are as often captions, bylines or buttons. UTF-16 units. */
const SHORTEST_PROSE = 25;
/** What is mostly links is a way to somewhere else. */
const MOST_LINKED = 1 / 3;
/** An element with this much of the prose around it holds the article. */
const HOLDS_ARTICLE = 0.7;
/** With less prose than this there is no article to be found. UTF-16 units. */
const SHORTEST_ARTICLE = 140;

/**
 * The article of a page, or `null` where none stands out:
 *
 * 1. Prose is what stands in paragraphs and list items of 25 characters or more, less than a third of them links, outside
 *    of what is beside the article (`isBeside`).
 * 2. From the page down, the child is taken that holds seven tenths of the prose of its parent, until there is none, or it
 *    is an `article`. A `main` passed on the way is taken before what is in it.
 * 3. Without either, up again to the element that holds the headline too; where that is the whole page, the headline alone
 *    is put before the article.
 * 4. What is beside the article is left out, and lists that are mostly links.
 */
export function articleOf(
  page: PageNode,
  all: readonly Segment[],
  titles: readonly string[],
): Segment[] | null {
  const text = sumsOf(page, all, (segment) => segment.text.length);
  const linked = sumsOf(page, all, (segment) => segment.linked);
  const total = all.reduce((sum, segment) => sum + segment.text.length, 0);
  // Whatever it is called, an element with most of the text is not beside it.
  const holdsHeadline = aroundHeadlines(page);
  const known = new Map<PageElement, boolean>();
  const isBeside = (element: PageElement): boolean => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const is = (text.get(element) ?? 0) <= total / 2 && looksBeside(element, holdsHeadline);
    known.set(element, is);
    return is;
  };
  const prose = sumsOf(page, all, proseIn, isBeside);
  const body = childrenOf(page).find(isElement);
  if (body === undefined || (prose.get(body) ?? 0) < SHORTEST_ARTICLE) return null;

  const headline = headlineOf(page, titles, isBeside);
  const found = descend(body, prose);
  const root = headline === null || isNamed(found) ? found : withHeadline(found, headline);
  const isLinkList = (element: PageElement): boolean =>
    /^[uod]l$/.test(element.tagName) && 2 * (linked.get(element) ?? 0) > (text.get(element) ?? 0);
  const segments = segmentsOf(root, (element) => isBeside(element) || isLinkList(element));
  if (headline === null || isWithin(headline, root)) return segments;
  return [
    ...segmentsOf(headline).map((one): Segment => ({ ...one, kind: 'heading', level: 1 })),
    ...segments,
  ];
}

function proseIn({ kind, text, linked }: Segment): number {
  if (kind === 'heading' || text.length < SHORTEST_PROSE || linked > MOST_LINKED * text.length) return 0;
  return text.length - linked;
}

/** What the segments in each element come to; elements to skip count for nothing, nor do they for those around them. */
function sumsOf(
  page: PageNode,
  segments: readonly Segment[],
  measure: (segment: Segment) => number,
  skip: (element: PageElement) => boolean = () => false,
): ReadonlyMap<PageElement, number> {
  const sums = new Map<PageElement, number>();
  for (const segment of segments) {
    const { owner } = segment;
    if (owner !== null) sums.set(owner, (sums.get(owner) ?? 0) + measure(segment));
  }
  const sumUp = (node: PageNode): number => {
    let sum = isElement(node) ? (sums.get(node) ?? 0) : 0;
    if (isElement(node) && skip(node)) sum = 0;
    else for (const child of childrenOf(node)) if (isElement(child)) sum += sumUp(child);
    if (isElement(node)) sums.set(node, sum);
    return sum;
  };
  sumUp(page);
  return sums;
}

/** Elements of text: the article is around them. */
const OF_TEXT = /^(?:p|li|[uod]l|d[dt]|blockquote|pre|h[1-6]|a|figure|table)$/;

function descend(body: PageElement, prose: ReadonlyMap<PageElement, number>): PageElement {
  let at = body;
  let main: PageElement | null = null;
  for (;;) {
    if (isArticle(at)) return at;
    if (isMain(at)) main ??= at;
    const enough = HOLDS_ARTICLE * (prose.get(at) ?? 0);
    const next = childrenOf(at)
      .filter(isElement)
      .find((child) => (prose.get(child) ?? 0) >= enough);
    // A table that lays out the page is gone into; one of data has all its text itself.
    if (next === undefined || (OF_TEXT.test(next.tagName) && next.tagName !== 'table')) return main ?? at;
    at = next;
  }
}

const isArticle = ({ tagName }: PageElement): boolean => tagName === 'article';
const isMain = (element: PageElement): boolean =>
  element.tagName === 'main' || attributeOf(element, 'role') === 'main';
const isNamed = (element: PageElement): boolean => isArticle(element) || isMain(element);
const isWholePage = ({ tagName }: PageElement): boolean => tagName === 'body' || tagName === 'html';

/** The element around the article that holds its headline too, short of the whole page. */
function withHeadline(found: PageElement, headline: PageElement): PageElement {
  for (let at: PageElement | null = found; at !== null && !isWholePage(at); at = parentOf(at)) {
    if (isWithin(headline, at)) return at;
  }
  return found;
}

/** The first `h1` that is a title of the page, else the only one. */
function headlineOf(
  page: PageNode,
  titles: readonly string[],
  isBeside: (element: PageElement) => boolean,
): PageElement | null {
  const shown: PageElement[] = [];
  for (const element of elementsBelow(page)) {
    if (element.tagName !== 'h1') continue;
    if (!isOrIsIn(element, (around) => isLeftOut(around) || isBeside(around))) shown.push(element);
    if (shown.length === MOST_HEADLINES) break;
  }
  const named = shown.find((element) => {
    const words = oneLine(rawTextOf(element));
    return words !== '' && titles.some((title) => title.includes(words));
  });
  return named ?? (shown.length === 1 ? (shown[0] ?? null) : null);
}

/** A page with more has no headline among them. */
const MOST_HEADLINES = 50;

function isWithin(element: PageElement, around: PageElement): boolean {
  return isOrIsIn(element, (each) => each === around);
}

function isOrIsIn(element: PageElement, test: (element: PageElement) => boolean): boolean {
  for (let at: PageElement | null = element; at !== null; at = parentOf(at)) if (test(at)) return true;
  return false;
}

const BESIDE_TAGS = /^(?:nav|aside|footer|form|button|menu|search|fieldset)$/;
const BESIDE_ROLES =
  /^(?:navigation|complementary|banner|contentinfo|search|form|dialog|alertdialog|menu|toolbar)$/;
/** Words in classes and ids, whole ones: “tag-cloud” is one, “stage” is not. */
const BESIDE_WORDS: ReadonlySet<string> = new Set(
  (
    'nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead share sharing social related recommended ' +
    'recommendations promo ad ads advert adverts advertisement advertising sponsored newsletter subscribe subscription signup login ' +
    'comment comments disqus cookie cookies consent gdpr banner popup modal overlay toolbar pagination pager tags ' +
    'tagcloud widget outbrain taboola skip paywall'
  ).split(' '),
);

/** Whether an element is by its name, role, class or id something beside the article. */
function looksBeside(element: PageElement, holdsHeadline: ReadonlySet<PageElement>): boolean {
  const { tagName } = element;
  if (tagName === 'html' || tagName === 'body' || isNamed(element)) return false;
  if (BESIDE_TAGS.test(tagName) || BESIDE_ROLES.test(attributeOf(element, 'role') ?? '')) return true;
  // The header of the site; that of an article has its headline.
  if (tagName === 'header' && !isOrIsIn(element, isNamed)) return !holdsHeadline.has(element);
  return ['class', 'id'].some((name) => wordsOf(attributeOf(element, name) ?? '').some(isBesideWord));
}

const isBesideWord = (word: string): boolean => BESIDE_WORDS.has(word);

/** The elements that hold an `h1`. */
function aroundHeadlines(page: PageNode): ReadonlySet<PageElement> {
  const around = new Set<PageElement>();
  for (const element of elementsBelow(page)) {
    if (element.tagName !== 'h1') continue;
    for (let at = parentOf(element); at !== null && !around.has(at); at = parentOf(at)) around.add(at);
  }
  return around;
}

/** `navBar main-menu` is nav, bar, main, menu. */
function wordsOf(names: string): string[] {
  return names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}
