import type { ExchangeDocument } from '../exchange.ts';
import type { Json } from '../shared/json-access.ts';
import { isObject, listOf, member, textOf } from '../shared/json-access.ts';
import type { PageElement, PageNode } from './dom.ts';
import { attributeOf, childrenOf, elementsBelow, oneLine, rawTextOf } from './dom.ts';

type Source = ExchangeDocument['source'];

/** What a page says of itself. Every text is one line. */
export interface AboutPage {
  /** The best first: of the article's description, for sharing, of the window. Not the headings. */
  readonly titles: readonly string[];
  readonly language: string | null;
  readonly source: Pick<Source, 'publisher' | 'author' | 'url' | 'publishedAt'>;
}

/**
 * Reads what pages say for search engines and for sharing: JSON-LD of an article (schema.org NewsArticle and its
 * kin), Open Graph and `article:` properties, `meta` names, `link rel=canonical`, and the comment that browsers put into
 * a saved page.
 */
export function aboutPage(page: PageNode): AboutPage {
  const metas = new Map<string, string[]>();
  const titles: string[] = [];
  const json: Json[] = [];
  let canonical: string | null = null;
  let language: string | null = null;
  let time: string | null = null;
  for (const element of elementsBelow(page)) {
    const { tagName } = element;
    if (tagName === 'meta') addMeta(metas, element);
    else if (tagName === 'title') titles.push(oneLine(rawTextOf(element)));
    else if (tagName === 'html')
      language = languageIn(attributeOf(element, 'lang') ?? attributeOf(element, 'xml:lang'));
    else if (tagName === 'body') language ??= languageIn(attributeOf(element, 'lang'));
    else if (tagName === 'link' && hasWord(element, 'rel', 'canonical'))
      canonical ??= attributeOf(element, 'href');
    else if (tagName === 'time' && isPublication(element)) time ??= attributeOf(element, 'datetime');
    else if (
      tagName === 'script' &&
      attributeOf(element, 'type')?.trim().toLowerCase() === 'application/ld+json'
    ) {
      for (const each of articlesIn(rawTextOf(element))) json.push(each);
    }
  }
  const meta = (...names: string[]): string[] => names.flatMap((name) => metas.get(name) ?? []);
  const article = json[0] ?? {};
  const said = (name: string): string[] => listOf(member(article, name)).flatMap(nameIn);
  return {
    titles: [...said('headline'), ...meta('og:title', 'twitter:title'), ...titles].filter(
      (title) => title !== '',
    ),
    language:
      language ??
      first(
        meta('content-language', 'og:locale', 'dc.language').map((tag) => languageIn(tag.replace('_', '-'))),
      ),
    source: {
      publisher: first([...said('publisher'), ...meta('og:site_name', 'dc.publisher', 'publisher')]),
      author: joined(said('author')) ?? joined(meta('author', 'article:author', 'dc.creator').filter(isName)),
      url: first(
        [canonical, ...meta('og:url'), ...said('url'), ...said('mainEntityOfPage'), savedFrom(page)].map(
          urlIn,
        ),
      ),
      publishedAt: first(
        [
          ...said('datePublished'),
          ...meta(
            'article:published_time',
            'og:article:published_time',
            'datepublished',
            'date',
            'dc.date',
            'pubdate',
          ),
          time,
        ].map(dateIn),
      ),
    },
  };
}

function addMeta(metas: Map<string, string[]>, element: PageElement): void {
  const content = oneLine(attributeOf(element, 'content') ?? '');
  if (content === '') return;
  for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
    const name = attributeOf(element, key)?.trim().toLowerCase() ?? '';
    if (name !== '') metas.set(name, [...(metas.get(name) ?? []), content].slice(0, MOST_OF_A_NAME));
  }
}

/** Enough for the authors of an article. */
const MOST_OF_A_NAME = 50;

function isPublication(element: PageElement): boolean {
  return attributeOf(element, 'itemprop') === 'datePublished' || attributeOf(element, 'pubdate') !== null;
}

function hasWord(element: PageElement, name: string, word: string): boolean {
  return (attributeOf(element, name) ?? '').toLowerCase().split(/\s+/).includes(word);
}

/** The articles of a JSON-LD script, also in lists and graphs; nothing where it is not JSON. */
function articlesIn(script: string): Json[] {
  let value: unknown;
  try {
    value = JSON.parse(script);
  } catch {
    return [];
  }
  const found: Json[] = [];
  const gather = (given: unknown, depth: number): void => {
    for (const each of listOf(given)) {
      if (!isObject(each) || depth > 3) continue;
      if (listOf(member(each, 'type')).some(isArticleType)) found.push(each);
      gather(member(each, 'graph'), depth + 1);
      gather(member(each, 'mainEntity'), depth + 1);
    }
  };
  gather(value, 0);
  return found;
}

function isArticleType(type: unknown): boolean {
  return typeof type === 'string' && /(?:Article|BlogPosting|Report)$/.test(type);
}

/** The name of a person, an organisation or a thing, which may be given as a text alone. */
function nameIn(value: unknown): string[] {
  const name = isObject(value)
    ? (textOf(member(value, 'name')) ?? textOf(member(value, 'id')))
    : textOf(value);
  return name === null || name.trim() === '' ? [] : [oneLine(name)];
}

/** Some pages give the address of the author's page. */
const isName = (author: string): boolean => !/^https?:/i.test(author);

function joined(names: readonly string[]): string | null {
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}

function first(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null && value !== '') ?? null;
}

function urlIn(value: string | null): string | null {
  const url = value?.trim() ?? '';
  return /^https?:\/\/[^\s]+$/i.test(url) ? url : null;
}

/** `<!-- saved from url=(0023)https://… -->`, and SingleFile's `url: https://…`. */
function savedFrom(page: PageNode): string | null {
  const open = [...childrenOf(page), ...childrenOf(page).flatMap(childrenOf)];
  for (const node of open) {
    if (node.nodeName !== '#comment' || !('data' in node)) continue;
    const url = /(?:saved from url=\(\d+\)|^\s*url:\s*)(https?:\/\/\S+)/m.exec(node.data)?.[1];
    if (url !== undefined) return url;
  }
  return null;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** As it is given, where that is an ISO 8601 date or date and time. */
function dateIn(value: string | null): string | null {
  const date = value?.trim() ?? '';
  return ISO_DATE.test(date) ? date : null;
}

/** BCP 47 by its form; `und` says nothing. */
function languageIn(value: string | null): string | null {
  const tag = value?.trim() ?? '';
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) && tag.toLowerCase() !== 'und' ? tag : null;
}
