import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../electron-builder.config.ts';

const root = join(import.meta.dirname, '..');
/** What electron-builder itself brings along: its own copies, so that the test reads what it wrote. */
const builderRequire = createRequire(createRequire(import.meta.url).resolve('electron-builder'));

interface BuilderConfig {
  validateConfiguration(configuration: unknown, log: unknown): Promise<void>;
}
const { validateConfiguration } = builderRequire('app-builder-lib/out/util/config/config') as BuilderConfig;
const { DebugLogger } = builderRequire('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };
const asar = builderRequire('@electron/asar') as {
  listPackage(archive: string, options: object): string[];
  extractFile(archive: string, file: string): Buffer;
};
const fuses = builderRequire('@electron/fuses') as {
  getCurrentFuseWire(program: string): Promise<Record<string, number | string>>;
  FuseV1Options: Record<string, string | number>;
};

/** The signs of the fuse wire. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

describe('the configuration', () => {
  test('is valid, and the validation is able to say no', async () => {
    await validateConfiguration(config, new DebugLogger(false));
    const wrong = [
      { ...config, npmRebuilt: false },
      { ...config, electronFuses: { ...config.electronFuses, runAsNod: false } },
    ];
    for (const each of wrong)
      await expect(validateConfiguration(each, new DebugLogger(false))).rejects.toThrow();
  });
  test('names only targets that exist, for each platform', () => {
    const known = ['AppImage', 'tar.gz', 'dmg', 'zip', 'nsis'];
    for (const platform of [config.linux, config.mac, config.win]) {
      expect(known).toEqual(expect.arrayContaining(platform?.target as string[]));
    }
  });
  test('has no update server and compiles nothing', () => {
    expect([config.publish, config.npmRebuild]).toEqual([null, false]);
  });
});

describe('a package made from a stand-in for Electron', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-package-'));
  const packaged = join(folder, 'packages', 'linux-unpacked');
  const archive = join(packaged, 'resources', 'app.asar');

  beforeAll(async () => {
    // The fuses of a program stand behind this sentence in its file: version, count, and one sign each. All
    // of these are the opposite of what is wanted.
    const wire = Buffer.concat([
      Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
      Buffer.from([1, 8]),
      Buffer.from('10110011'),
    ]);
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
    chmodSync(join(dist, 'electron'), 0o755);
    writeFileSync(join(dist, 'version'), '45.4.1');
    for (const [name, file] of [
      ['main', 'main.js'],
      ['preload', 'preload.cjs'],
      ['renderer', 'index.html'],
    ] as const) {
      mkdirSync(join(folder, 'out', name), { recursive: true });
      writeFileSync(join(folder, 'out', name, file), name);
    }
    await build({
      projectDir: root,
      targets: Platform.LINUX.createTarget('dir'),
      config: {
        ...config,
        electronDist: dist,
        directories: { ...config.directories, output: join(folder, 'packages') },
        files: [
          ...[config.files ?? []]
            .flat()
            .filter((entry) => typeof entry !== 'string' || !entry.startsWith('out/')),
          { from: join(folder, 'out'), to: 'out' },
        ],
      },
    });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the bundles and the native module for its platform, and nothing else', () => {
    const files = asar.listPackage(archive, {}).map((file) => file.replaceAll('\\', '/'));
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/main.js',
        '/out/preload/preload.cjs',
        '/out/renderer/index.html',
      ]),
    );
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ]);
    const packages = files.flatMap((file) => /^\/node_modules\/([^/]+)$/.exec(file)?.[1] ?? []);
    expect(packages).toEqual(['better-sqlite3']);
    expect(
      files.filter((file) => /[.](ts|c|cc|cpp|h|gyp)$|\/(deps|src|core|electron|hosts)\//.test(file)),
    ).toEqual([]);
  });
  test('starts with the main bundle', () => {
    const manifest = JSON.parse(asar.extractFile(archive, 'package.json').toString()) as { main: string };
    expect(asar.extractFile(archive, manifest.main).toString()).toBe('main');
  });
  test('has the native module and the resources beside the archive, where they can be opened', () => {
    const unpacked = readdirSync(`${archive}.unpacked`, { recursive: true }).map(String);
    expect(unpacked.filter((file) => file.endsWith('.node'))).toHaveLength(1);
    const resources = readdirSync(join(packaged, 'resources', 'resources'), { recursive: true }).map(String);
    expect(resources).toEqual(
      expect.arrayContaining([join('schemes', 'news.json'), join('icons', 'icon.png')]),
    );
  });
  test('has the fuses of the checklist', async () => {
    const wire = await fuses.getCurrentFuseWire(join(packaged, 'standoff'));
    const state = (name: string) => {
      const sign = wire[String(fuses.FuseV1Options[name])];
      return sign === ON ? 'on' : sign === OFF ? 'off' : `neither on nor off: ${sign}`;
    };
    const names = Object.keys(fuses.FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    expect(Object.fromEntries(names.map((name) => [name, state(name)]))).toEqual({
      RunAsNode: 'off',
      EnableCookieEncryption: 'on',
      EnableNodeOptionsEnvironmentVariable: 'off',
      EnableNodeCliInspectArguments: 'off',
      EnableEmbeddedAsarIntegrityValidation: 'on',
      OnlyLoadAppFromAsar: 'on',
      LoadBrowserProcessSpecificV8Snapshot: 'off',
      GrantFileProtocolExtraPrivileges: 'off',
    });
  });
});
