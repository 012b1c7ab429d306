import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failure, success } from '#model/result.ts';
import { downloadElectron } from './download-electron.ts';
import { findElectron } from './find-electron.ts';
import { type StartRequest, type StartSteps, start } from './start.ts';

describe('npm start', () => {
  const asked: StartRequest = { shell: null, project: null, dataFolder: null, workingFolder: '/papers' };

  async function run(request: Partial<StartRequest>, steps: Partial<StartSteps>) {
    const ran: string[] = [];
    const said: string[] = [];
    const code = await start(
      { ...asked, ...request },
      {
        root: '/app',
        node: 'node',
        hasDisplay: true,
        asRoot: false,
        say: (line) => said.push(line),
        findElectron: () => null,
        downloadElectron: async () => failure('its download failed'),
        findBrowser: () =>
          success({ program: '/usr/bin/chromium', version: 'Chromium 156.0.1', confined: false }),
        run: async (program, parameters, variables) => {
          ran.push([program, ...parameters, ...Object.entries(variables ?? {}).flat()].join(' '));
          return 0;
        },
        ...steps,
      },
    );
    return { code, ran, said };
  }

  test('opens Electron where it is there, with the project', async () => {
    const { ran, said } = await run(
      { project: 'a.standoff', dataFolder: 'd' },
      { findElectron: () => '/e/electron' },
    );
    expect(ran).toEqual([
      'node tools/build.ts',
      '/e/electron /app/out/main/main.js /papers/a.standoff STANDOFF_DATA /papers/d',
    ]);
    expect(said).toEqual([]);
  });

  test('opens Electron after downloading it', async () => {
    const { ran } = await run({}, { downloadElectron: async () => success('/e/new'), asRoot: true });
    expect(ran[1]).toBe('/e/new --no-sandbox /app/out/main/main.js');
  });

  test('else says in one line that it opens the same app in the browser, and does', async () => {
    const { ran, said, code } = await run({ project: '/p/a.standoff' }, {});
    expect(said).toEqual([
      'Electron cannot be opened (its download failed), so the same app opens in Chromium 156.',
    ]);
    expect(ran).toEqual([
      'node tools/build.ts renderer',
      'node hosts/chromium/main.ts --project /p/a.standoff',
    ]);
    expect(code).toBe(0);
  });

  test('--shell chromium never looks for Electron; --shell electron never takes the browser', async () => {
    const chromium = await run(
      { shell: 'chromium', dataFolder: '/d' },
      { findElectron: () => expect.fail('looked for Electron') },
    );
    expect(chromium.ran[1]).toBe('node hosts/chromium/main.ts --data /d');
    expect(chromium.said).toEqual([]);
    let insisted: boolean | null = null;
    const electron = await run(
      { shell: 'electron' },
      {
        downloadElectron: async (insist) => {
          insisted = insist;
          return failure('it cannot be downloaded');
        },
      },
    );
    expect([electron.code, electron.ran, insisted]).toEqual([4, [], true]);
    expect(electron.said[0]).toContain('--shell chromium');
  });

  test('opens the browser where the system cannot load Electron', async () => {
    const ran: (string | undefined)[] = [];
    const { code, said } = await run(
      {},
      {
        findElectron: () => '/e/electron',
        run: async (program, [script]) => {
          ran.push(program === '/e/electron' ? 'electron' : script);
          return program === '/e/electron' ? 127 : 0;
        },
      },
    );
    expect(ran).toEqual(['tools/build.ts', 'electron', 'tools/build.ts', 'hosts/chromium/main.ts']);
    expect([code, said.length]).toEqual([0, 1]);
  });

  test('runs the demo where there is no display', async () => {
    const { ran, said } = await run({}, { hasDisplay: false });
    expect(ran).toEqual(['node e2e/demo/main.ts']);
    expect(said[0]).toContain('no display');
  });

  test('passes the exit code on, and stops where the build fails', async () => {
    expect(
      (await run({}, { run: async (_node, [script]) => (script === 'tools/build.ts' ? 1 : 0) })).code,
    ).toBe(4);
    expect(
      (await run({}, { run: async (_node, [script]) => (script === 'tools/build.ts' ? 0 : 3) })).code,
    ).toBe(3);
  });
});

