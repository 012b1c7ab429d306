/**
 * The app in the window of an installed Chrome, Edge or Chromium:
 * `node hosts/chromium/main.ts [--data DIR] [--project FILE] [--headless] [--size WxH]`.
 * With `STANDOFF_E2E=1` a test drives it: a debugging port beside the pipe, and a line `READY {json}`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolderOf } from '#backend/files/user-folders.ts';
import { ensureBrowser } from '../install-browser.ts';
import { EXIT, runShell } from './run-shell.ts';

const root = join(import.meta.dirname, '../..');
const say = (line: string) => console.error(line);

/** Null where something else was asked for than there is. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        project: { type: 'string' },
        headless: { type: 'boolean', default: false },
        size: { type: 'string', default: '1280x800' },
      },
    });
    const [, width, height] = /^(\d{3,5})x(\d{3,5})$/.exec(values.size) ?? [];
    if (width === undefined || height === undefined) return null;
    return { ...values, size: { width: Number(width), height: Number(height) } };
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const values = readArguments();
  if (values === null) {
    say(
      'Usage: node hosts/chromium/main.ts [--data DIR] [--project FILE] [--headless] [--size WIDTHxHEIGHT]',
    );
    return 2;
  }
  const scripted = process.env.STANDOFF_E2E === '1';
  // Tests show a page of their own.
  const rendererFolder = (scripted && process.env.STANDOFF_E2E_RENDERER) || join(root, 'out/renderer');
  if (!existsSync(join(rendererFolder, 'index.html'))) {
    say('The window is not built yet. Build it with: npm run build');
    return EXIT.notStarted;
  }
  const browser = await ensureBrowser(say);
  if (!browser.ok) {
    say(browser.error.message);
    return EXIT.notStarted;
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  return runShell({
    program: browser.value.program,
    dataFolder: resolve(
      values.data ?? dataFolderOf({ platform: process.platform, home: homedir(), variables: process.env }),
    ),
    rendererFolder,
    appVersion: version,
    project: values.project === undefined ? null : resolve(values.project),
    size: values.size,
    headless: values.headless,
    scripted,
    say,
    onReady: ({ browserPid, debuggerUrl }) => {
      if (scripted) console.log(`READY ${JSON.stringify({ pid: process.pid, browserPid, debuggerUrl })}`);
    },
    stop: stop.signal,
  });
}

process.exit(await main());
