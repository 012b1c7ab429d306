import type { Fragment } from '#model/annotation.ts';
import { quoteOf } from '#model/fragment.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import type { TagMeaning } from './tag-names.ts';

/** An annotation of which a file says no more than its place and its name. */
export function plainAnnotation(
  text: string,
  fragments: readonly Fragment[],
  { layer, label }: TagMeaning,
): ExchangeAnnotation {
  return {
    id: null,
    layer,
    label,
    fragments,
    quote: quoteOf(text, fragments),
    attributes: {},
    annotator: null,
    origin: null,
    certainty: null,
    note: '',
    schemeVersion: null,
    createdAt: null,
    updatedAt: null,
  };
}
