import type { ExchangeAnnotation } from '../exchange.ts';

/** What an annotator is called in formats that have one word for it; empty for nobody. */
export function annotatorName({ annotator }: Pick<ExchangeAnnotation, 'annotator'>): string {
  return annotator?.name ?? annotator?.id ?? '';
}
