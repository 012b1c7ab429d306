import type { AttributeValue, LinkTarget } from '#model/annotation.ts';

const ARTICLE = '@article';
const INHERITED = '@inherited';
const NONE = 'none';
const NOT_APPLICABLE = 'n/a';
/** A value that would be read as one of the above, behind any number of the backslashes that tell it apart. */
const RESERVED = /^\\*(?:none|n\/a|@article|@inherited)$/;

const escaped = (value: string): string => (RESERVED.test(value) ? `\\${value}` : value);
const unescaped = (value: string): string =>
  value.startsWith('\\') && RESERVED.test(value) ? value.slice(1) : value;

/**
 * An attribute as strings (formats.md 0.4): its values, `none`, `n/a`, and of its links those that point at no
 * text: `@article`, `@inherited`, or a name. Empty where all it has is links into the text.
 */
export function valuesToStrings(value: AttributeValue): readonly string[] {
  switch (value.is) {
    case 'none':
      return [NONE];
    case 'not-applicable':
      return [NOT_APPLICABLE];
    case 'values':
      return value.values.map(escaped);
    case 'links':
      return value.links.flatMap((link) => {
        if (link.kind === 'article') return [ARTICLE];
        if (link.kind === 'inherited') return [INHERITED];
        return link.kind === 'text' ? [escaped(link.text)] : [];
      });
  }
}

/** What `valuesToStrings` wrote; a link to a name comes back as a value, as strings cannot tell the two apart. */
export function valuesFromStrings(strings: readonly string[]): AttributeValue {
  if (strings.length === 1 && strings[0] === NONE) return { is: 'none' };
  if (strings.length === 1 && strings[0] === NOT_APPLICABLE) return { is: 'not-applicable' };
  if (!strings.includes(ARTICLE) && !strings.includes(INHERITED)) {
    return { is: 'values', values: strings.map(unescaped) };
  }
  return {
    is: 'links',
    links: strings.map((string): LinkTarget => {
      if (string === ARTICLE) return { kind: 'article' };
      if (string === INHERITED) return { kind: 'inherited' };
      return { kind: 'text', text: unescaped(string) };
    }),
  };
}
