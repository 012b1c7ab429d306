import type { AttributeValue } from '#model/annotation.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import { escapeXmlText, xmlElement } from '../xml/write.ts';

/** States stand as symbols; values that are no plain word, or look like a state, as strings (TEI P5, chapter 18). */
const NONE = 'none';
const NOT_APPLICABLE = 'n/a';

/** The content of `f`; links stand elsewhere: see `write-links.ts`. */
export function valueXml(value: Exclude<AttributeValue, { is: 'links' }>): string {
  if (value.is === 'none') return xmlElement('symbol', { value: NONE });
  if (value.is === 'not-applicable') return xmlElement('symbol', { value: NOT_APPLICABLE });
  const items = value.values.map((text) =>
    /^[A-Za-z][\w-]*$/.test(text) && text !== NONE
      ? xmlElement('symbol', { value: text })
      : `<string>${escapeXmlText(text)}</string>`,
  );
  return items.length === 1 ? items.join('') : xmlElement('vColl', { org: 'list' }, items.join(''));
}

/** The value of an `f`; `null` where it has none that is text. */
export function readValue(feature: XmlElement): AttributeValue | null {
  const elements = childElements(feature).flatMap((child) =>
    child.name === 'vColl' ? childElements(child) : [child],
  );
  const [only] = elements;
  if (elements.length === 1 && only?.name === 'symbol') {
    const state = only.attributes.get('value');
    if (state === NONE) return { is: 'none' };
    if (state === NOT_APPLICABLE) return { is: 'not-applicable' };
  }
  const values = elements.flatMap((element) => textOf(element) ?? []);
  if (elements.length > 0) return values.length === 0 ? null : { is: 'values', values };
  const text = xmlTextOf(feature);
  return text === '' ? null : { is: 'values', values: [text] };
}

function textOf(element: XmlElement): string | null {
  if (element.name === 'string') return xmlTextOf(element);
  const value = element.attributes.get('value');
  if (value === undefined) return null;
  if (element.name === 'binary') return value === 'true' || value === '1' ? 'yes' : 'no';
  return element.name === 'symbol' || element.name === 'numeric' ? value : null;
}
