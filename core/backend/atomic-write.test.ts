import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../test-support/session-workbench.ts';
import { openAtomicFile, writeFileAtomically } from './atomic-write.ts';
import { storageMessage } from './storage/storage-error.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('shows the new file only when it is whole', () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  const file = openAtomicFile(path);
  file.write('né');
  file.write(Buffer.from('w'));
  expect(file.size()).toBe(4);
  expect(readFileSync(path, 'utf8')).toBe('old');
  file.sync();
  expect(readFileSync(file.temporaryPath, 'utf8')).toBe('néw');
  file.commit();
  file.discard();
  expect(readFileSync(path, 'utf8')).toBe('néw');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

it('leaves the old file and nothing else where it is discarded', () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  const file = openAtomicFile(path);
  file.write('new');
  file.discard();
  file.discard();
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

it('keeps the old file on a full disk, and cleans up', (context) => {
  const disk = join(folder, 'mount');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    const reason = 'Mounting a small file system needs root: a full disk is not tested here.';
    console.log(reason);
    return context.skip(reason);
  }
  try {
    const path = join(disk, 'a.txt');
    writeFileAtomically(path, 'old');
    let failure: unknown = null;
    try {
      // The first write is cut short without an error.
      writeFileAtomically(path, Buffer.alloc(3_000_000));
    } catch (error) {
      failure = error;
    }
    expect(storageMessage(failure)).toContain('The disk is full');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(disk)).toEqual(['a.txt']);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});
