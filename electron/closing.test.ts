import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { closeInOrder } from './closing.ts';
import { createFakeElectron } from './test-support/fake-electron.ts';

function setUp(options: { idle?: () => Promise<void>; close?: () => Promise<void>; patience?: number } = {}) {
  const { electron, record, windows } = createFakeElectron();
  const window: BrowserWindow = new electron.BrowserWindow({});
  const ended = Promise.withResolvers<void>();
  closeInOrder({
    window,
    transport: {
      async idle() {
        record.steps.push('idle');
        await options.idle?.();
      },
    },
    backend: {
      async close() {
        record.steps.push('closing backend');
        await options.close?.();
        record.steps.push('backend closed');
      },
    },
    report: (error) => record.steps.push(String(error)),
    quit() {
      record.steps.push('quit');
      ended.resolve();
    },
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  return { window, fake: windows[0], steps: record.steps, ended: ended.promise };
}

test('hides the window, lets calls end, closes the backend, and only then goes', async () => {
  const { window, steps, ended } = setUp({ close: () => wait(20) });
  window.close();
  expect(steps).toEqual(['hide']);
  await ended;
  expect(steps).toEqual(['hide', 'idle', 'closing backend', 'backend closed', 'destroy', 'quit']);
});

test('a second wish to close changes nothing', async () => {
  const { window, steps, ended } = setUp();
  window.close();
  window.close();
  await ended;
  expect(steps.filter((step) => step === 'closing backend')).toHaveLength(1);
  expect(steps.filter((step) => step === 'destroy')).toHaveLength(1);
});

test('goes also when the backend never ends', async () => {
  const { window, steps, ended } = setUp({ close: () => new Promise(() => {}), patience: 300 });
  window.close();
  await ended;
  expect(steps).toEqual(['hide', 'idle', 'closing backend', 'destroy', 'quit']);
});

test('says it when the backend fails to close, and goes', async () => {
  const { window, steps, ended } = setUp({ close: () => Promise.reject(new Error('disk gone')) });
  window.close();
  await ended;
  expect(steps).toEqual(['hide', 'idle', 'closing backend', 'Error: disk gone', 'destroy', 'quit']);
});

test('goes also when a call is never answered', async () => {
  const { window, steps, ended } = setUp({ idle: () => new Promise(() => {}), patience: 200 });
  window.close();
  await ended;
  expect(steps).toEqual(['hide', 'idle', 'destroy', 'quit']);
});
