import { join } from 'node:path';
import { callBackend, openBackend } from '../../core/backend/backend.ts';
import type { AdoptedFile } from '../../core/backend/files/file-table.ts';
import { createFileTable } from '../../core/backend/files/file-table.ts';
import type { AnsweredBy, EventOf, RequestOf, ResponseOf } from '../../core/contract/contract.ts';

export type JobOutcome = EventOf<'job.finished'>['outcome'];

/** The backend as a shell has it: its worker thread, and files by handle. */
export interface BackendClient {
  handle(path: string): AdoptedFile['file'];
  /** Throws where the reply is an error. */
  call<Name extends AnsweredBy<'backend'>>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>;
  /** Starts a job and waits for its end. */
  job<Name extends 'import.start' | 'export.start'>(
    name: Name,
    request: RequestOf<Name>,
  ): Promise<JobOutcome>;
  close(): Promise<void>;
}

export async function openBackendClient(folder: string): Promise<BackendClient> {
  const backend = await openBackend({ dataFolder: join(folder, 'data'), appVersion: '0.0.0' });
  const files = createFileTable();
  const call: BackendClient['call'] = async (name, request) => {
    const reply = await callBackend(backend, name, request, files.pathOf);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value;
  };
  return {
    handle: (path) => files.adopt(path).file,
    call,
    async job(name, request) {
      const outcomes = new Map<string, JobOutcome>();
      let look = (): void => {};
      const end = backend.subscribe((event) => {
        if (event.event !== 'job.finished') return;
        outcomes.set(event.value.jobId, event.value.outcome);
        look();
      });
      try {
        const { jobId } = (await call(name, request)) as { jobId: string };
        return await new Promise((resolve) => {
          look = () => {
            const outcome = outcomes.get(jobId);
            if (outcome !== undefined) resolve(outcome);
          };
          look();
        });
      } finally {
        end();
      }
    },
    close: () => backend.close(),
  };
}
