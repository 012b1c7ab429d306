import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callBackend, openBackend } from '#backend/backend.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import type { AnsweredBy, EventMessage, EventOf, RequestOf, ResponseOf } from '#contract/contract.ts';
import { CommandFailure, type ExitCode, type Surroundings } from './command.ts';

type BackendCall = AnsweredBy<'backend'>;
type JobOutcome = EventOf<'job.finished'>['outcome'];

/** The backend as commands use it: a failed call ends the command with its message. */
export interface Client {
  readonly files: FileTable;
  call<Name extends BackendCall>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>;
  /** Starts a job, shows its progress and waits for its end. */
  job<Name extends 'import.start' | 'export.start'>(
    name: Name,
    request: RequestOf<Name>,
  ): Promise<JobOutcome>;
}

/**
 * Runs something with a backend of its own and closes it, whatever happens. Recent projects and settings of the
 * app stay out of it: the data folder is a temporary one.
 */
export async function withBackend(
  around: Surroundings,
  run: (client: Client) => Promise<ExitCode>,
): Promise<ExitCode> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'standoff-cli-'));
  const backend = await openBackend({ dataFolder, appVersion: around.appVersion });
  const files = createFileTable();

  const call: Client['call'] = async (name, request) => {
    const reply = await callBackend(backend, name, request, files.pathOf);
    if (!reply.ok) throw new CommandFailure(reply.error.message);
    return reply.value;
  };

  const job: Client['job'] = async (name, request) => {
    const finished = Promise.withResolvers<JobOutcome>();
    // The job may end before its id is known, so the events are kept until then.
    const early: EventMessage[] = [];
    let jobId: string | null = null;
    const look = (event: EventMessage) => {
      if (event.event === 'job.finished' && event.value.jobId === jobId)
        finished.resolve(event.value.outcome);
    };
    const unsubscribe = backend.subscribe((event) => (jobId === null ? early.push(event) : look(event)));
    const cancel = () => {
      around.output.message('Stopping …');
      if (jobId !== null) void callBackend(backend, 'job.cancel', { jobId });
    };
    process.once('SIGINT', cancel);
    try {
      ({ jobId } = (await call(name, request)) as { jobId: string });
      for (const event of early) look(event);
      const ended = backend.ended.then((reason): never => {
        throw new CommandFailure(reason?.message ?? 'The backend has stopped.');
      });
      return await Promise.race([finished.promise, ended]);
    } finally {
      process.off('SIGINT', cancel);
      unsubscribe();
    }
  };

  try {
    return await run({ files, call, job });
  } finally {
    await backend.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Opens a project file, runs something with it and closes it. */
export function withProject(
  around: Surroundings,
  path: string,
  run: (client: Client) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withBackend(around, async (client) => {
    const { file } = client.files.adopt(around.resolve(path));
    await client.call('project.open', { file });
    return run(client);
  });
}
