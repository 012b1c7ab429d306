import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../tally.ts';
import { checked } from './outcome.ts';
import { loadPackage } from './packages.ts';

/** What is used of jsonld. */
interface JsonLd {
  readonly default: {
    toRDF(
      document: unknown,
      options: { readonly documentLoader: Loader; readonly base: string; readonly safe: boolean },
    ): Promise<{ readonly predicate: { readonly value: string } }[]>;
  };
}
type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;

const CONTEXT_URL = 'http://www.w3.org/ns/anno.jsonld';
const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const DCTERMS = 'http://purl.org/dc/terms/';

const toIri = (iri: string) => ({ '@id': iri, '@type': '@id' });
const toWord = (iri: string) => ({ '@id': iri, '@type': '@vocab' });

/**
 * The terms that our files use, as the vocabulary of Web Annotation defines them (W3C Recommendation of 2017, appendix A).
 * A term that is not here makes jsonld refuse the file.
 */
const CONTEXT = {
  '@context': {
    id: '@id',
    type: '@type',
    Annotation: `${OA}Annotation`,
    AnnotationCollection: `${AS}OrderedCollection`,
    AnnotationPage: `${AS}OrderedCollectionPage`,
    Person: 'http://xmlns.com/foaf/0.1/Person',
    TextualBody: `${OA}TextualBody`,
    TextPositionSelector: `${OA}TextPositionSelector`,
    TextQuoteSelector: `${OA}TextQuoteSelector`,
    classifying: `${OA}classifying`,
    commenting: `${OA}commenting`,
    describing: `${OA}describing`,
    linking: `${OA}linking`,
    tagging: `${OA}tagging`,
    body: toIri(`${OA}hasBody`),
    target: toIri(`${OA}hasTarget`),
    source: toIri(`${OA}hasSource`),
    selector: toIri(`${OA}hasSelector`),
    creator: toIri(`${DCTERMS}creator`),
    motivation: toWord(`${OA}motivatedBy`),
    purpose: toWord(`${OA}hasPurpose`),
    items: { '@id': `${AS}items`, '@type': '@id', '@container': '@list' },
    first: toIri(`${AS}first`),
    partOf: toIri(`${AS}partOf`),
    total: { '@id': `${AS}totalItems`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
    startIndex: { '@id': `${AS}startIndex`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
    created: { '@id': `${DCTERMS}created`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
    modified: { '@id': `${DCTERMS}modified`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
    label: 'http://www.w3.org/2000/01/rdf-schema#label',
    nickname: 'http://xmlns.com/foaf/0.1/nick',
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
    start: { '@id': `${OA}start`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
    end: { '@id': `${OA}end`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
    exact: `${OA}exact`,
    prefix: `${OA}prefix`,
    suffix: `${OA}suffix`,
  },
};

/** jsonld turns every file into RDF, strictly: every selector of the file must be a statement of it. */
export async function checkJsonLd(set: string, home: string): Promise<Tally[]> {
  const { default: jsonld } = await loadPackage<JsonLd>('jsonld');
  const documentLoader: Loader = async (url) => {
    if (url !== CONTEXT_URL) throw new Error(`it asks for ${url}`);
    return { contextUrl: null, documentUrl: url, document: CONTEXT };
  };
  const check = async (): Promise<void> => {
    const names = readdirSync(join(home, 'w3c')).filter((name) => name.endsWith('.jsonld'));
    if (names.length === 0) throw new Error('there are no files');
    for (const name of names) {
      const source = readFileSync(join(home, 'w3c', name), 'utf8');
      const base = 'http://example.org/';
      const quads = await jsonld.toRDF(JSON.parse(source), { documentLoader, base, safe: true });
      const positions = source.split('"TextPositionSelector"').length - 1;
      const starts = quads.filter(({ predicate }) => predicate.value === `${OA}start`).length;
      if (starts !== positions)
        throw new Error(`${name}: ${starts} positions in RDF and ${positions} in the file`);
    }
  };
  return [await checked(`${set}: jsonld, w3c`, check)];
}
