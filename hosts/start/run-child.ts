import { spawn } from 'node:child_process';

/**
 * Runs a program in the foreground and answers its exit code. Ctrl+C reaches it by itself; a signal to this
 * process alone is passed on. Either way this process waits for its end, so that everything closes in order.
 */
export function runChild(
  program: string,
  parameters: readonly string[],
  options: { readonly cwd: string; readonly variables?: Readonly<Record<string, string>> },
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      stdio: 'inherit',
      env: { ...process.env, ...options.variables },
    });
    const wait = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    const end = (code: number) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      end(4);
    });
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 3)));
  });
}
