import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conformance, createConformanceBackend, type ShellDriver } from '../hosts/conformance.ts';
import { ensureBrowser } from '../hosts/install-browser.ts';
import { serveApp } from './app-protocol.ts';
import { connect } from './connect.ts';
import { createInbox } from './opened-files.ts';
import { buildBundle } from './test-support/build-bundle.ts';
import { createFakeElectron } from './test-support/fake-electron.ts';
import { type ChromiumPage, openPageInChromium } from './test-support/page-in-chromium.ts';

describe('the Electron shell, with the fake in place of the binary, conforms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-conformance-'));
  const fake = createFakeElectron();
  let opened: ChromiumPage | undefined;
  let driver: ShellDriver;

  beforeAll(async () => {
    const renderer = join(folder, 'renderer');
    mkdirSync(renderer);
    writeFileSync(
      join(renderer, 'index.html'),
      '<!doctype html><title>Test</title><input type="file" multiple>',
    );
    serveApp(fake.electron.session.defaultSession.protocol, renderer);
    const backend = createConformanceBackend();
    const table = connect({
      electron: fake.electron,
      backend,
      window: new fake.electron.BrowserWindow({}),
      inbox: createInbox(null),
      version: '1.2.3',
      documentsFolder: folder,
      platform: process.platform,
      scripted: true,
    });
    const browser = await ensureBrowser((line) => console.error(line));
    if (!browser.ok) throw new Error(browser.error.message);
    const bundle = await buildBundle('preload');
    opened = await openPageInChromium({
      program: browser.value.program,
      record: fake.record,
      preload: join(bundle.folder, 'preload.cjs'),
    });
    bundle.remove();
    const { page, pickFiles } = opened;
    driver = {
      shell: 'electron',
      backend,
      evaluate: (expression) => page.evaluate(expression),
      pickFiles,
      pathOf: table.pathOf,
      title: async () => fake.record.steps.findLast((step) => step.startsWith('title '))?.slice(6) ?? '',
      ended: new Promise((resolve) => fake.windows[0]?.once('closed', resolve)),
    };
  }, 120_000);
  afterAll(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { name, run } of conformance.filter((each) => each.name !== 'quit')) {
    test(name, () => run(driver));
  }

  test('what is no file on disk is refused', async () => {
    for (const made of [
      `[new File(['x'], 'made.txt')]`,
      `['/etc/passwd']`,
      `[{ name: 'a', path: '/etc/passwd' }]`,
    ]) {
      await expect(driver.evaluate(`standoffBridge.adoptFiles(${made})`)).rejects.toThrow(/file/i);
    }
  });

  test('a frame inside the page reaches nothing', async () => {
    const answer = await driver.evaluate(
      `(async () => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const bridge = frame.contentWindow.standoffBridge;
        try { return await bridge.invoke('{"procedure":"shell.read","request":{}}'); }
        catch (error) { return String(error); }
      })()`,
    );
    expect(answer).toMatch(/may not talk/);
  });

  for (const { name, run } of conformance.filter((each) => each.name === 'quit')) {
    test(name, () => run(driver));
  }
});
