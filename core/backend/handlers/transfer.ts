import { basename } from 'node:path';
import { exportProject } from '#backend/export/export-job.ts';
import { createLatest } from '#backend/export/latest.ts';
import { planExport } from '#backend/export/plan.ts';
import { planSplit } from '#backend/export/plan-split.ts';
import { previewExport } from '#backend/export/preview.ts';
import { splitPreviewOf } from '#backend/export/preview-split.ts';
import type { SplitMemory } from '#backend/export/split-memory.ts';
import { createSplitMemory } from '#backend/export/split-memory.ts';
import { importFiles, importPaste, inspectFiles } from '#backend/import/import-job.ts';
import { forgetChoices } from '#backend/import/import-memory.ts';
import { withReading } from '#backend/import/reading.ts';
import { nextTurn } from '#backend/next-turn.ts';
import type { ProjectSession } from '#backend/session.ts';
import { immediately } from '#backend/storage/transaction.ts';
import { FORMATS } from '#formats/infos.ts';
import { choicesOf } from '#formats/registry.ts';
import { pathsIn } from '../files/handle-paths.ts';
import type { JobTask } from '../job-thread/protocol.ts';
import { type JobThreadData, runInThread } from '../job-thread/run-in-thread.ts';
import { projectName } from '../project-name.ts';
import {
  answer,
  type CallFiles,
  type HandlerContext,
  type HandlersOf,
  refuse,
  withSession,
} from './handler.ts';

const SUPERSEDED = 'Something else was chosen in the meantime.';

type TransferProcedure =
  | 'import.inspect'
  | 'import.start'
  | 'import.forget'
  | 'import.paste'
  | 'export.start'
  | 'export.preview'
  | 'export.split'
  | 'format.list'
  | 'job.list'
  | 'job.cancel';

export function transferHandlers(context: HandlerContext): HandlersOf<TransferProcedure> {
  const { jobs } = context;
  const beginPreview = createLatest();
  const beginSplit = createLatest();
  const memories = new WeakMap<ProjectSession, SplitMemory>();
  const memoryOf = (session: ProjectSession): SplitMemory => {
    const memory = memories.get(session) ?? createSplitMemory();
    memories.set(session, memory);
    return memory;
  };
  const dataOf = (session: ProjectSession, task: JobTask, files: CallFiles): JobThreadData => ({
    task,
    project: session.file,
    paths: pathsIn(task.request, files.pathOf),
    dataFolder: context.dataFolder,
    readerUrl: context.readerUrl.href,
    appVersion: context.appVersion,
  });
  return {
    'import.inspect': withSession<'import.inspect'>(context, async (session, request, files) =>
      answer(await withReading(context, (reading) => inspectFiles(session, request, files.pathOf, reading))),
    ),

    'import.start': withSession<'import.start'>(context, (session, request, files) => {
      const [first] = request.files;
      const title =
        request.files.length === 1 ? `Import of ${first?.name}` : `Import of ${request.files.length} files`;
      const jobId = jobs.start('import', title, (job) =>
        session.concurrent
          ? session.commitBeside((stored) =>
              runInThread(context.jobUrl, dataOf(session, { is: 'import', request }, files), job, stored),
            )
          : withReading(context, (reading) => importFiles(session, request, files.pathOf, job, reading)),
      );
      return answer({ jobId });
    }),

    'import.forget': withSession<'import.forget'>(context, ({ db }, request) => {
      immediately(db, () => forgetChoices(db, request));
      return answer({});
    }),

    'import.paste': withSession<'import.paste'>(context, importPaste),

    'export.start': withSession<'export.start'>(context, (session, request, files) => {
      const path = files.pathOf(request.file);
      if (path === null) {
        return refuse('request.invalid', 'The place to export to is not known any more. Choose it again.');
      }
      const plan = planExport(request, session.reader, projectName(session.file));
      if (!plan.ok) return refuse(plan.error.code, plan.error.message);
      const { file: _, ...choices } = request;
      const { appVersion } = context;
      const splitMemory = memoryOf(session);
      const splits = request.split === undefined ? null : splitMemory.knowledge();
      const jobId = jobs.start('export', `Export to ${basename(path)}`, (job) =>
        session.concurrent
          ? runInThread(context.jobUrl, dataOf(session, { is: 'export', request, path, splits }, files), job)
          : exportProject(
              session,
              plan.value,
              { choices, path, appVersion, now: context.now(), splitMemory },
              job,
            ),
      );
      return answer({ jobId });
    }),

    'export.preview': withSession<'export.preview'>(context, async (session, request) => {
      const stopped = beginPreview();
      const plan = planExport(request, session.reader, projectName(session.file));
      if (!plan.ok) return refuse(plan.error.code, plan.error.message);
      const preview = await previewExport(session, plan.value, stopped);
      return preview === null ? refuse('export.superseded', SUPERSEDED) : answer(preview);
    }),

    'export.split': withSession<'export.split'>(context, async (session, request) => {
      const cancelled = beginSplit();
      const plan = planExport(request, session.reader, projectName(session.file));
      if (!plan.ok) return refuse(plan.error.code, plan.error.message);
      const work = { report: () => {}, cancelled, pause: nextTurn };
      const preview = await session.snapshot(async (reader) => {
        const split = await planSplit(reader, plan.value, request.split, memoryOf(session), work);
        return split === null ? null : splitPreviewOf(reader, split);
      });
      return preview === null ? refuse('export.superseded', SUPERSEDED) : answer(preview);
    }),

    'format.list': () =>
      answer(
        FORMATS.map((info) => ({
          id: info.id,
          name: info.name,
          extensions: info.extensions,
          reads: info.reads,
          writes: info.writes,
          loses: info.loses,
          folder: info.folder === true,
          linkedWords: info.linkedWords ?? null,
          oneLabelPerToken: info.oneLabelPerToken === true,
          use: info.writes === null ? null : (info.use ?? { kind: 'tools', sentence: info.writes }),
          choices: choicesOf(info),
        })),
      ),

    'job.list': () => answer([...jobs.list()]),

    'job.cancel': ({ jobId }) =>
      jobs.cancel(jobId) ? answer({}) : refuse('job.not-found', 'That job has ended already.'),
  };
}
