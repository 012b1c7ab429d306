import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test-support/session-workbench.ts';
import { takeProjectLock } from './project-lock.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'p.standoff');
  writeFileSync(path, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that holds the lock until it is killed. */
async function holder() {
  const script = `
    import { takeProjectLock } from ${JSON.stringify(new URL('./project-lock.ts', import.meta.url).href)};
    const lock = takeProjectLock(${JSON.stringify(path)});
    console.log(lock === null ? 'refused' : 'held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    said: said.toString().trim(),
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

it('is held once in a process, and leaves no file', () => {
  const lock = takeProjectLock(path);
  expect(lock).not.toBeNull();
  expect(takeProjectLock(path)).toBeNull();
  lock?.release();
  lock?.release();
  expect(existsSync(`${path}.lock`)).toBe(false);
  const again = takeProjectLock(path);
  expect(again).not.toBeNull();
  expect(takeProjectLock(path)).toBeNull();
  again?.release();
});

it('keeps other processes out, and is free at once where its holder is killed', async () => {
  const other = await holder();
  expect(other.said).toBe('held');
  expect(takeProjectLock(path)).toBeNull();
  // Looking must not have freed it.
  expect(takeProjectLock(path)).toBeNull();
  await other.kill();
  const lock = takeProjectLock(path);
  expect(lock).not.toBeNull();
  const refused = await holder();
  expect(refused.said).toBe('refused');
  await refused.kill();
  lock?.release();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

it('goes to one of many that come at the same time', async () => {
  const holders = await Promise.all([holder(), holder(), holder()]);
  expect(holders.filter(({ said }) => said === 'held').length).toBe(1);
  for (const each of holders) await each.kill();
});
