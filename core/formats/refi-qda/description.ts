import type { AttributeValue, Certainty, LinkTarget } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import { valuesFromStrings, valuesToStrings } from '../json-spans/attribute-values.ts';
import { attributesFrom } from '../json-spans/build-document.ts';

/** What stands in a list of links for one that leads into the text, which is a `Link` of the file. */
const SPAN = '@span';
const LIKE_SPAN = /^\\*@span$/;

const CERTAINTY = 'certainty';
/** Before an attribute that has the name of something else. */
const PREFIX = 'attribute:';

/**
 * The description of a selection: attributes as `name=value`, one for each value, parted by `;` (formats.md 14: there is
 * no better place). A backslash stands before what would be read as something else. Empty where there is nothing to say.
 */
export function describe({
  attributes,
  certainty,
}: Pick<ExchangeAnnotation, 'attributes' | 'certainty'>): string {
  const parts = certainty === null ? [] : [`${CERTAINTY}=${certainty}`];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const written = name === CERTAINTY || name.startsWith(PREFIX) ? `${PREFIX}${name}` : name;
    for (const text of textsOf(value)) {
      parts.push(`${written.replace(/[\\;=]/g, '\\$&')}=${text.replace(/[\\;]/g, '\\$&')}`);
    }
  }
  return parts.join(';');
}

function textsOf(value: AttributeValue): readonly string[] {
  const texts = valuesToStrings(value).map((text) => (LIKE_SPAN.test(text) ? `\\${text}` : text));
  if (value.is !== 'links' || texts.length === 0 || texts.length === value.links.length) return texts;
  // The order of links of both kinds would be lost otherwise.
  const rest = [...texts];
  return value.links.map((link) => (isIntoText(link) ? SPAN : (rest.shift() ?? '')));
}

function isIntoText({ kind }: LinkTarget): boolean {
  return kind === 'annotation' || kind === 'fragments';
}

export interface ReadDescription {
  readonly attributes: ExchangeAnnotation['attributes'];
  readonly certainty: Certainty | null;
  /** What is no list of attributes. */
  readonly note: string;
}

/**
 * What a description says. Other tools have comments there: these are taken for attributes only where every part of
 * them is a name, `=` and a value.
 */
export function readDescription(text: string, isOurs: boolean): ReadDescription {
  const parts = text === '' ? [] : splitAt(text, ';').map((part) => splitAt(part, '=', 2));
  const isList = parts.every(
    ([name = '', value]) => value !== undefined && (isOurs || /^\s*[\p{L}_][\p{L}\p{N}_.-]*\s*$/u.test(name)),
  );
  if (!isList) return { attributes: {}, certainty: null, note: text };
  let certainty: Certainty | null = null;
  const values = new Map<string, string[]>();
  for (const [given = '', value = ''] of parts) {
    const name = isOurs ? unescaped(given) : unescaped(given).trim();
    const sure = name === CERTAINTY ? CERTAINTIES.find((one) => one === unescaped(value)) : undefined;
    if (sure !== undefined) {
      certainty = sure;
      continue;
    }
    const attribute = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
    const known = values.get(attribute);
    if (known === undefined) values.set(attribute, [unescaped(value)]);
    else known.push(unescaped(value));
  }
  const entries = [...values].map(([name, texts]) => [name, readTexts(texts)] as const);
  return { attributes: attributesFrom(entries), certainty, note: '' };
}

function readTexts(texts: readonly string[]): AttributeValue {
  const plain = (text: string): string =>
    text.startsWith('\\') && LIKE_SPAN.test(text) ? text.slice(1) : text;
  if (!texts.includes(SPAN)) return valuesFromStrings(texts.map(plain));
  // Each of the others is a link, whatever it looks like.
  return {
    is: 'links',
    links: texts.map((text): LinkTarget => {
      if (text === SPAN) return WAITING;
      const value = valuesFromStrings([plain(text), '@article']);
      return value.is === 'links' ? (value.links[0] ?? WAITING) : WAITING;
    }),
  };
}

/** Known by its identity: a link that waits for the next `Link` of its name. */
const WAITING: LinkTarget = { kind: 'text', text: SPAN };

/** Attributes with the links into the text, which were added at the end, in the places that wait for them. */
export function withLinksInPlace(
  attributes: ExchangeAnnotation['attributes'],
): ExchangeAnnotation['attributes'] {
  const entries = Object.entries(attributes).flatMap(
    ([name, value]): [string, AttributeValue | undefined][] => {
      if (value?.is !== 'links' || !value.links.includes(WAITING)) return [[name, value]];
      const later = value.links.filter(isIntoText);
      const links = value.links
        .filter((link) => !isIntoText(link))
        .flatMap((link) => (link === WAITING ? (later.shift() ?? []) : [link]));
      const all = [...links, ...later];
      return all.length === 0 ? [] : [[name, { is: 'links', links: all }]];
    },
  );
  return attributesFrom(entries);
}

/** Parts of a text between signs that have no backslash before them; at most so many. */
function splitAt(text: string, sign: string, most = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length && parts.length < most - 1; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === sign) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function unescaped(text: string): string {
  return text.replace(/\\([\\;=])/g, '$1');
}
