import type { ExchangeAnnotation, ExchangeDocument } from '#formats/exchange.ts';
import type { AnnotationFact, DocumentFact, KeptFact } from '#formats/kept-facts.ts';
import { FACT_OF_ANNOTATION, FACTS_OF_DOCUMENT } from '#formats/kept-facts.ts';
import { spanName } from '#formats/shared/span-name.ts';

const DOCUMENT_FACTS: Readonly<Record<DocumentFact, string>> = {
  title: 'The title',
  language: 'The language',
  source: 'Something of the source',
  metadata: 'Something of the metadata',
  states: 'A state',
};
const ANNOTATION_FACTS: Readonly<Record<AnnotationFact, string>> = {
  annotators: 'The annotator',
  origins: 'The origin',
};

/**
 * What of the facts that a format keeps did not come back. What came back besides is nothing wrong: where a document says
 * nothing, a format may. Documents with the same text are told apart by their ids, where these came back.
 */
export function documentDifferences(
  expected: readonly ExchangeDocument[],
  actual: readonly ExchangeDocument[],
  keeps: ReadonlySet<KeptFact>,
): string[] {
  const facts = (Object.keys(DOCUMENT_FACTS) as DocumentFact[]).filter((fact) => keeps.has(fact));
  return expected.flatMap((document) => {
    const own = actual.filter(({ id }) => id !== null && id === document.id);
    const back = own.length > 0 ? own : actual;
    return facts.flatMap((fact) => {
      const found = new Set(back.flatMap(FACTS_OF_DOCUMENT[fact]));
      const isBack = FACTS_OF_DOCUMENT[fact](document).every((said) => found.has(said));
      return isBack ? [] : [`${DOCUMENT_FACTS[fact]} of “${document.title ?? ''}” did not come back.`];
    });
  });
}

/** The same of annotations at one place, with the same label: which is which cannot be told without ids. */
export function annotationDifferences(
  title: string,
  missing: readonly ExchangeAnnotation[],
  found: readonly ExchangeAnnotation[],
  keeps: ReadonlySet<KeptFact>,
): string[] {
  const facts = (Object.keys(ANNOTATION_FACTS) as AnnotationFact[]).filter((fact) => keeps.has(fact));
  return facts.flatMap((fact) => {
    const counts = new Map<string, number>();
    for (const annotation of found) {
      const said = FACT_OF_ANNOTATION[fact](annotation);
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
    return missing.slice(0, found.length).flatMap((annotation) => {
      const said = FACT_OF_ANNOTATION[fact](annotation);
      if (said === '') return [];
      const count = counts.get(said) ?? 0;
      counts.set(said, count - 1);
      return count > 0
        ? []
        : [`${ANNOTATION_FACTS[fact]} of the ${spanName(annotation)} in “${title}” did not come back.`];
    });
  });
}
