import type { Scheme } from '#model/scheme.ts';
import type { ProjectReader } from './session.ts';
import { annotationsOf, readAnnotation } from './storage/annotation-store.ts';
import { listAnnotators, readAnnotator, readAnnotatorByName } from './storage/annotator-store.ts';
import type { ReadableDatabase } from './storage/connection.ts';
import { statusesOf } from './storage/document-status-store.ts';
import {
  documentIds,
  documentTitles,
  documentWithText,
  readDocument,
  textHashOf,
} from './storage/document-store.ts';
import { readRelation, relationsOf, relationsTouching } from './storage/relation-store.ts';
import { parseScheme, readSchemeBody } from './storage/scheme-store.ts';
import { readOriginal, readText } from './storage/text-store.ts';

/** A project as one connection sees it. */
export function createProjectReader(db: ReadableDatabase): ProjectReader {
  let scheme: { readonly body: string; readonly value: Scheme } | null = null;
  // Edits come in runs on one document. Kept by content, so it can never be out of date.
  let lastText: { readonly sha256: string; readonly text: string } | null = null;

  return {
    db,
    scheme() {
      const body = readSchemeBody(db);
      if (scheme?.body !== body) scheme = { body, value: parseScheme(body) };
      return scheme.value;
    },
    text(id) {
      const sha256 = textHashOf(db, id);
      if (sha256 === null) throw new Error(`There is no document ${id}.`);
      if (lastText?.sha256 !== sha256) {
        const text = readText(db, sha256);
        if (text === null) throw new Error(`The text of document ${id} is missing.`);
        lastText = { sha256, text };
      }
      return lastText.text;
    },
    annotator: (id) => readAnnotator(db, id),
    annotatorByName: (name) => readAnnotatorByName(db, name),
    annotators: () => listAnnotators(db),
    document: (id) => readDocument(db, id),
    documentIds: () => documentIds(db),
    documentTitles: () => documentTitles(db),
    documentWithText: (textSha256) => documentWithText(db, textSha256),
    original: (sha256) => readOriginal(db, sha256),
    statusesOf: (id) => statusesOf(db, id),
    annotation: (id) => readAnnotation(db, id),
    annotationsOf: (id) => annotationsOf(db, id),
    relation: (id) => readRelation(db, id),
    relationsOf: (id) => relationsOf(db, id),
    relationsTouching: (id) => relationsTouching(db, id),
  };
}
