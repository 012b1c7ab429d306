import { spawnSync } from 'node:child_process';

export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
  /** What went to standard error, and why the command could not be run. */
  readonly said: string;
}

export function runCommand(command: string, args: readonly string[]): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 240_000 });
  return { ok: status === 0, output: stdout ?? '', said: `${stderr ?? ''}${error?.message ?? ''}`.trim() };
}
