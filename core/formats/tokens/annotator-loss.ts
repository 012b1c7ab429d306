import type { ExchangeDocument, Loss } from '../exchange.ts';
import { annotationsOf, annotatorsOf } from '../json-spans/flatten.ts';
import { WHY } from './why.ts';

/** What is lost of a document with spans of several annotators, where a format does not say whose they are. */
export function annotatorLoss(document: ExchangeDocument, layers: readonly string[]): Loss[] {
  if (annotatorsOf(annotationsOf(document, layers)).size <= 1) return [];
  return [{ documentId: document.id, annotationId: null, what: 'attribute-dropped', why: WHY.annotators }];
}
