import { beforeEach, expect, test } from 'vitest';
import { recoverFromCrashes } from './crash-recovery.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';

let fake: FakeElectron;
let now = 0;
beforeEach(() => {
  fake = createFakeElectron();
  now = 1000;
  const window = new fake.electron.BrowserWindow({});
  recoverFromCrashes({ window, dialog: fake.electron.dialog, now: () => now });
});
function crash(reason = 'crashed'): void {
  fake.windows[0]?.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });
}
const loads = () => fake.record.steps.filter((step) => step === 'load app://bundle/index.html').length;

test('loads the page again and says so', () => {
  crash();
  expect(loads()).toBe(1);
  expect(fake.record.messageBoxes).toEqual([
    expect.objectContaining({
      message: 'The window had to be loaded again.',
      detail: expect.stringContaining('saved'),
    }),
  ]);
});

test('a clean exit is no crash', () => {
  crash('clean-exit');
  expect([loads(), fake.record.messageBoxes.length]).toEqual([0, 0]);
});

test('gives up after three crashes within a minute, and closes', () => {
  crash();
  now += 20_000;
  crash();
  expect(fake.record.errorBoxes).toEqual([]);
  now += 20_000;
  crash('oom');
  expect(loads()).toBe(2);
  expect(fake.record.errorBoxes).toEqual([['Standoff keeps stopping', expect.stringContaining('oom')]]);
  expect(fake.record.steps.at(-1)).toBe('destroy');
});

test('goes on where the crashes are far apart', () => {
  for (let i = 0; i < 5; i += 1) {
    crash();
    now += 40_000;
  }
  expect([loads(), fake.record.errorBoxes.length]).toEqual([5, 0]);
});