describe('downloading Electron', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'standoff-start-'));
    mkdirSync(join(folder, 'electron/dist'), { recursive: true });
    // As in the real package; else what stands in a folder above decides what kind of script install.js is.
    writeFileSync(join(folder, 'electron/package.json'), '{}');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function download(script: string, more: { today?: string; insist?: boolean } = {}) {
    writeFileSync(join(folder, 'electron/install.js'), script);
    const said: string[] = [];
    const outcome = await downloadElectron({
      electronPackage: join(folder, 'electron'),
      dataFolder: join(folder, 'data'),
      today: '2026-11-22',
      insist: false,
      say: (line) => said.push(line),
      patience: 1500,
      lookEvery: 50,
      ...more,
    });
    return { outcome, said };
  }

  const slowly = `
    const fs = require('fs'), path = require('path'), os = require('os');
    const file = path.join(os.tmpdir(), 'electron.zip');
    let parts = 0;
    const timer = setInterval(() => {
      fs.appendFileSync(file, Buffer.alloc(4e6));
      parts += 1;
      if (parts < 9) return;
      clearInterval(timer);
      fs.writeFileSync(path.join(__dirname, 'dist/electron'), '');
      fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');
    }, 300);`;

  test('waits for a slow download as long as it makes progress, and shows it', async () => {
    const { outcome, said } = await download(slowly);
    expect(outcome).toEqual(success(join(folder, 'electron/dist/electron')));
    expect(said.filter((line) => /\d+ MB/.test(line)).length).toBeGreaterThanOrEqual(3);
    expect(findElectron(join(folder, 'electron'), {})).toBe(join(folder, 'electron/dist/electron'));
  });

  test('gives up a download that stands still, leaves nothing, and waits for the next day', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('standoff-electron-'));
    const hang = 'setInterval(() => {}, 1000);';
    const first = await download(hang);
    expect(first.outcome).toEqual(failure('its download made no progress for 2 s'));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('standoff-electron-'))).toEqual(before);
    const touch = `require('fs').writeFileSync(__dirname + '/touched', '')`;
    const second = await download(touch);
    expect(second.outcome.ok).toBe(false);
    expect(second.said).toEqual([]);
    expect(existsSync(join(folder, 'electron/touched'))).toBe(false);
    await download(touch, { insist: true });
    expect(existsSync(join(folder, 'electron/touched'))).toBe(true);
    expect((await download(slowly, { today: '2026-11-23' })).outcome.ok).toBe(true);
  });

  test('says why the network refused', async () => {
    const { outcome } = await download(
      `console.error('TypeError: fetch failed\\n  [cause]: Error: getaddrinfo ENOTFOUND github.com'); process.exit(1)`,
    );
    expect(outcome).toEqual(failure('its download server cannot be reached from here'));
    const broken = await download("throw new Error('the checksum is wrong')", { insist: true });
    expect(broken.outcome).toEqual(failure('its download failed: Error: the checksum is wrong'));
  });

  test('a program that path.txt names but that is gone is not found', () => {
    writeFileSync(join(folder, 'electron/path.txt'), 'electron');
    expect(findElectron(join(folder, 'electron'), {})).toBeNull();
    const override = join(folder, 'other');
    mkdirSync(override);
    writeFileSync(join(override, 'electron'), '');
    chmodSync(join(override, 'electron'), 0o755);
    expect(findElectron(join(folder, 'electron'), { ELECTRON_OVERRIDE_DIST_PATH: override })).toBe(
      join(override, 'electron'),
    );
  });
});
