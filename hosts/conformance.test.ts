import { afterAll, beforeAll, describe, test } from 'vitest';
import { openTestWindow, type TestWindow } from './chromium/test-support/open-test-window.ts';
import { conformance, madeFileCase, type ShellDriver } from './conformance.ts';

describe('the Chromium shell conforms', () => {
  let opened: TestWindow;
  let driver: ShellDriver;
  beforeAll(async () => {
    opened = await openTestWindow();
    const { page, window, backend, table } = opened;
    driver = {
      shell: 'chromium',
      backend,
      evaluate: (expression) => page.evaluate(expression),
      pickFiles: opened.pickFiles,
      pathOf: table.pathOf,
      title: () => page.title(),
      ended: window.ended,
    };
  }, 120_000);
  afterAll(async () => {
    await opened?.close();
  });

  const quit = conformance.filter(({ name }) => name === 'quit');
  const others = conformance.filter(({ name }) => name !== 'quit');
  for (const { name, run } of [...others, madeFileCase, ...quit]) {
    test(name, () => run(driver));
  }
});
