import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { failure, type Result, success } from '#model/result.ts';
import { type InstallProblem, installPackages } from './install-packages.ts';

const PROGRAM = 'Xvfb';
const START_LIMIT_MS = 15_000;

export interface VirtualDisplay {
  /** For the variable `DISPLAY`, such as `:7`. */
  readonly display: string;
  stop(): Promise<void>;
}

export interface DisplayProblem {
  readonly code: InstallProblem['code'] | 'display.failed';
  readonly message: string;
}

/** True where a window can be shown, as far as the environment says. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return platform !== 'linux' || Boolean(variables.DISPLAY || variables.WAYLAND_DISPLAY);
}

/** Starts Xvfb, for tests, on a number that it finds free itself; installs it first where that is allowed. */
export async function startVirtualDisplay(
  say: (line: string) => void,
  size: { readonly width: number; readonly height: number } = { width: 1440, height: 1000 },
): Promise<Result<VirtualDisplay, DisplayProblem>> {
  if (!isOnPath(PROGRAM)) {
    const installed = await installPackages(
      ['xvfb', 'xauth'],
      'A real window without a screen needs Xvfb, which is not installed.',
      say,
    );
    if (!installed.ok) return installed;
  }
  const child = spawn(
    PROGRAM,
    ['-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const answer = await readDisplayNumber(child);
  if (!answer.ok) {
    await stop(child);
    return answer;
  }
  return success({ display: `:${answer.value}`, stop: () => stop(child) });
}

/** Is a program of this name on the PATH? */
function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** Xvfb writes its number to the pipe once it listens. */
function readDisplayNumber(child: ChildProcess): Promise<Result<number, DisplayProblem>> {
  return new Promise((resolve) => {
    let errors = '';
    let written = '';
    const end = (result: Result<number, DisplayProblem>) => {
      clearTimeout(timer);
      resolve(result);
    };
    const fail = (why: string) =>
      end(
        failure({
          code: 'display.failed',
          message: `Xvfb did not start (${why}). ${errors.trim().split('\n').at(-1) ?? ''}`.trim(),
        }),
      );
    const timer = setTimeout(() => fail('no answer in 15 s'), START_LIMIT_MS);
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-4000);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exit ${code}`));
    const pipe = child.stdio[3] as Readable;
    pipe.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
      if (written.includes('\n')) end(success(Number(written.trim())));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}
