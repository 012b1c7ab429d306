import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserCandidates, findBrowser } from './find-browser.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-browser-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fakeBrowser(name: string, version: string): string {
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\necho '${version}'\n`);
  chmodSync(program, 0o755);
  return program;
}

test('the usual places come in order, confined browsers last', () => {
  const linux = browserCandidates('linux', { PATH: '/snap/bin:relative:/opt/bin' });
  expect(linux.indexOf('/opt/google/chrome/chrome')).toBeLessThan(linux.indexOf('/usr/bin/chromium'));
  expect(linux).toContain('/opt/bin/chromium');
  expect(linux.some((program) => !program.startsWith('/'))).toBe(false);
  expect(linux.indexOf('/snap/bin/chromium')).toBe(linux.length - 2);
  expect(browserCandidates('darwin', { HOME: '/Users/a' })).toContain(
    '/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  );
  const windows = browserCandidates('win32', {
    PROGRAMFILES: 'C:\\Programs',
    'PROGRAMFILES(X86)': 'C:\\X86',
  });
  expect(windows.slice(0, 3)).toEqual([
    'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\X86\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe',
  ]);
});

test('STANDOFF_BROWSER is the only one tried', () => {
  const program = fakeBrowser('mine', 'Chromium 156.0.1.2');
  expect(findBrowser('linux', { STANDOFF_BROWSER: program })).toEqual({
    ok: true,
    value: { program, version: 'Chromium 156.0.1.2', confined: false },
  });
  expect(findBrowser('linux', { STANDOFF_BROWSER: join(folder, 'none') })).toMatchObject({
    ok: false,
    error: { code: 'browser.not-runnable', message: expect.stringContaining('STANDOFF_BROWSER') },
  });
});

test('a browser that is too old is named, not opened', () => {
  const program = fakeBrowser('old', 'Google Chrome 99.0.4844.51');
  expect(findBrowser('linux', { STANDOFF_BROWSER: program })).toMatchObject({
    ok: false,
    error: { code: 'browser.too-old', message: expect.stringContaining('99.0.4844.51') },
  });
});
