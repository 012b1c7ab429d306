import type { Annotation, Relation } from './annotation.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Change, RecordKind, RecordTypes } from './change.ts';
import type { Annotator, DocumentRecord, DocumentStatus } from './document.ts';
import type { ProjectView } from './edit-types.ts';
import type { Scheme } from './scheme.ts';

/** A project held in memory: the plain counterpart that the stored one is compared with. */
export interface MemoryProject extends ProjectView {
  /** Keeps a text for the documents that name it; the hash is taken on trust. */
  putText(textSha256: string, text: string): void;
  /**
   * Applies changes in order. Throws where a change's `before` is not what the project holds, and then applies
   * none of them.
   */
  apply(changes: readonly Change[]): void;
  /** All records as one canonical JSON string, the same for equal projects however they came about. */
  snapshot(): string;
  /** All records of one kind, in the order they were first put. */
  all<Kind extends RecordKind>(kind: Kind): RecordTypes[Kind][];
}

export function createMemoryProject(scheme: Scheme): MemoryProject {
  const texts = new Map<string, string>();
  const records: { readonly [K in RecordKind]: Map<string, RecordTypes[K]> } = {
    annotator: new Map<string, Annotator>(),
    scheme: new Map<string, Scheme>([[String(scheme.version), scheme]]),
    document: new Map<string, DocumentRecord>(),
    'document-status': new Map<string, DocumentStatus>(),
    annotation: new Map<string, Annotation>(),
    relation: new Map<string, Relation>(),
  };
  const mapOf = (kind: RecordKind): Map<string, unknown> => records[kind] as Map<string, unknown>;

  const applyOne = ({ kind, id, before, after }: Change): void => {
    const held = mapOf(kind).get(id) ?? null;
    if (canonicalJson(held) !== canonicalJson(before)) {
      throw new Error(`The ${kind} ${id} is not what the change expects.`);
    }
    if (after === null) mapOf(kind).delete(id);
    else mapOf(kind).set(id, after);
  };

  return {
    putText: (sha, text) => {
      texts.set(sha, text);
    },
    apply: (changes) => {
      const saved = Object.entries(records).map(
        ([kind, map]) => [kind as RecordKind, new Map<string, unknown>(map)] as const,
      );
      try {
        for (const change of changes) applyOne(change);
      } catch (error) {
        for (const [kind, map] of saved) {
          mapOf(kind).clear();
          for (const [id, record] of map) mapOf(kind).set(id, record);
        }
        throw error;
      }
    },
    snapshot: () =>
      canonicalJson(
        Object.fromEntries(Object.entries(records).map(([kind, map]) => [kind, Object.fromEntries(map)])),
      ),
    all: (kind) => [...records[kind].values()],

    scheme: () => {
      const latest = [...records.scheme.values()].sort((a, b) => b.version - a.version)[0];
      if (latest === undefined) throw new Error('The project has no scheme.');
      return latest;
    },
    annotator: (id) => records.annotator.get(id) ?? null,
    annotatorByName: (name) => [...records.annotator.values()].find((one) => one.name === name) ?? null,
    document: (id) => records.document.get(id) ?? null,
    text: (id) => {
      const document = records.document.get(id);
      const text = document === undefined ? undefined : texts.get(document.textSha256);
      if (text === undefined) throw new Error(`There is no text of the document ${id}.`);
      return text;
    },
    statusesOf: (id) => [...records['document-status'].values()].filter((one) => one.documentId === id),
    annotation: (id) => records.annotation.get(id) ?? null,
    annotationsOf: (id) => [...records.annotation.values()].filter((one) => one.documentId === id),
    relation: (id) => records.relation.get(id) ?? null,
    relationsOf: (id) => [...records.relation.values()].filter((one) => one.documentId === id),
    relationsTouching: (id) =>
      [...records.relation.values()].filter((one) => one.source === id || one.target === id),
  };
}
