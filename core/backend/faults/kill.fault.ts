import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { asId } from '#model/ids.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { temporaryFolder } from '../../../test-support/session-workbench.ts';
import { createProjectFile } from '../storage/create-project.ts';
import { killRepeatedly } from './kill-run.ts';

const KILLS = 120;
const ACKNOWLEDGED = 1000;

it(`loses nothing in ${KILLS} kills during at least ${ACKNOWLEDGED} edits of one file`, async () => {
  const seed = Number(process.env.STANDOFF_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`kill -9, long form: seed ${seed} (STANDOFF_SEED=${seed} repeats its edits)`);
  const folder = temporaryFolder();
  const projectFile = join(folder, 'killed.standoff');
  const annotator = { id: asId<never>('annotator-1'), name: 'First', createdAt: '2024-01-01T00:00:00.000Z' };
  createProjectFile(projectFile, { id: 'p', annotator, scheme: newsScheme, now: annotator.createdAt });
  // On failure the folder stays, to be looked into.
  const figures = await killRepeatedly({
    folder,
    projectFile,
    seed,
    kills: KILLS,
    acknowledged: ACKNOWLEDGED,
  });
  console.log('kill -9, long form:', JSON.stringify(figures));
  expect(figures.kills).toBeGreaterThanOrEqual(KILLS);
  expect(figures.acknowledged).toBeGreaterThanOrEqual(ACKNOWLEDGED);
  // Otherwise it was not killed at work, and the run shows nothing.
  expect(figures.killedAtWork).toBeGreaterThan(KILLS / 4);
  rmSync(folder, { recursive: true, force: true });
});
