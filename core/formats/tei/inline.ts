import { quoteOf } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import type { XmlElement } from '../xml/read.ts';
import type { TeiText } from './read-text.ts';

const NAMES = new Map([
  ['persName', 'person'],
  ['placeName', 'location'],
  ['geogName', 'location'],
  ['orgName', 'organisation'],
]);
const QUOTES = ['q', 'quote', 'said'];

/** Names and quotes that are marked in the text itself, for files without spans (formats.md section 13). */
export function readInline(text: TeiText): { readonly item: ExchangeAnnotation; readonly line: number }[] {
  return text.elements.flatMap((element) => {
    const found = kindOf(element);
    const place = text.placeOf.get(element);
    if (found === null || place === undefined || place.start >= place.end) return [];
    const fragments = [{ start: asUtf16(place.start), end: asUtf16(place.end) }];
    const who = element.attributes.get('who');
    const attributes: ExchangeAnnotation['attributes'] =
      who === undefined
        ? {}
        : { ['speaker' as never]: { is: 'links', links: [{ kind: 'text', text: who.replace(/^#/, '') }] } };
    const item: ExchangeAnnotation = {
      ...found,
      id: null,
      fragments,
      quote: quoteOf(text.text, fragments),
      attributes,
      annotator: null,
      origin: null,
      certainty: null,
      note: '',
      schemeVersion: null,
      createdAt: null,
      updatedAt: null,
    };
    return [{ item, line: element.line }];
  });
}

function kindOf({ name, attributes }: XmlElement): { layer: string; label: string | null } | null {
  if (QUOTES.includes(name)) return { layer: 'quote', label: null };
  const label = NAMES.get(name);
  if (label !== undefined) return { layer: 'entity', label };
  if (name !== 'rs' && name !== 'name') return null;
  const type = attributes.get('type') ?? null;
  return { layer: 'entity', label: type === null ? null : (NAMES.get(`${type}Name`) ?? type) };
}
