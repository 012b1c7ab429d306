/**
 * `npm run e2e [-- SPEC... OPTIONS]`: the specs in real windows. Builds what is out of date, finds or installs
 * the browser, and starts a virtual screen where there is none; options go to Playwright.
 */
import { join } from 'node:path';
import { electronMissing } from '../e2e/running-app.ts';
import { ensureBrowser } from '../hosts/install-browser.ts';
import { hasDisplay, startVirtualDisplay } from '../hosts/virtual-display.ts';
import { root } from './paths.ts';
import { runNode } from './process.ts';

async function main(): Promise<number> {
  const built = await runNode(['tools/build.ts']);
  if (built.code !== 0) return built.code;
  const browser = await ensureBrowser(console.log);
  if (!browser.ok) {
    console.error(browser.error.message);
    return 1;
  }
  console.log(`Windows of ${browser.value.version || browser.value.program}`);
  const missing = electronMissing();
  if (missing !== null) console.log(`The specs of the project electron are skipped: ${missing}.`);
  const screen = hasDisplay() ? null : await startVirtualDisplay(console.log);
  if (screen !== null && !screen.ok) {
    console.error(screen.error.message);
    return 1;
  }
  try {
    const { code } = await runNode(
      [
        join(root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '--config=e2e/playwright.config.ts',
        ...process.argv.slice(2),
      ],
      { env: screen === null ? {} : { DISPLAY: screen.value.display } },
    );
    return code;
  } finally {
    await screen?.value.stop();
  }
}

process.exit(await main());
