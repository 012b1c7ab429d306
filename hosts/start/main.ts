/**
 * `npm start [-- PROJECT] [--shell electron|chromium] [--data DIR]`: opens the app from a checkout, and installs
 * or builds nothing that is there already.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolderOf } from '#backend/files/user-folders.ts';
import { findBrowser } from '../find-browser.ts';
import { hasDisplay } from '../virtual-display.ts';
import { downloadElectron } from './download-electron.ts';
import { electronPackageOf, findElectron } from './find-electron.ts';
import { runChild } from './run-child.ts';
import { start } from './start.ts';

const USAGE = 'Usage: npm start -- [PROJECT.standoff] [--shell electron|chromium] [--data FOLDER]';
const root = join(import.meta.dirname, '../..');
const say = (line: string) => console.error(line);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { shell: { type: 'string' }, data: { type: 'string' } },
      allowPositionals: true,
    });
    const shell = values.shell ?? null;
    if (positionals.length > 1) return null;
    if (shell !== null && shell !== 'electron' && shell !== 'chromium') return null;
    return { shell, dataFolder: values.data ?? null, project: positionals[0] ?? null } as const;
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === null) {
    say(USAGE);
    return 2;
  }
  const electronPackage = electronPackageOf(root);
  return start(
    // npm runs scripts in the repository's folder and says where the user was.
    { ...given, workingFolder: process.env.INIT_CWD ?? process.cwd() },
    {
      root,
      node: process.execPath,
      hasDisplay: hasDisplay(),
      asRoot: process.platform === 'linux' && process.getuid?.() === 0,
      say,
      findElectron: () => findElectron(electronPackage),
      findBrowser,
      downloadElectron: (insist) =>
        downloadElectron({
          electronPackage,
          dataFolder:
            given.dataFolder ??
            dataFolderOf({ platform: process.platform, home: homedir(), variables: process.env }),
          // Sweden writes dates as ISO 8601 does; this one is the user's own day.
          today: new Intl.DateTimeFormat('sv-SE').format(new Date()),
          insist,
          say,
        }),
      run: (program, parameters, variables = {}) => runChild(program, parameters, { cwd: root, variables }),
    },
  );
}

process.exit(await main());
