/**
 * What an annotation says besides its label: texts of the form `name=value` (formats.md 12). A name has `%` and `=`
 * encoded. These names are taken: an attribute that has one of them gets `attribute:` before it.
 */
export const OWN_NAMES = ['certainty', 'origin', 'schemeVersion'] as const;

const PREFIX = 'attribute:';

export function describing(name: string, value: string): string {
  return `${name.replace(/[%=]/g, (character) => (character === '=' ? '%3D' : '%25'))}=${value}`;
}

export function describingAttribute(name: string, value: string): string {
  const taken = (OWN_NAMES as readonly string[]).includes(name) || name.startsWith(PREFIX);
  return describing(taken ? `${PREFIX}${name}` : name, value);
}

export interface Described {
  /** Of one of the taken names, or of an attribute. */
  readonly own: (typeof OWN_NAMES)[number] | null;
  readonly name: string;
  readonly value: string;
}

/** `null` where a text has not the form. */
export function readDescribing(text: string): Described | null {
  const at = text.indexOf('=');
  if (at <= 0) return null;
  const name = text.slice(0, at).replaceAll('%3D', '=').replaceAll('%25', '%');
  const value = text.slice(at + 1);
  const own = OWN_NAMES.find((word) => word === name) ?? null;
  return { own, name: name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name, value };
}
