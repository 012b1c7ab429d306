import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type CdpPipe, connectCdpPipe } from './cdp-pipe.ts';
import { withUtf8Paths } from './locale.ts';
import { type StartProblem, startProblemOf } from './start-problem.ts';

export interface BrowserExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LaunchedBrowser {
  readonly pid: number | undefined;
  readonly pipe: CdpPipe;
  readonly exited: Promise<BrowserExit>;
  /** Why it ended before it was of use, told from its exit and what it wrote. */
  startProblem(exit: BrowserExit): StartProblem;
  /** Ends the browser and the processes it started, at once. */
  kill(): void;
}

const STDERR_KEPT = 8000;

/** Starts the browser in a process group of its own, so that Ctrl+C reaches this process only. */
export function launchBrowser(program: string, switches: readonly string[]): LaunchedBrowser {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(program, switches, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: ownGroup,
    env: withUtf8Paths(process.env, process.platform),
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-STDERR_KEPT);
  });
  const exited = new Promise<BrowserExit>((resolve) => {
    child.once('error', (error) => {
      errors += error.message;
      resolve({ code: -1, signal: null });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return {
    pid: child.pid,
    pipe: connectCdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable),
    exited,
    startProblem: (exit) => startProblemOf(exit, errors, process.env),
    kill: () => killGroup(child, ownGroup),
  };
}

function killGroup(child: ChildProcess, ownGroup: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Already gone.
  }
}
