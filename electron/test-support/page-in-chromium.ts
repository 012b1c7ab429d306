import { readFileSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import type { FakeRecord } from './fake-record.ts';
import { invoke, OWN_FRAME } from './page.ts';
import { runPreload } from './preload-host.ts';

const ADDRESS = 'http://app.localhost/';

export interface ChromiumPage {
  readonly page: Page;
  /** Puts files into the page's first input as a user does. */
  pickFiles(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the app's page in a real Chromium with the real, built preload script; its messages go to the handlers
 * that the app registered with the fake Electron, and its files come from the app's own protocol handler.
 */
export async function openPageInChromium(options: {
  readonly program: string;
  readonly record: FakeRecord;
  readonly preload: string;
}): Promise<ChromiumPage> {
  const { record } = options;
  const browser = await chromium.launch({
    executablePath: options.program,
    // Paths beyond ASCII need a UTF-8 locale; a service or a container may have none.
    env: { ...(process.env as Record<string, string>), LC_ALL: 'C.UTF-8' },
  });
  const page = await browser.newPage();
  const context = page.context();
  await context.route('**/*', async (route) => {
    const url = route.request().url().replace(ADDRESS, 'app://bundle/');
    const serve = record.protocolHandlers.get('app');
    const response = await serve?.({ url, method: route.request().method() } as Request);
    if (!response) return route.abort();
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });

  let sent = Promise.resolve();
  record.onSend = (channel, message) => {
    sent = sent
      .then(() => page.evaluate(`standoffTestEmit(${JSON.stringify(channel)}, ${JSON.stringify(message)})`))
      .then(() => {});
  };
  await page.exposeBinding('standoffTestInvoke', async ({ frame }, channel: string, message: unknown) => {
    const own = frame === page.mainFrame();
    const answer = await invoke(
      record,
      channel,
      message,
      own ? OWN_FRAME : { url: OWN_FRAME.url, parent: OWN_FRAME },
    );
    await sent;
    return answer;
  });
  const code = readFileSync(options.preload, 'utf8');
  await page.addInitScript(`(${runPreload})((require, module, exports) => {\n${code}\n})`);
  await page.goto(ADDRESS);

  return {
    page,
    async pickFiles(paths) {
      await page.evaluate(`standoffTestPaths(${JSON.stringify(paths)})`);
      await page
        .locator('input')
        .first()
        .setInputFiles([...paths]);
    },
    close: () => browser.close(),
  };
}
