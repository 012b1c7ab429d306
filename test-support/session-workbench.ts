import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession } from '../core/backend/project-session.ts';
import type { ProjectReader, ProjectSession } from '../core/backend/session.ts';
import { recordStores } from '../core/backend/storage/apply.ts';
import type { ReadableDatabase } from '../core/backend/storage/connection.ts';
import { createProjectFile } from '../core/backend/storage/create-project.ts';
import { openProjectFile } from '../core/backend/storage/project-file.ts';
import type { RecordStore } from '../core/backend/storage/record-store.ts';
import { sha256 } from '../core/backend/storage/text-store.ts';
import type { EventMessage } from '../core/contract/contract.ts';
import { findBlocks } from '../core/model/blocks.ts';
import { canonicalJson } from '../core/model/canonical-json.ts';
import type { RecordKind } from '../core/model/change.ts';
import type { Annotator, DocumentRecord, DocumentStatus } from '../core/model/document.ts';
import { asId, type DocumentId } from '../core/model/ids.ts';
import { createMemoryProject, type MemoryProject } from '../core/model/memory-project.ts';
import { recordChange, statusId } from '../core/model/record-change.ts';
import type { Scheme } from '../core/model/scheme.ts';
import { newsScheme } from './news-scheme.ts';

/** A real project file in a folder of its own, with ids that count up and a clock that the test moves. */
export interface SessionWorkbench {
  readonly folder: string;
  readonly file: string;
  readonly annotator: Annotator;
  readonly events: EventMessage[];
  /** The open session; another after `reopen`. */
  session(): ProjectSession;
  reopen(): Promise<void>;
  /** One second later. */
  tick(): void;
  now(): string;
  newId(): string;
  /** Imports texts as documents in one step; answers their ids. */
  importTexts(texts: readonly string[]): Promise<DocumentId[]>;
  close(): void;
}

export async function createSessionWorkbench(scheme: Scheme = newsScheme): Promise<SessionWorkbench> {
  const folder = temporaryFolder();
  const file = join(folder, 'test.standoff');
  const events: EventMessage[] = [];
  let ids = 0;
  let seconds = 0;
  const newId = () => {
    ids += 1;
    return `id-${String(ids).padStart(8, '0')}`;
  };
  const now = () => new Date(Date.UTC(2024, 0, 1) + seconds * 1000).toISOString();
  const annotator: Annotator = { id: asId('annotator-1'), name: 'First', createdAt: now() };
  const created = createProjectFile(file, { id: 'project-1', annotator, scheme, now: now() });
  if (!created.ok) throw new Error(created.error.message);

  const open = async (): Promise<ProjectSession> => {
    const opened = await openProjectFile(file);
    if (!opened.ok) throw new Error(opened.error.message);
    return createSession({ file: opened.value, emit: (event) => void events.push(event), now, newId });
  };
  let session = await open();

  return {
    folder,
    file,
    annotator,
    events,
    session: () => session,
    async reopen() {
      session.close();
      session = await open();
    },
    tick: () => {
      seconds += 1;
    },
    now,
    newId,
    async importTexts(texts) {
      const documents = texts.map((text) => documentOf(newId(), text, now()));
      await session.commitStream('document.import', (write) => {
        for (const text of texts) session.putText(text);
        write(documents.map((document) => recordChange('document', document.id, null, document)));
      });
      return documents.map(({ id }) => id);
    },
    close() {
      session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'standoff-test-')));
}

export function documentOf(id: string, text: string, importedAt: string): DocumentRecord {
  return {
    id: asId<DocumentId>(id),
    title: text.slice(0, 20),
    textSha256: sha256(text),
    length: text.length,
    language: null,
    blockRule: 'line',
    blocks: findBlocks(text, 'line'),
    source: {
      publisher: null,
      author: null,
      url: null,
      publishedAt: null,
      fileName: `${id}.txt`,
      mediaType: 'text/plain',
      encoding: 'utf-8',
      bytesSha256: null,
      importedAt,
    },
    metadata: { section: 'news', 'a key': 'a value' },
  };
}

/** What the tables hold, in the form of `MemoryProject.snapshot`. */
export function storedSnapshot(db: ReadableDatabase): string {
  const kinds = Object.keys(recordStores) as RecordKind[];
  return canonicalJson(
    Object.fromEntries(
      kinds.map((kind) => {
        const store = recordStores[kind] as unknown as RecordStore<RecordKind>;
        return [kind, Object.fromEntries([...store.all(db)].map((record) => [idOf(kind, record), record]))];
      }),
    ),
  );
}

/** A memory project that holds what the tables hold. */
export function memoryCopy(reader: ProjectReader): MemoryProject {
  const memory = createMemoryProject(reader.scheme());
  for (const kind of Object.keys(recordStores) as RecordKind[]) {
    if (kind === 'scheme') continue;
    const store = recordStores[kind] as unknown as RecordStore<RecordKind>;
    for (const record of store.all(reader.db)) {
      memory.apply([recordChange<RecordKind>(kind, idOf(kind, record), null, record)]);
    }
  }
  for (const id of reader.documentIds()) putTextOf(memory, reader, id);
  return memory;
}

export function putTextOf(memory: MemoryProject, reader: ProjectReader, id: DocumentId): void {
  const document = reader.document(id);
  if (document !== null) memory.putText(document.textSha256, reader.text(id));
}

function idOf(kind: RecordKind, record: unknown): string {
  if (kind === 'scheme') return String((record as Scheme).version);
  if (kind === 'document-status') return statusId(record as DocumentStatus);
  return (record as { readonly id: string }).id;
}
