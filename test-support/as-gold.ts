import type { ExchangeDocument } from '#formats/exchange.ts';

/** The document as an export of gold has it: everything in it was adjudicated. */
export function asGoldDocument(document: ExchangeDocument): ExchangeDocument {
  return {
    ...document,
    annotations: document.annotations.map((annotation) => ({ ...annotation, origin: 'adjudicated' })),
  };
}
