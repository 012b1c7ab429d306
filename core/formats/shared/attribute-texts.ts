import type { AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import { normaliseFragments } from '#model/fragment.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { OffsetIndex } from '#model/offset.ts';
import { asCodePoint } from '#model/offset.ts';

const NONE = 'none';
const NOT_APPLICABLE = 'n/a';
/** What a value must not look like; behind any number of the backslashes that tell it apart. */
const TAKEN = /^\\*(?:none$|n\/a$|@article$|@inherited$|@annotation:|@fragments:|@text:)/;

/**
 * An attribute as one or more texts, for formats whose values are texts: values as they are, and the words of formats.md
 * 0.4 for the rest. Links that need more say what they are: `@annotation:<id>`, `@text:<words>` and
 * `@fragments:12-15,20-22`, in code points. A value that looks like one of these gets a backslash.
 */
export function attributeToTexts(value: AttributeValue, index: OffsetIndex): readonly string[] {
  switch (value.is) {
    case 'none':
      return [NONE];
    case 'not-applicable':
      return [NOT_APPLICABLE];
    case 'values':
      return value.values.map((text) => (TAKEN.test(text) ? `\\${text}` : text));
    case 'links':
      return value.links.map((link) => linkToText(link, index));
  }
}

function linkToText(link: LinkTarget, index: OffsetIndex): string {
  switch (link.kind) {
    case 'article':
    case 'inherited':
      return `@${link.kind}`;
    case 'annotation':
      return `@annotation:${link.id}`;
    case 'text':
      return `@text:${link.text}`;
    case 'fragments':
      return `@fragments:${link.fragments
        .map(({ start, end }) => `${index.toCodePoint(start)}-${index.toCodePoint(end)}`)
        .join(',')}`;
  }
}

/** What `attributeToTexts` wrote; texts that are no links are values, whatever they look like. */
export function textsToAttribute(texts: readonly string[], index: OffsetIndex): AttributeValue {
  if (texts.length === 1 && texts[0] === NONE) return { is: 'none' };
  if (texts.length === 1 && texts[0] === NOT_APPLICABLE) return { is: 'not-applicable' };
  const links = texts.map((text) => textToLink(text, index));
  if (links.length > 0 && links.every((link) => link !== null)) return { is: 'links', links };
  return {
    is: 'values',
    values: texts.map((text) => (text.startsWith('\\') && TAKEN.test(text) ? text.slice(1) : text)),
  };
}

function textToLink(text: string, index: OffsetIndex): LinkTarget | null {
  if (text === '@article' || text === '@inherited')
    return { kind: text === '@article' ? 'article' : 'inherited' };
  const [, kind, rest = ''] = /^@(annotation|text|fragments):(.+)$/s.exec(text) ?? [];
  if (kind === 'annotation') return { kind, id: asId<AnnotationId>(rest) };
  if (kind === 'text') return { kind, text: rest };
  if (kind !== 'fragments' || !/^\d{1,10}-\d{1,10}(?:,\d{1,10}-\d{1,10})*$/.test(rest)) return null;
  const fragments: Fragment[] = [];
  for (const range of rest.split(',')) {
    const [start = 0, end = 0] = range.split('-').map(Number);
    if (start >= end || end > index.codePoints) return null;
    fragments.push({ start: index.toUtf16(asCodePoint(start)), end: index.toUtf16(asCodePoint(end)) });
  }
  return { kind, fragments: normaliseFragments(fragments) };
}
