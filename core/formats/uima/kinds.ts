import type { AttributeValue, LinkTarget } from '#model/annotation.ts';

/**
 * How attributes stand in features (formats.md 0.4): the value or values; `none`; `n/a`; of a link that is not a span
 * `@article`, `@inherited` or its words. Where that would be read as something else (the value “none”, a link in
 * words), a feature of ours says for each text what it is: see `KINDS`.
 */
const NONE = 'none';
const NOT_APPLICABLE = 'n/a';
const ARTICLE = '@article';
const INHERITED = '@inherited';

/** `value` for values, otherwise the kind of link of each text. */
const KINDS = ['value', 'text', 'article', 'inherited'] as const;
type Kind = (typeof KINDS)[number];

export interface WrittenValue {
  /** Empty where all is in links to spans. */
  readonly texts: readonly string[];
  /** To be written where the texts alone would be read as something else. */
  readonly kinds: readonly Kind[] | null;
}

/** The part of a value that stands in a feature: everything but links to spans and stretches of text. */
export function writtenValue(value: AttributeValue): WrittenValue {
  if (value.is === 'none') return { texts: [NONE], kinds: null };
  if (value.is === 'not-applicable') return { texts: [NOT_APPLICABLE], kinds: null };
  if (value.is === 'values') {
    return { texts: value.values, kinds: readByConvention(value.values).is === 'values' ? null : ['value'] };
  }
  const links = value.links.flatMap((link) => {
    const written = writtenLink(link);
    return written === null ? [] : [written];
  });
  const texts = links.map(([text]) => text);
  const kinds = links.map(([, kind]) => kind);
  // Among links to spans the texts are part of a longer list, which convention would not tell.
  const alone = links.length === value.links.length;
  const told = alone && links.length > 0 && !kinds.includes('text') && readByConvention(texts).is === 'links';
  return { texts, kinds: told || links.length === 0 ? null : kinds };
}

function writtenLink(link: LinkTarget): [string, Kind] | null {
  if (link.kind === 'article') return [ARTICLE, 'article'];
  if (link.kind === 'inherited') return [INHERITED, 'inherited'];
  return link.kind === 'text' ? [link.text, 'text'] : null;
}

/** A value whose kinds nobody wrote down. */
export function readByConvention(texts: readonly string[]): AttributeValue {
  const [only] = texts;
  if (texts.length === 1 && only === NONE) return { is: 'none' };
  if (texts.length === 1 && only === NOT_APPLICABLE) return { is: 'not-applicable' };
  const links = texts.map((text) => linkOf(text, text === ARTICLE ? 'article' : 'inherited'));
  const areLinks = texts.length > 0 && texts.every((text) => text === ARTICLE || text === INHERITED);
  return areLinks ? { is: 'links', links } : { is: 'values', values: texts };
}

/** A value with its kinds; `null` where they do not fit, because another program changed one of them. */
export function readByKinds(texts: readonly string[], kinds: readonly string[]): AttributeValue | null {
  if (kinds.length === 1 && kinds[0] === 'value') return { is: 'values', values: texts };
  if (kinds.length !== texts.length) return null;
  const links: LinkTarget[] = [];
  for (const [index, text] of texts.entries()) {
    const kind = kinds[index];
    if (kind !== 'text' && kind !== 'article' && kind !== 'inherited') return null;
    if (kind !== 'text' && text !== (kind === 'article' ? ARTICLE : INHERITED)) return null;
    links.push(linkOf(text, kind));
  }
  return { is: 'links', links };
}

function linkOf(text: string, kind: 'text' | 'article' | 'inherited'): LinkTarget {
  return kind === 'text' ? { kind, text } : { kind };
}

/** `feature:kind,kind` of each feature, parted by spaces. */
export function kindsToText(kinds: ReadonlyMap<string, readonly string[]>): string {
  return [...kinds].map(([feature, each]) => `${feature}:${each.join(',')}`).join(' ');
}

export function kindsOfText(text: string): Map<string, readonly string[]> {
  return new Map(
    text.split(' ').map((entry) => {
      const colon = entry.indexOf(':');
      return [entry.slice(0, colon), entry.slice(colon + 1).split(',')];
    }),
  );
}
