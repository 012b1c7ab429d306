import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openExportPlace } from './export-place.ts';
import { makeWorkingFolder, removeLeftovers } from './working-folder.ts';

let parent = '';
let place = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'standoff-leftover-'));
  place = join(parent, 'dataset');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const left = () => readdirSync(parent).sort();

/** Another process in the middle of an export to the same place. */
async function exporter(then = '') {
  const script = `
    import { renameSync } from 'node:fs';
    import { openExportPlace } from ${JSON.stringify(new URL('./export-place.ts', import.meta.url).href)};
    const place = openExportPlace(${JSON.stringify(place)}, 'folder');
    place.append('a/b.txt', 'half of it');
    ${then}
    console.log('written');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('what a killed export leaves goes with the next one to the same place; one at work stays', async () => {
  const killed = await exporter();
  const [leftover = ''] = left();
  expect(leftover).toMatch(/^\.dataset\.[0-9a-f]{12}\.tmp$/);
  const atWork = await exporter();
  const [other = ''] = left().filter((name) => name !== leftover);
  await removeLeftovers(place);
  expect(left()).toEqual([leftover, other].sort());

  await killed.kill();
  expect(left()).toContain(leftover);
  await removeLeftovers(join(parent, 'other'));
  expect(left()).toContain(leftover);
  await removeLeftovers(place);
  expect(left()).toEqual([other]);
  expect(readFileSync(join(parent, other, 'content/a/b.txt'), 'utf8')).toBe('half of it');

  await atWork.kill();
  await removeLeftovers(place);
  expect(left()).toEqual([]);
});

test('an earlier export that had made room gets its name back', async () => {
  mkdirSync(place);
  writeFileSync(join(place, 'manifest.json'), JSON.stringify({ application: 'Standoff', format: 'brat' }));
  const old = JSON.stringify(join(place));
  // As `commit` does it, up to where the process is killed.
  const killed = await exporter(`renameSync(${old}, place.scratch.replace(/scratch$/, 'old'));`);
  await killed.kill();
  expect(left()).not.toContain('dataset');
  await removeLeftovers(place);
  expect(left()).toEqual(['dataset']);
  expect(readFileSync(join(place, 'manifest.json'), 'utf8')).toContain('Standoff');
});

test('nothing that is not ours goes, whatever its name', async () => {
  const foreign = ['.dataset.0123456789ab.tmp', '.dataset.0123456789ac.tmp', '.dataset.0123456789ad.tmp'];
  mkdirSync(join(parent, foreign[0] ?? '', 'content'), { recursive: true });
  writeFileSync(join(parent, foreign[1] ?? ''), 'a file');
  mkdirSync(join(parent, foreign[2] ?? ''));
  writeFileSync(join(parent, foreign[2] ?? '', 'export.lock'), '');
  writeFileSync(join(parent, foreign[2] ?? '', 'thesis.txt'), 'years of work');
  mkdirSync(join(parent, '.dataset.tmp'));
  const own = makeWorkingFolder(place);
  await removeLeftovers(place);
  expect(left()).toEqual([...foreign, '.dataset.tmp', own.path.slice(parent.length + 1)].sort());
  await own.remove();
  expect(left()).toEqual([...foreign, '.dataset.tmp'].sort());
});

test('a place leaves no folder behind, whether it is taken or given up', async () => {
  const taken = openExportPlace(place, 'folder');
  taken.append('a.txt', 'a');
  await taken.settle({ pace: async () => {}, cancelled: () => false });
  await taken.commit(['{}']);
  const given = openExportPlace(join(parent, 'other'), 'folder');
  await given.discard();
  expect(left()).toEqual(['dataset']);
});
