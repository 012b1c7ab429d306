import { basename } from 'node:path';
import { exportProject } from '#backend/export/export-job.ts';
import { planExport } from '#backend/export/plan.ts';
import { previewExport } from '#backend/export/preview.ts';
import { importFiles, importPaste, inspectFiles } from '#backend/import/import-job.ts';
import { forgetChoices } from '#backend/import/import-memory.ts';
import { withReading } from '#backend/import/reading.ts';
import { immediately } from '#backend/storage/transaction.ts';
import { FORMATS } from '#formats/infos.ts';
import { answer, type HandlerContext, type HandlersOf, refuse, withSession } from './handler.ts';

const NOT_WRITTEN = 'This format is read and not written. Choose another.';

type TransferProcedure =
  | 'import.inspect'
  | 'import.start'
  | 'import.forget'
  | 'import.paste'
  | 'export.start'
  | 'export.preview'
  | 'format.list'
  | 'job.list'
  | 'job.cancel';

export function transferHandlers(context: HandlerContext): HandlersOf<TransferProcedure> {
  const { jobs } = context;
  return {
    'import.inspect': withSession<'import.inspect'>(context, async (session, request, files) =>
      answer(await withReading(context, (reading) => inspectFiles(session, request, files.pathOf, reading))),
    ),

    'import.start': withSession<'import.start'>(context, (session, request, files) => {
      const [first] = request.files;
      const title =
        request.files.length === 1 ? `Import of ${first?.name}` : `Import of ${request.files.length} files`;
      const jobId = jobs.start('import', title, (job) =>
        withReading(context, (reading) => importFiles(session, request, files.pathOf, job, reading)),
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
      const plan = planExport(request, session.reader.scheme());
      if (plan === null) return refuse('export.not-written', NOT_WRITTEN);
      const { file: _, ...choices } = request;
      const asked = { choices, path, appVersion: context.appVersion, now: context.now() };
      const jobId = jobs.start('export', `Export to ${basename(path)}`, (job) =>
        exportProject(session, plan, asked, job),
      );
      return answer({ jobId });
    }),

    'export.preview': withSession<'export.preview'>(context, async (session, request) => {
      const plan = planExport(request, session.reader.scheme());
      return plan === null
        ? refuse('export.not-written', NOT_WRITTEN)
        : answer(await previewExport(session, plan));
    }),

    'format.list': () =>
      answer(
        FORMATS.map(({ id, name, extensions, reads, writes, loses, folder, oneLabelPerToken }) => ({
          id,
          name,
          extensions,
          reads,
          writes,
          loses,
          folder: folder === true,
          oneLabelPerToken: oneLabelPerToken === true,
        })),
      ),

    'job.list': () => answer([...jobs.list()]),

    'job.cancel': ({ jobId }) =>
      jobs.cancel(jobId) ? answer({}) : refuse('job.not-found', 'That job has ended already.'),
  };
}
