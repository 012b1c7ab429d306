import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const w3cInfo: FormatInfo = {
  id: 'w3c',
  name: 'W3C Web Annotation',
  use: {
    kind: 'everything',
    sentence: 'Annotations as web standards have them, for archives and other programs.',
  },
  extensions: ['jsonld', 'json'],
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  reads:
    'annotations, lists, collections and pages, with the texts that are chosen together with them; spans whose position does not fit are found by their quote',
  writes:
    'a collection for each document and its text beside it; attributes, certainty and origin as bodies of the form name=value, relations and links as linking annotations',
  linkedWords: 'tagged with NAME alone, with an id that ends in .span',
  loses: [
    'the original bytes of imported files',
    'the change log',
    'the scheme (ids of layers, labels, attributes and relation types are kept)',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8 without a byte order mark',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB for all files together`,
  folder: true,
};
