import { basename } from 'node:path';
import { exportProject } from '#backend/export/export-job.ts';
import { importFiles, importPaste, inspectFiles } from '#backend/import/import-job.ts';
import { answer, type HandlerContext, type HandlersOf, refuse, withSession } from './handler.ts';

type TransferProcedure =
  | 'import.inspect'
  | 'import.start'
  | 'import.paste'
  | 'export.start'
  | 'job.list'
  | 'job.cancel';

export function transferHandlers(context: HandlerContext): HandlersOf<TransferProcedure> {
  const { jobs } = context;
  return {
    'import.inspect': withSession<'import.inspect'>(context, async (session, request, files) =>
      answer(await inspectFiles(session, request, files.pathOf)),
    ),

    'import.start': withSession<'import.start'>(context, (session, request, files) => {
      const [first] = request.files;
      const title =
        request.files.length === 1 ? `Import of ${first?.name}` : `Import of ${request.files.length} files`;
      const jobId = jobs.start('import', title, (job) => importFiles(session, request, files.pathOf, job));
      return answer({ jobId });
    }),

    'import.paste': withSession<'import.paste'>(context, importPaste),

    'export.start': withSession<'export.start'>(context, (session, request, files) => {
      const path = files.pathOf(request.file);
      if (path === null) {
        return refuse('request.invalid', 'The place to export to is not known any more. Choose it again.');
      }
      const jobId = jobs.start('export', `Export to ${basename(path)}`, (job) =>
        exportProject(session, request, path, job),
      );
      return answer({ jobId });
    }),

    'job.list': () => answer([...jobs.list()]),

    'job.cancel': ({ jobId }) =>
      jobs.cancel(jobId) ? answer({}) : refuse('job.not-found', 'That job has ended already.'),
  };
}
