import type { ArchiveParts } from '../shared/archive-parts.ts';
import { elementsNamed, xmlPart } from './xml-part.ts';

/** Ways to make fonts useless outside of their book (EPUB 3.3, 4.3; Adobe's older one). The text is not touched. */
const OF_FONTS: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/** Whether more than fonts of a book are encrypted (EPUB 3.3, 4.2.6.3.2), as copy protection does. */
export function isProtected(parts: ArchiveParts): boolean {
  const path = 'META-INF/encryption.xml';
  if (parts.find(path) === null) return false;
  const root = xmlPart(parts, path);
  if (typeof root === 'string') return true;
  return elementsNamed(root, 'EncryptedData').some((data) =>
    elementsNamed(data, 'EncryptionMethod').every(
      ({ attributes }) => !OF_FONTS.has(attributes.get('Algorithm') ?? ''),
    ),
  );
}
