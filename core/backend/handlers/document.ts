import type { ProjectSession } from '#backend/session.ts';
import { annotationCountsBy, annotationCountsOfOthers } from '#backend/storage/annotation-store.ts';
import { statesBy } from '#backend/storage/document-status-store.ts';
import { type ListedDocument, listDocuments } from '#backend/storage/document-store.ts';
import { countDocuments } from '#backend/storage/project-store.ts';
import { readBeginning } from '#backend/storage/text-store.ts';
import { consistently } from '#backend/storage/transaction.ts';
import { createTextSearch, type TextSearch } from '#backend/text-search.ts';
import { distinguish, firstWords } from '#model/distinguish.ts';
import type { DocumentState, DocumentStatus } from '#model/document.ts';
import type { AnnotatorId } from '#model/ids.ts';
import { packAnnotations } from '#model/packed-annotations.ts';
import { fold, foldedTerms } from '#model/search-fold.ts';
import { applyEdit } from './apply-edit.ts';
import { answer, type HandlerContext, type HandlersOf, refuse, withSession } from './handler.ts';

type Names = 'document.list' | 'document.read' | 'document.update' | 'document.set-state' | 'document.delete';

export function documentHandlers(context: HandlerContext): HandlersOf<Names> {
  const searches = new WeakMap<ProjectSession, TextSearch>();

  function searchOf(session: ProjectSession): TextSearch {
    const known = searches.get(session);
    if (known !== undefined) return known;
    const search = createTextSearch();
    searches.set(session, search);
    const hashes = listDocuments(session.reader.db).map(({ textSha256 }) => textSha256);
    search.readAhead(session.reader.db, hashes).catch((error: unknown) => {
      console.error('Texts could not be read ahead:', error);
    });
    return search;
  }

  return {
    'document.list': withSession(context, (session, request) =>
      answer(consistently(session.reader.db, () => list(session, request.search, searchOf(session)))),
    ),

    'document.read': withSession(context, ({ reader, annotator }, { documentId }) =>
      consistently(reader.db, () => {
        const document = reader.document(documentId);
        if (document === null)
          return refuse('document.not-found', 'This document is not in the project any more.');
        const text = reader.text(documentId);
        return answer({
          document: { ...document, blocks: [...document.blocks] },
          text,
          state: stateOf(reader.statusesOf(documentId), annotator().id),
          annotations: packAnnotations(reader.annotationsOf(documentId), text),
          relations: [...reader.relationsOf(documentId)],
        });
      }),
    ),

    'document.update': withSession(context, (session, { documentId, patch }) =>
      applyEdit(session, { kind: 'document.update', documentId, patch }),
    ),

    'document.set-state': withSession(context, (session, { documentId, state }) =>
      applyEdit(session, { kind: 'document.set-state', documentId, state }),
    ),

    'document.delete': withSession(context, (session, { documentIds }) =>
      applyEdit(session, { kind: 'document.delete', documentIds }),
    ),
  };
}

/** Code points that are read of a text to find its first words; a title may stand before them. */
const BEGINNING = 400;

const byTitle = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function list(session: ProjectSession, search: string, texts: TextSearch) {
  const { db } = session.reader;
  const { id: annotatorId } = session.annotator();
  const states = statesBy(db, annotatorId);
  const counts = annotationCountsBy(db, annotatorId);
  const others = annotationCountsOfOthers(db, annotatorId);
  const all = listDocuments(db);
  const distinctions = distinguish(all, (document, fact) =>
    fact === 'beginning'
      ? firstWords(readBeginning(db, document.textSha256, BEGINNING), document.title)
      : document[fact],
  );
  const documents = matching(all, search, (term) => texts.finder(db, term))
    .sort((a, b) => byTitle.compare(a.title, b.title) || (a.id < b.id ? -1 : 1))
    .map((document) => ({
      id: document.id,
      title: document.title,
      length: document.length,
      language: document.language,
      state: states.get(document.id) ?? ('unassigned' as const),
      counts: { ...counts.get(document.id) },
      others: { ...others.get(document.id) },
      distinctions: [...(distinctions.get(document) ?? [])],
      importedAt: document.importedAt,
    }));
  return { documents, total: countDocuments(db) };
}

function matching(
  documents: readonly ListedDocument[],
  search: string,
  finder: (term: string) => (textSha256: string) => boolean,
): ListedDocument[] {
  const terms = foldedTerms(search).map((term) => ({ term, inText: finder(term) }));
  if (terms.length === 0) return [...documents];
  return documents.filter(({ title, textSha256 }) => {
    const folded = fold(title);
    return terms.every(({ term, inText }) => folded.includes(term) || inText(textSha256));
  });
}

function stateOf(statuses: readonly DocumentStatus[], annotatorId: AnnotatorId): DocumentState {
  return statuses.find((status) => status.annotatorId === annotatorId)?.state ?? 'unassigned';
}
