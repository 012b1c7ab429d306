/** Why no window could be opened. */
export interface StartProblem {
  readonly code:
    | 'E_BROWSER_MISSING'
    | 'E_NO_DISPLAY'
    | 'E_POLICY'
    | 'E_SANDBOX'
    | 'E_PROFILE_BUSY'
    | 'E_BROWSER_START';
  /** What happened and what to do. */
  readonly message: string;
}

/** Tells from exit status and standard error why the browser ended before its window was there. */
export function startProblemOf(
  exit: { readonly code: number | null; readonly signal: string | null },
  standardError: string,
  variables: Readonly<Record<string, string | undefined>>,
): StartProblem {
  const said = browserSaid(standardError);
  const problem = (code: StartProblem['code'], message: string): StartProblem => ({
    code,
    message: said === '' ? message : `${message}\n  The browser said: ${said}`,
  });
  if (/ENOENT|EACCES/.test(standardError) && exit.code === -1) {
    return problem(
      'E_BROWSER_MISSING',
      'The browser program could not be started. Set STANDOFF_BROWSER to the program file of Chrome, Edge or Chromium.',
    );
  }
  if (/Missing X server|cannot open display|platform failed to initialize|\$DISPLAY/i.test(standardError)) {
    const display = variables.DISPLAY ?? variables.WAYLAND_DISPLAY;
    return problem(
      'E_NO_DISPLAY',
      display
        ? `The display ${display} cannot be opened. Start the app from a desktop session.`
        : 'There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the app from a desktop session, or see it work with: npm run demo',
    );
  }
  if (/remote debugging is disallowed|disabled by .*polic/i.test(standardError)) return policyProblem(0);
  if (/No usable sandbox|SUID sandbox|zygote_host_impl/i.test(standardError)) {
    return problem(
      'E_SANDBOX',
      'The browser cannot start its sandbox here: the system forbids user namespaces. Allow them for the browser, or use another browser.',
    );
  }
  if (exit.code === 0) {
    return problem(
      'E_PROFILE_BUSY',
      'The browser handed the window to another of its processes. Start the app again.',
    );
  }
  const how = exit.signal ? `signal ${exit.signal}` : `exit ${exit.code}`;
  return problem('E_BROWSER_START', `The browser ended before its window opened (${how}).`);
}

/** A browser under the policy `RemoteDebuggingAllowed: false` runs, but never answers on the pipe. */
export function policyProblem(waitedSeconds: number): StartProblem {
  const waited = waitedSeconds > 0 ? ` (it did not answer in ${waitedSeconds} s)` : '';
  return {
    code: 'E_POLICY',
    message: `The browser does not let the app open its window${waited}. Most likely it is managed and its policy RemoteDebuggingAllowed is off: ask the administrator, set STANDOFF_BROWSER to another browser, or use the Electron app.`,
  };
}

/** The last lines that mean something. Debian's launcher script always prints one that does not. */
function browserSaid(standardError: string): string {
  return standardError
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '' && !/chromium: \d+: \[: /.test(line))
    .slice(-3)
    .join('\n  ');
}
