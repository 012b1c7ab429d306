import { execFileSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { failure, type Result, success } from '#model/result.ts';

/** The renderer is built for it (`target` in vite.config.ts). */
const OLDEST_MAJOR = 140;

export interface FoundBrowser {
  /** The program file. */
  readonly program: string;
  /** As it says itself; empty on Windows, where asking would open a window. */
  readonly version: string;
  /** A snap or flatpak: may not see the profile folder or the pipe. Taken only where nothing else is there. */
  readonly confined: boolean;
}

export interface MissingBrowser {
  readonly code: 'browser.not-found' | 'browser.not-runnable' | 'browser.too-old';
  readonly message: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Where a browser of the Chromium family may be, best first. `STANDOFF_BROWSER` is looked at elsewhere. */
export function browserCandidates(platform: NodeJS.Platform, variables: Variables): string[] {
  if (platform === 'win32') return windowsCandidates(variables);
  if (platform === 'darwin') return macCandidates(variables);
  return linuxCandidates(variables);
}

function windowsCandidates(variables: Variables): string[] {
  const roots = ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)', 'ProgramW6432'].flatMap(
    (name) => variables[name] ?? [],
  );
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'Chromium\\Application\\chrome.exe',
    'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  ];
  return unique(programs.flatMap((program) => roots.map((root) => win32.join(root, program))));
}

function macCandidates(variables: Variables): string[] {
  const folders = ['/Applications', posix.join(variables.HOME ?? '/', 'Applications')];
  const apps = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser'];
  return unique(folders.flatMap((folder) => apps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`)));
}

function linuxCandidates(variables: Variables): string[] {
  const fixed = [
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/lib/chromium/chromium',
    '/usr/lib64/chromium-browser/chromium-browser',
    '/opt/brave.com/brave/brave',
  ];
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
    'brave-browser',
  ];
  const onPath = (variables.PATH ?? '')
    .split(':')
    .filter((folder) => posix.isAbsolute(folder))
    .flatMap((folder) => names.map((name) => posix.join(folder, name)));
  const confined = ['/snap/bin/chromium', '/var/lib/flatpak/exports/bin/org.chromium.Chromium'];
  const free = [...fixed, ...onPath].filter((program) => !confined.includes(program));
  return unique([...free, ...confined]);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** The first browser that runs. `STANDOFF_BROWSER`, where set, is the only one tried. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  variables: Variables = process.env,
): Result<FoundBrowser, MissingBrowser> {
  const named = variables.STANDOFF_BROWSER;
  if (named) {
    const found = tryBrowser(named, platform);
    if (found !== null) return tooOld(found) ?? success(found);
    return failure({
      code: 'browser.not-runnable',
      message: `STANDOFF_BROWSER names ${named}, which cannot be run. Set it to the program file of Chrome, Edge or Chromium, or unset it.`,
    });
  }
  let old: Result<FoundBrowser, MissingBrowser> | null = null;
  let confined: FoundBrowser | null = null;
  for (const candidate of browserCandidates(platform, variables)) {
    const found = tryBrowser(candidate, platform);
    if (found === null) continue;
    const refused = tooOld(found);
    if (refused) old ??= refused;
    else if (found.confined) confined ??= found;
    else return success(found);
  }
  if (confined) return success(confined);
  return (
    old ??
    failure({
      code: 'browser.not-found',
      message:
        'No Chrome, Edge or Chromium was found. Install one, or set STANDOFF_BROWSER to its program file.',
    })
  );
}

function tryBrowser(program: string, platform: NodeJS.Platform): FoundBrowser | null {
  try {
    accessSync(program, constants.X_OK);
    const real = realpathSync(program);
    const version =
      platform === 'win32'
        ? ''
        : execFileSync(program, ['--version'], { timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] })
            .toString()
            .trim();
    return { program, version, confined: /\/snap\/|\/snap$|flatpak/.test(`${program}\n${real}`) };
  } catch {
    return null;
  }
}

function tooOld(browser: FoundBrowser): Result<FoundBrowser, MissingBrowser> | null {
  const major = Number(/(\d+)\.\d+\.\d+/.exec(browser.version)?.[1] ?? Number.NaN);
  if (!(major < OLDEST_MAJOR)) return null;
  return failure({
    code: 'browser.too-old',
    message: `${browser.program} is ${browser.version}; version ${OLDEST_MAJOR} or newer is needed. Update it, or set STANDOFF_BROWSER to another.`,
  });
}
