import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkProject } from '#backend/check/check-project.ts';
import { nextTurn } from '#backend/next-turn.ts';
import { readStats } from '#backend/storage/project-store.ts';
import { consistently } from '#backend/storage/transaction.ts';
import { answer, type HandlerContext, type HandlersOf, refuse, withSession } from './handler.ts';
import { makeSample } from './sample.ts';

type Names =
  | 'project.create'
  | 'project.open'
  | 'project.open-recent'
  | 'project.open-sample'
  | 'project.close'
  | 'project.read'
  | 'project.stats'
  | 'project.check'
  | 'annotator.select';

export function projectHandlers(context: HandlerContext): HandlersOf<Names> {
  const { project, settings } = context;

  return {
    async 'project.create'({ file, scheme }, files) {
      const path = files.pathOf(file);
      const schemeFile = scheme === undefined ? undefined : files.pathOf(scheme);
      if (path === null || schemeFile === null) return unknownFile();
      const created = await project.create(/\.standoff$/i.test(path) ? path : `${path}.standoff`, schemeFile);
      if (created.ok) return created;
      const { code, message } = created.error;
      switch (code) {
        case 'project.exists':
        case 'project.in-use':
        case 'project.not-writable':
        case 'scheme.not-readable':
          return refuse(code, message);
        default:
          // The file was whole when it was made: something has taken it away or broken it since.
          return refuse('storage.failed', message);
      }
    },

    async 'project.open'({ file }, files) {
      const path = files.pathOf(file);
      return path === null ? unknownFile() : project.open(path);
    },

    async 'project.open-recent'({ recentId }) {
      const recent = settings.recents().find(({ id }) => id === recentId);
      if (recent === undefined) {
        return refuse('recent.not-found', 'This project is not on the list any more. Open its file instead.');
      }
      return project.open(recent.path);
    },

    async 'project.open-sample'() {
      const path = join(context.dataFolder, 'Sample project.standoff');
      if (!existsSync(path)) await makeSample(context, path);
      return project.open(path);
    },

    async 'project.close'() {
      await project.close();
      return answer({});
    },

    'project.read': () => answer(project.info()),

    'project.stats': withSession(context, ({ reader }) =>
      answer(consistently(reader.db, () => readStats(reader.db))),
    ),

    'project.check': withSession(context, async (session) =>
      answer(await session.snapshot((reader) => checkProject(reader, nextTurn))),
    ),

    'annotator.select': withSession(context, (session, { name }) => {
      session.selectAnnotator(name);
      project.announce();
      const info = project.info();
      return info === null ? refuse('project.none', 'The project was closed.') : answer(info);
    }),
  };
}

function unknownFile() {
  return refuse('request.invalid', 'The app does not know this file any more. Choose it again.');
}
