/** The declaration that every file begins with: XML 1.0, which all readers take (formats.md section 5). */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escaped = (character: string): string => ESCAPES[character] ?? character;

/**
 * Text as the content of an element. A raw CR would be read as LF (XML 1.0, 2.11). Characters that XML forbids
 * must have been replaced before: see `xmlSafe`.
 */
export function escapeXmlText(text: string): string {
  return text.replace(/[&<>\r]/g, escaped);
}

/** Text between double quotes. Raw white space in an attribute would be read as spaces (XML 1.0, 3.3.3). */
export function escapeXmlAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, escaped);
}

/** A number as it is, a string escaped; an attribute that is `null` is not written. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/**
 * An element with its attributes in the order given and its content, which is XML already; without content it is
 * written as an empty element. Names are the caller's to keep legal.
 */
export function xmlElement(name: string, attributes: XmlAttributes = {}, content = ''): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXmlAttribute(String(value))}"`);
  const start = `<${name}${pairs.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}
