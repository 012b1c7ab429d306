import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The app as its users start it, but driven by a program: a test, or the demo. */
export interface ScriptedApp {
  readonly pid: number;
  readonly browserPid: number;
  /** For `connectOverCDP`. */
  readonly debuggerUrl: string;
  /** The exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** What it has written to standard error so far. */
  said(): string;
}

export interface ScriptedStart {
  readonly dataFolder: string;
  readonly project?: string;
  readonly headless: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  readonly variables?: Readonly<Record<string, string>>;
}

/** The app ended before its window was open. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
  readonly code: number | null;
  readonly said: string;
  constructor(code: number | null, said: string) {
    super(`The app ended with ${code ?? 'a signal'} before its window was open. It said: ${said.trim()}`);
    this.code = code;
    this.said = said;
  }
}

/** Starts the production entry with `STANDOFF_E2E=1` and waits for its window. Rejects with `NotStarted`. */
export async function startScriptedApp(start: ScriptedStart): Promise<ScriptedApp> {
  const { width, height } = start.size ?? { width: 1280, height: 800 };
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'main.ts'),
      ...['--data', start.dataFolder, '--size', `${width}x${height}`],
      ...(start.project === undefined ? [] : ['--project', start.project]),
      ...(start.headless ? ['--headless'] : []),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...start.variables, STANDOFF_E2E: '1' },
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const ready = new Promise<string>((resolve) => {
    let written = '';
    child.stdout.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
      const line = /^READY (.*)\n/m.exec(written)?.[1];
      if (line !== undefined) resolve(line);
    });
  });
  const first = await Promise.race([ready, exited]);
  if (typeof first !== 'string') throw new NotStarted(first, said);
  const { pid, browserPid, debuggerUrl } = JSON.parse(first) as {
    pid: number;
    browserPid: number;
    debuggerUrl: string;
  };
  return {
    pid,
    browserPid,
    debuggerUrl,
    exited,
    kill: (signal) => {
      child.kill(signal);
    },
    said: () => said,
  };
}
