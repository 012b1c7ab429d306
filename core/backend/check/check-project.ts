import type { ProjectReader } from '#backend/session.ts';
import { foreignKeyProblems, integrityProblems } from '#backend/storage/integrity.ts';
import { checkDocument } from './check-document.ts';
import { checkLog } from './check-log.ts';
import { checkOriginals, checkTexts } from './check-texts.ts';
import { attempt, type Problem, type Report } from './problem.ts';

/** Problems listed at most; a damaged file can have millions. */
const MOST_PROBLEMS = 1000;

/** Looks at everything a project holds. Reads only; `pause` lets other calls be answered meanwhile. */
export async function checkProject(reader: ProjectReader, pause: () => Promise<void>) {
  const problems: Problem[] = [];
  const report: Report = (check, place, message) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ check, place, message });
  };

  attempt(report, 'project file', () => {
    for (const message of integrityProblems(reader.db)) report('file', 'project file', message);
    for (const { table, parent } of foreignKeyProblems(reader.db)) {
      report('foreign-key', table, `A row of "${table}" belongs to a row of "${parent}" that is not there.`);
    }
  });
  await pause();
  attempt(report, 'texts', () => checkTexts(reader.db, report));
  await pause();
  attempt(report, 'originals', () => checkOriginals(reader.db, report));

  let annotations = 0;
  const ids = reader.documentIds();
  for (const id of ids) {
    attempt(report, `document ${id}`, () => {
      annotations += checkDocument(reader, id, report);
    });
    await pause();
  }

  let changes = 0;
  attempt(report, 'change log', () => {
    changes = checkLog(reader.db, report);
  });
  return { problems, checked: { documents: ids.length, annotations, changes } };
}
