import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { asId } from '#model/ids.ts';
import { newsScheme } from '../../test-support/news-scheme.ts';
import { temporaryFolder } from '../../test-support/session-workbench.ts';
import { killRepeatedly } from './faults/kill-run.ts';
import { createProjectFile } from './storage/create-project.ts';

// The long form is `npm run test:faults`.
it('loses nothing and leaves nothing half done where it is killed', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  try {
    const projectFile = join(folder, 'killed.standoff');
    const annotator = {
      id: asId<never>('annotator-1'),
      name: 'First',
      createdAt: '2024-01-01T00:00:00.000Z',
    };
    createProjectFile(projectFile, { id: 'p', annotator, scheme: newsScheme, now: annotator.createdAt });
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.log(`kill -9: seed ${seed}`);
    const figures = await killRepeatedly({ folder, projectFile, seed, kills: 10 });
    console.log('kill -9:', JSON.stringify(figures));
    expect(figures.kills).toBe(10);
    expect(figures.saved).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
