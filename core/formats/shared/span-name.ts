import type { ExchangeAnnotation } from '../exchange.ts';

/** The longest quote that is shown whole, in code points. */
const QUOTE_SHOWN = 40;

/** What a sentence calls a span: `span “the old tram” (entity: product)`. */
export function spanName({ layer, label, quote }: ExchangeAnnotation): string {
  const start = [...quote.slice(0, 2 * QUOTE_SHOWN + 2)];
  const words = start.length > QUOTE_SHOWN ? `${start.slice(0, QUOTE_SHOWN).join('')}…` : quote;
  return `span “${words}” (${label === null ? layer : `${layer}: ${label}`})`;
}
