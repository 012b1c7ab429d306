import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examineImports, RULE_NAMES } from './import-rules.ts';

type Tree = Readonly<Record<string, string>>;

/** A small checkout that keeps every rule, with one file in each folder and stand-ins for the packages. */
const CLEAN: Tree = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: {
      '#model/*': './core/model/*',
      '#formats/*': './core/formats/*',
      '#contract/*': './core/contract/*',
      '#backend/*': './core/backend/*',
    },
    dependencies: { zod: '1.0.0', 'better-sqlite3': '1.0.0', saxes: '1.0.0' },
    devDependencies: { electron: '1.0.0', yaml: '1.0.0' },
  }),
  ...Object.fromEntries(
    ['zod', 'better-sqlite3', 'electron', 'yaml', 'saxes'].flatMap((name) => [
      [
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', exports: './index.js' }),
      ],
      [`node_modules/${name}/index.js`, 'export const value = 1;'],
    ]),
  ),
  'core/model/text.ts': `export type Text = string; export const text: Text = '';`,
  'core/model/text.test.ts': `import { readFileSync } from 'node:fs'; import { text } from './text.ts'; readFileSync(text);`,
  'core/formats/plain.ts': `import { text } from '#model/text.ts'; export const plain = text;`,
  'core/formats/xml.ts': `import { value } from 'saxes'; export const xml = value;`,
  'core/contract/calls.ts': `import { value } from 'zod'; import type { Text } from '#model/text.ts'; export type Call = Text; export const calls = value;`,
  'core/backend/storage/database.ts': `import { value } from 'better-sqlite3'; export const database = value;`,
  'core/backend/backend.ts': `import { readFileSync } from 'node:fs'; import { calls } from '#contract/calls.ts'; import { plain } from '#formats/plain.ts'; import { database } from './storage/database.ts'; export const backend = [readFileSync, calls, plain, database];`,
  'electron/main.ts': `import { value } from 'electron'; import { backend } from '#backend/backend.ts'; export const main = [value, backend];`,
  'hosts/chromium/main.ts': `import { backend } from '#backend/backend.ts'; export const host = backend;`,
  'renderer/client/client.ts': `import type { Call } from '#contract/calls.ts'; export const client = (call: Call) => [call, 'standoffBridge'];`,
  'renderer/ui/button.tsx': `export const button = 1;`,
  'renderer/features/find/find.ts': `import { text } from '#model/text.ts'; import { client } from '../../client/client.ts'; import { button } from '../../ui/button.tsx'; export const find = [text, client, button];`,
  'renderer/features/tag/tag.ts': `export const tag = 1;`,
  'e2e/specs/first.ts': `export const spec = 1;`,
};

/** For each rule one file that breaks it, as `[path, contents]`. */
const PLANTED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'model-imports-nothing': [['core/model/bad.ts', `import { plain } from '#formats/plain.ts'; plain;`]],
  'formats-import-model': [['core/formats/bad.ts', `import { value } from 'zod'; value;`]],
  'contract-imports-model': [
    ['core/contract/bad.ts', `import { database } from '#backend/storage/database.ts'; database;`],
  ],
  'core-is-pure': [['core/formats/bad.ts', `import { readFileSync } from 'node:fs'; readFileSync;`]],
  'backend-imports-core': [['core/backend/bad.ts', `import { main } from '../../electron/main.ts'; main;`]],
  'sql-only-in-storage': [['core/backend/bad.ts', `import { value } from 'better-sqlite3'; value;`]],
  'electron-only-in-electron': [['hosts/start/bad.ts', `import { value } from 'electron'; value;`]],
  'shells-import-contract-and-backend': [
    ['hosts/cli/bad.ts', `import { plain } from '#formats/plain.ts'; plain;`],
  ],
  'shells-are-independent': [['hosts/start/bad.ts', `import { main } from '../../electron/main.ts'; main;`]],
  'renderer-imports-contract-and-model': [
    ['renderer/ui/bad.ts', `import { backend } from '#backend/backend.ts'; backend;`],
  ],
  'renderer-runs-without-node': [
    ['renderer/ui/bad.ts', `import { readFileSync } from 'node:fs'; readFileSync;`],
  ],
  'renderer-takes-only-types-of-contract': [
    ['renderer/client/bad.ts', `import { calls } from '#contract/calls.ts'; calls;`],
  ],
  'features-are-independent': [
    ['renderer/features/find/bad.ts', `import { tag } from '../tag/tag.ts'; tag;`],
  ],
  'features-are-on-top': [['renderer/ui/bad.ts', `import { tag } from '../features/tag/tag.ts'; tag;`]],
  'product-without-tests': [['core/backend/bad.ts', `import '../model/text.test.ts';`]],
  'runtime-packages-are-dependencies': [['core/backend/bad.ts', `import { value } from 'yaml'; value;`]],
  'no-circular': [
    ['core/model/one.ts', `import type { Two } from './two.ts'; export type One = Two | 1;`],
    ['core/model/two.ts', `import type { One } from './one.ts'; export type Two = One | 2;`],
  ],
  'no-unresolvable': [['core/model/bad.ts', `import './missing.ts';`]],
  'bridge-only-in-client': [['renderer/ui/bad.ts', `export const bridge = window.standoffBridge;`]],
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function plant(...trees: readonly Tree[]): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'standoff-imports-')));
  folders.push(base);
  for (const [path, contents] of trees.flatMap((tree) => Object.entries(tree))) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), contents);
  }
  return base;
}

describe('import rules', () => {
  it('let a clean tree pass, and see every file of it', async () => {
    const examined = await examineImports(plant(CLEAN));
    expect(examined.violations).toEqual([]);
    expect(examined.unseen).toEqual([]);
    expect(examined.files.length).toBe(
      Object.keys(CLEAN).filter((path) => /^(?!node_modules).*[.]tsx?$/.test(path)).length,
    );
  });

  it('are all planted below', () => {
    expect(Object.keys(PLANTED).sort()).toEqual([...RULE_NAMES].sort());
  });

  it.each(Object.entries(PLANTED))('%s is caught by name', async (rule, files) => {
    const examined = await examineImports(plant(CLEAN, Object.fromEntries(files)));
    const planted = files.map(([path]) => path);
    expect(examined.violations.filter((violation) => violation.rule === rule).map((v) => v.from)).toEqual(
      expect.arrayContaining([planted[0]]),
    );
    // Nothing but the planted file is blamed.
    expect(examined.violations.filter((violation) => !planted.includes(violation.from))).toEqual([]);
  });
});
