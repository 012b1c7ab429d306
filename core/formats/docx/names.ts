import type { SaxesTagNS } from 'saxes';

/** ECMA-376 part 1, as programs write it (“transitional”) and as ISO/IEC 29500 “strict” names it. */
const SHORT: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** `w:p` whatever prefix the file has chosen; the local name alone for elements that say nothing of the text. */
export function nameOf({ uri, local }: SaxesTagNS): string {
  const short = SHORT[uri];
  return short === undefined ? local : `${short}:${local}`;
}

/** The value of an attribute by its local name: those of WordprocessingML differ in nothing else. */
export function valueIn(tag: SaxesTagNS, local = 'val'): string | null {
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.local === local && attribute.prefix !== 'xmlns') return attribute.value;
  }
  return null;
}

/** Of a property that is there or not, and may say that it is off. */
export function isOn(tag: SaxesTagNS): boolean {
  return !/^(?:0|false|off)$/.test(valueIn(tag) ?? '');
}

/** A whole number from 0; `null` for anything else. */
export function numberOf(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
