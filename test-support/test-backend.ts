import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callBackend, openBackend } from '../core/backend/backend.ts';
import type { AdoptedFile } from '../core/backend/files/file-table.ts';
import { createFileTable } from '../core/backend/files/file-table.ts';
import type {
  AnsweredBy,
  EventMessage,
  EventOf,
  Reply,
  RequestOf,
  ResponseOf,
} from '../core/contract/contract.ts';
import type { Annotation } from '../core/model/annotation.ts';
import type { DocumentId } from '../core/model/ids.ts';
import { unpackAnnotations } from '../core/model/packed-annotations.ts';

type Outcome = EventOf<'job.finished'>['outcome'];

/** A real backend with its worker, on a folder of its own. */
export interface TestBackend {
  readonly folder: string;
  readonly events: readonly EventMessage[];
  /** Writes a file into the folder and makes it known. */
  put(name: string, content: string | Uint8Array): Promise<AdoptedFile>;
  /** Makes a file known that is there or will be. */
  adopt(name: string): AdoptedFile;
  reply<Name extends AnsweredBy<'backend'>>(name: Name, request: RequestOf<Name>): Promise<Reply<Name>>;
  /** The value; throws where the reply is an error. */
  call<Name extends AnsweredBy<'backend'>>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>;
  /** A document with its annotations as records. */
  read(
    documentId: DocumentId,
  ): Promise<Omit<ResponseOf<'document.read'>, 'annotations'> & { readonly annotations: Annotation[] }>;
  /** Starts a job and waits for its end. `meanwhile` runs right after the start. */
  job<Name extends 'import.start' | 'export.start'>(
    name: Name,
    request: RequestOf<Name>,
    meanwhile?: (jobId: string) => Promise<unknown>,
  ): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openTestBackend(): Promise<TestBackend> {
  const folder = await mkdtemp(join(tmpdir(), 'standoff-test-'));
  const backend = await openBackend({ dataFolder: join(folder, 'data'), appVersion: '0.0.0' });
  const files = createFileTable();
  const events: EventMessage[] = [];
  const waiting = new Set<() => void>();
  backend.subscribe((event) => {
    events.push(event);
    for (const look of [...waiting]) look();
  });

  const reply: TestBackend['reply'] = (name, request) => callBackend(backend, name, request, files.pathOf);
  const call: TestBackend['call'] = async (name, request) => {
    const answer = await reply(name, request);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  };
  const outcomeOf = (jobId: string): Outcome | undefined => {
    for (const event of events) {
      if (event.event === 'job.finished' && event.value.jobId === jobId) return event.value.outcome;
    }
    return undefined;
  };

  return {
    folder,
    events,
    async put(name, content) {
      await writeFile(join(folder, name), content);
      return files.adopt(join(folder, name));
    },
    adopt: (name) => files.adopt(join(folder, name)),
    reply,
    call,
    async read(documentId) {
      const read = await call('document.read', { documentId });
      return { ...read, annotations: unpackAnnotations(read.annotations, documentId, read.text) };
    },
    async job(name, request, meanwhile) {
      const { jobId } = (await call(name, request)) as { jobId: string };
      await meanwhile?.(jobId);
      return new Promise((resolve) => {
        const look = () => {
          const outcome = outcomeOf(jobId);
          if (outcome === undefined) return;
          waiting.delete(look);
          resolve(outcome);
        };
        waiting.add(look);
        look();
      });
    },
    async close() {
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
