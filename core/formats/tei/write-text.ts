import { escapeXmlText, xmlElement } from '../xml/write.ts';
import type { XmlIds } from './ids.ts';

/** The anchors of a text: one for each place that something points at, shared. */
export interface Anchors {
  /** The id of the anchor at a UTF-16 offset; made at the first call. */
  at(offset: number): string;
  /** Content of the `ab`: the text with its anchors, `lb` before each line feed, which itself is text. */
  textXml(text: string): string;
}

export function anchors(ids: XmlIds, offsets: Iterable<number>): Anchors {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const byOffset = new Map(sorted.map((offset, index) => [offset, ids.idFor(`p${index + 1}`)]));
  return {
    at: (offset) => byOffset.get(offset) ?? '',
    textXml: (text) => {
      const pieces: string[] = [];
      let from = 0;
      for (const [offset, id] of byOffset) {
        pieces.push(plainXml(text.slice(from, offset)), xmlElement('anchor', { 'xml:id': id }));
        from = offset;
      }
      pieces.push(plainXml(text.slice(from)));
      return pieces.join('');
    },
  };
}

function plainXml(text: string): string {
  return escapeXmlText(text).replaceAll('\n', '<lb/>\n');
}
