import type { ProjectReader } from '#backend/session.ts';
import { foreignKeyProblems, integrityProblems } from '#backend/storage/integrity.ts';
import { checkDocument } from './check-document.ts';
import { checkLog } from './check-log.ts';
import { checkOriginals, checkTexts } from './check-texts.ts';
import { attempt, type Pause, type Problem, type Report } from './problem.ts';

/** Problems listed at most; a damaged file can have millions. */
const MOST_PROBLEMS = 1000;

/** Looks at everything a project holds. Reads only. */
export async function checkProject(reader: ProjectReader, pause: Pause) {
  const problems: Problem[] = [];
  const report: Report = (check, place, message) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ check, place, message });
  };

  await attempt(report, 'project file', () => {
    for (const message of integrityProblems(reader.db)) report('file', 'project file', message);
    for (const { table, parent } of foreignKeyProblems(reader.db)) {
      report('foreign-key', table, `A row of "${table}" belongs to a row of "${parent}" that is not there.`);
    }
  });
  await attempt(report, 'texts', () => checkTexts(reader.db, report, pause));
  await attempt(report, 'originals', () => checkOriginals(reader.db, report, pause));

  let annotations = 0;
  let documents = 0;
  await attempt(report, 'documents', async () => {
    for (const id of reader.documentIds()) {
      documents += 1;
      await attempt(report, `document ${id}`, () => {
        annotations += checkDocument(reader, id, report);
      });
      await pause();
    }
  });

  let changes = 0;
  await attempt(report, 'change log', async () => {
    changes = await checkLog(reader.db, report, pause);
  });
  return { problems, checked: { documents, annotations, changes } };
}
