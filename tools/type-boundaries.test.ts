import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './paths.ts';
import { runNode } from './process.ts';

const workshop = join(root, 'out', `planted-types-${process.pid}`);
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** Checks one file by the rules of one environment's tsconfig; answers the errors as `TSnnnn`. */
async function errorsOf(environment: string, name: string, source: string): Promise<readonly string[]> {
  const folder = join(workshop, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'planted.ts'), source);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, environment, 'tsconfig.json'),
      compilerOptions: { rootDir: root, outDir: folder, tsBuildInfoFile: join(folder, 'tsbuildinfo') },
      include: ['planted.ts'],
      references: [],
    }),
  );
  const ended = await runNode([join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', folder], {
    capture: true,
  });
  const errors = [...ended.output.matchAll(/error (TS\d+)/g)].map((match) => match[1] ?? '');
  expect(ended.code === 0, ended.output).toBe(errors.length === 0);
  return errors;
}

describe('each environment knows only its own types', () => {
  it('lets plain code through', async () => {
    expect(await errorsOf('core/model', 'plain', 'export const length: number = [1].length;')).toEqual([]);
  });

  it('refuses the page in the model', async () => {
    expect(await errorsOf('core/model', 'page', 'export const title: string = document.title;')).toEqual([
      'TS2584',
    ]);
  });

  it('refuses Node in the model', async () => {
    expect(await errorsOf('core/model', 'node', `export { readFileSync } from 'node:fs';`)).toEqual([
      'TS2591',
    ]);
  });

  it('refuses Node in the window', async () => {
    expect(await errorsOf('renderer', 'window', 'export const folder: string = process.cwd();')).toEqual([
      'TS2591',
    ]);
  });

  it('refuses a file of an environment that is not referenced', async () => {
    const source = `import type { Bridge } from '#contract/contract.ts';\nexport type B = Bridge;`;
    expect(await errorsOf('core/model', 'reference', source)).toContain('TS6307');
  });
});
