import type { ExchangeAnnotation, ExchangeDocument } from './exchange.ts';

/** What a format may keep besides texts, spans, attributes and relations: `FormatInfo.keeps` says which. */
export const KEPT_FACTS = [
  'annotators',
  'origins',
  'title',
  'language',
  'source',
  'metadata',
  'states',
] as const;
export type KeptFact = (typeof KEPT_FACTS)[number];

/** Facts of annotations; the others are of documents. */
export type AnnotationFact = Extract<KeptFact, 'annotators' | 'origins'>;
export type DocumentFact = Exclude<KeptFact, AnnotationFact>;

const SOURCE_FACTS = ['publisher', 'author', 'url', 'publishedAt'] as const;

/** What an annotation says of a fact; empty where nothing. Ids are not compared: formats have names. */
export const FACT_OF_ANNOTATION: Readonly<
  Record<AnnotationFact, (annotation: ExchangeAnnotation) => string>
> = {
  annotators: ({ annotator }) => annotator?.name ?? annotator?.id ?? '',
  origins: ({ origin }) => origin ?? '',
};

/** What a document says of a fact, part by part; a part that says nothing is not among them. */
export const FACTS_OF_DOCUMENT: Readonly<Record<DocumentFact, (document: ExchangeDocument) => string[]>> = {
  title: ({ title }) => parts([title]),
  language: ({ language }) => parts([language]),
  source: ({ source }) =>
    SOURCE_FACTS.flatMap((name) => parts([source[name]]).map((said) => `${name} ${said}`)),
  metadata: ({ metadata }) => Object.entries(metadata).map((entry) => JSON.stringify(entry)),
  states: ({ states }) =>
    states.map(({ annotator, state }) => `${annotator.name ?? annotator.id ?? ''} ${state}`),
};

function parts(said: readonly (string | null)[]): string[] {
  return said.filter((part) => part !== null && part !== '') as string[];
}
