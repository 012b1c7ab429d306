import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pid, platform, ppid } from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { createTemporaryFolder, removeLeftovers } from './temporary-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'standoff-temporary-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('is made when it is needed, for the user alone, and gone with all in it', () => {
  const unused = createTemporaryFolder(join(root, 'a'));
  unused.remove();
  expect(existsSync(join(root, 'a'))).toBe(false);
  const folder = createTemporaryFolder(root);
  const [first, second] = [folder.freshPath(), folder.freshPath()];
  expect(first).not.toBe(second);
  writeFileSync(first, 'x');
  if (platform !== 'win32') expect(statSync(dirname(first)).mode & 0o777).toBe(0o700);
  expect(createTemporaryFolder(root).freshPath()).not.toBe(first);
  folder.remove();
  expect(existsSync(dirname(first))).toBe(false);
});

test('what processes have left that are gone is removed at the start, and nothing else', () => {
  const place = join(root, 'left', 'temporary');
  // There is no process of this number on any system.
  const gone = 2 ** 31 - 2;
  for (const name of [`${gone}-1`, `${ppid}-1`, `${pid}-1`, 'other']) {
    mkdirSync(join(place, name), { recursive: true });
  }
  writeFileSync(join(place, `${gone}-1`, '1'), 'x');
  removeLeftovers(join(root, 'left'));
  expect(readdirSync(place).toSorted()).toEqual([`${pid}-1`, `${ppid}-1`, 'other'].toSorted());
  expect(() => removeLeftovers(join(root, 'nowhere'))).not.toThrow();
});
