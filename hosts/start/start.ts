import { join, resolve } from 'node:path';
import type { Result } from '#model/result.ts';
import type { FoundBrowser, MissingBrowser } from '../find-browser.ts';
import type { DownloadFailure } from './download-electron.ts';

export interface StartRequest {
  /** Chosen with `--shell`; null for Electron where it can be had. */
  readonly shell: 'electron' | 'chromium' | null;
  readonly project: string | null;
  /** Given with `--data`; null for the user's own. */
  readonly dataFolder: string | null;
  readonly workingFolder: string;
}

/** What starting does, so that every way through can be tested. */
export interface StartSteps {
  readonly root: string;
  /** The Node that runs this. */
  readonly node: string;
  readonly hasDisplay: boolean;
  readonly asRoot: boolean;
  readonly say: (line: string) => void;
  readonly findElectron: () => string | null;
  readonly downloadElectron: (insist: boolean) => Promise<Result<string, DownloadFailure>>;
  readonly findBrowser: () => Result<FoundBrowser, MissingBrowser>;
  readonly run: (
    program: string,
    parameters: readonly string[],
    variables?: Readonly<Record<string, string>>,
  ) => Promise<number>;
}

/** What the system's loader exits with where a library that the program needs is not installed. */
const CANNOT_LOAD = 127;

/** `npm start`: builds what is out of date and opens the app in the best window there is. Answers the exit code. */
export async function start(request: StartRequest, steps: StartSteps): Promise<number> {
  if (!steps.hasDisplay) {
    steps.say(
      'There is no display here to open a window on; the demo runs instead and shows the app at work.',
    );
    return steps.run(steps.node, ['e2e/demo/main.ts']);
  }
  if (request.shell === 'chromium') return openInBrowser(request, steps);
  const electron = await electronFor(request, steps);
  const outcome = electron.ok
    ? await openInElectron(electron.value, request, steps)
    : { is: 'impossible' as const, reason: electron.error };
  if (outcome.is === 'ran') return outcome.code;
  if (request.shell === 'electron') {
    steps.say(
      `Electron cannot be opened: ${outcome.reason}. The same app in a browser: npm start -- --shell chromium`,
    );
    return 4;
  }
  steps.say(`Electron cannot be opened (${outcome.reason}), so the same app opens in ${browserName(steps)}.`);
  return openInBrowser(request, steps);
}

type ElectronOutcome = { is: 'ran'; code: number } | { is: 'impossible'; reason: string };

async function openInElectron(
  program: string,
  request: StartRequest,
  steps: StartSteps,
): Promise<ElectronOutcome> {
  if (!(await build(steps, []))) return { is: 'ran', code: 4 };
  const project = pathIn(request, request.project);
  const dataFolder = pathIn(request, request.dataFolder);
  const code = await steps.run(
    program,
    [
      ...(steps.asRoot ? ['--no-sandbox'] : []),
      join(steps.root, 'out/main/main.js'),
      ...(project === null ? [] : [project]),
    ],
    dataFolder === null ? {} : { STANDOFF_DATA: dataFolder },
  );
  if (code === CANNOT_LOAD) return { is: 'impossible', reason: 'the system lacks a library it needs' };
  return { is: 'ran', code };
}

async function openInBrowser(request: StartRequest, steps: StartSteps): Promise<number> {
  if (!(await build(steps, ['renderer']))) return 4;
  const project = pathIn(request, request.project);
  const dataFolder = pathIn(request, request.dataFolder);
  return steps.run(steps.node, [
    'hosts/chromium/main.ts',
    ...(dataFolder === null ? [] : ['--data', dataFolder]),
    ...(project === null ? [] : ['--project', project]),
  ]);
}

async function build(steps: StartSteps, bundles: readonly string[]): Promise<boolean> {
  if ((await steps.run(steps.node, ['tools/build.ts', ...bundles])) === 0) return true;
  steps.say('The window could not be built; what is wrong is said above.');
  return false;
}

function pathIn(request: StartRequest, path: string | null): string | null {
  return path === null ? null : resolve(request.workingFolder, path);
}

async function electronFor(
  request: StartRequest,
  steps: StartSteps,
): Promise<Result<string, DownloadFailure>> {
  const program = steps.findElectron();
  return program === null
    ? steps.downloadElectron(request.shell === 'electron')
    : { ok: true, value: program };
}

function browserName(steps: StartSteps): string {
  const found = steps.findBrowser();
  if (!found.ok) return 'a browser';
  return found.value.version.replace(/^(\D+\d+).*$/, '$1') || found.value.program;
}
