import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fragmentsProblem, quoteOf } from '../core/model/fragment.ts';
import { exchangeDocuments, nastyDocument, nastyDocuments } from './exchange-documents.ts';

test('documents to exchange are as the model wants them', () => {
  const check = (document: ReturnType<typeof nastyDocument>): void => {
    const ids = document.annotations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { fragments, quote } of document.annotations) {
      expect(fragmentsProblem(document.text, fragments)).toBeNull();
      expect(quote).toBe(quoteOf(document.text, fragments));
    }
    for (const { source, target } of document.relations) {
      expect(ids).toContain(source);
      expect(ids).toContain(target);
    }
  };
  for (const document of nastyDocuments()) check(document);
  expect(nastyDocument().annotations).toHaveLength(19);
  fc.assert(
    fc.property(exchangeDocuments, (documents) => documents.forEach(check)),
    { numRuns: 30 },
  );
});
