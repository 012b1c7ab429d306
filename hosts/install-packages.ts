import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { failure, type Result, success } from '#model/result.ts';

export interface InstallProblem {
  readonly code: 'install.not-possible' | 'install.failed';
  readonly message: string;
}

/** Where the app may install system packages by itself: as root on Debian or Ubuntu (a container or CI). */
export function canInstallPackages(): boolean {
  return (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/etc/debian_version') &&
    existsSync('/usr/bin/apt-get')
  );
}

/**
 * Installs Debian packages, saying so in one line. Only called where the user asked for something that
 * cannot run without them.
 */
export async function installPackages(
  names: readonly string[],
  reason: string,
  say: (line: string) => void,
): Promise<Result<null, InstallProblem>> {
  if (!canInstallPackages()) {
    return failure({
      code: 'install.not-possible',
      message: `${reason} On Debian and Ubuntu: sudo apt-get install ${names.join(' ')}`,
    });
  }
  say(`${reason} Installing ${names.join(' and ')} with apt-get …`);
  for (const step of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const { code, output } = await run('/usr/bin/apt-get', step);
    if (code !== 0) {
      return failure({
        code: 'install.failed',
        message: `apt-get ${step[0]} failed (exit ${code}), so ${names.join(' and ')} could not be installed:\n${lastLines(output)}`,
      });
    }
  }
  return success(null);
}

function run(program: string, parameters: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: -1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join('\n');
}
