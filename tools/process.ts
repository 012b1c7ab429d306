import { spawn } from 'node:child_process';
import { root } from './paths.ts';

export interface Ended {
  /** Exit code; 1 where the process could not be started or was ended by a signal. */
  readonly code: number;
  readonly seconds: number;
  /** Standard output and error in the order they came; empty unless captured. */
  readonly output: string;
}

/**
 * Runs Node with the given arguments in the repository and waits for its end. Never asks anything: standard
 * input is closed. `capture` keeps the output instead of showing it.
 */
export function runNode(
  args: readonly string[],
  options: { capture?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...(options.capture ? { NO_COLOR: '1' } : {}), ...options.env },
      stdio: ['ignore', options.capture ? 'pipe' : 'inherit', options.capture ? 'pipe' : 'inherit'],
    });
    let output = '';
    const end = (code: number) => resolve({ code, seconds: (performance.now() - started) / 1000, output });
    child.stdout?.on('data', (part) => {
      output += part;
    });
    child.stderr?.on('data', (part) => {
      output += part;
    });
    child.on('error', (error) => {
      output += error.message;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}
