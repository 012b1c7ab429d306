import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileTable } from '#backend/files/file-table.ts';
import type { EventMessage } from '#contract/contract.ts';
import { failure, type Result, success } from '#model/result.ts';
import { createFileAdopter } from './adopt-files.ts';
import { BINDING, bridgeScript } from './bridge.ts';
import { type CdpPipe, type CdpSession, sessionOf } from './cdp-pipe.ts';
import { confinePage, keepHome } from './confine.ts';
import { openInbox } from './inbox.ts';
import { type BrowserExit, type LaunchedBrowser, launchBrowser } from './launch.ts';
import { type WindowEnd, watchLife } from './life.ts';
import { createOutbox } from './outbox.ts';
import { type PageContexts, watchContexts } from './page-contexts.ts';
import { serveRequests } from './serve.ts';
import { policyProblem, type StartProblem } from './start-problem.ts';
import { browserSwitches, HOME_URL, ORIGIN, type SwitchOptions } from './switches.ts';

type Dispatch = (callJson: string) => Promise<string>;

export interface WindowOptions extends Omit<SwitchOptions, 'asRoot'> {
  /** The browser's program file. */
  readonly program: string;
  /** The window's files, with index.html. */
  readonly rendererFolder: string;
  readonly table: FileTable;
  /** Makes the answerer of the window's calls; what it controls works from the page's first script on. */
  readonly dispatcherFor: (controls: { setTitle(title: string): Promise<void> }) => Dispatch;
  readonly subscribe: (listener: (event: EventMessage) => void) => () => void;
  /** Seconds within which the browser must answer; by default what is right for users or for tests. */
  readonly answerLimit?: number;
  /** Lines for the terminal. */
  readonly say: (line: string) => void;
}

export interface ChromiumWindow {
  readonly browserPid: number;
  /** Where Playwright connects to; null unless scripted. */
  readonly debuggerUrl: string | null;
  readonly ended: Promise<WindowEnd>;
  /** Closes the window and waits until the browser is gone and every call is answered. */
  close(): Promise<void>;
}

/** Seconds. A browser that has not answered by then is kept from it by a policy, or is as good as stuck. */
const ANSWER_LIMIT = 10;
/** A machine under test may be slow; no policy is looked for there. */
const SCRIPTED_ANSWER_LIMIT = 60;
const CLOSE_LIMIT_MS = 5000;

/** Starts the browser and opens the app's window in it. */
export async function openWindow(options: WindowOptions): Promise<Result<ChromiumWindow, StartProblem>> {
  mkdirSync(options.profileFolder, { recursive: true, mode: 0o700 });
  const asRoot = process.getuid?.() === 0;
  const browser = launchBrowser(options.program, browserSwitches({ ...options, asRoot }));
  const limit = options.answerLimit ?? (options.scripted ? SCRIPTED_ANSWER_LIMIT : ANSWER_LIMIT);
  const timeout = new AbortController();
  const first = await Promise.race([
    wire(browser, options).then(
      (window) => ({ is: 'open' as const, window }),
      (error: unknown) => ({ is: 'broken' as const, error }),
    ),
    delay(limit * 1000, { is: 'silent' as const }, { signal: timeout.signal }).catch(() => never()),
  ]);
  timeout.abort();
  if (first.is === 'open') return success(first.window);
  if (first.is === 'silent') {
    browser.kill();
    return failure(policyProblem(limit));
  }
  // The pipe breaks a little before the exit status is known.
  const exit = await withLimit(browser.exited, 2000);
  browser.kill();
  if (exit !== null) return failure(browser.startProblem(exit));
  const detail = first.error instanceof Error ? first.error.message : String(first.error);
  return failure({ code: 'E_BROWSER_START', message: `The browser could not be set up: ${detail}` });
}

async function wire(browser: LaunchedBrowser, options: WindowOptions): Promise<ChromiumWindow> {
  const { pipe } = browser;
  await pipe.send('Browser.getVersion', {});
  const target = await firstPage(pipe);
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId: target, flatten: true });
  const session = sessionOf(pipe, sessionId);
  const contexts = watchContexts(session, target);
  const outbox = createOutbox(session, contexts);
  const inbox = openInbox({
    session,
    contexts,
    outbox,
    dispatch: options.dispatcherFor({ setTitle: (title) => setTitle(session, contexts.current(), title) }),
    adopt: createFileAdopter(session, options.table, join(options.profileFolder, 'adopted')),
  });
  const unsubscribe = options.subscribe((message) => outbox.event(JSON.stringify(message)));
  const ended = watchLife({ browser, pipe, session, target, say: options.say });
  await Promise.all([
    session.send('Page.enable', {}),
    session.send('Runtime.addBinding', { name: BINDING }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: bridgeScript(ORIGIN) }),
    serveRequests({
      session,
      mainFrame: target,
      rendererFolder: options.rendererFolder,
      takeLarge: outbox.takeLarge,
    }),
    confinePage(pipe, session, target),
  ]);
  await session.send('Runtime.enable', {});
  await openHome(session, contexts);
  keepHome(session);
  return {
    browserPid: browser.pid ?? -1,
    debuggerUrl: options.scripted ? await readDebuggerUrl(options.profileFolder) : null,
    ended,
    async close() {
      unsubscribe();
      await withLimit(inbox.settled(), CLOSE_LIMIT_MS);
      await closeBrowser(browser);
    },
  };
}

/** The page that `--app` opened. */
async function firstPage(pipe: CdpPipe): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  pipe.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type === 'page') resolve(targetInfo.targetId);
  });
  await Promise.all([
    pipe.send('Target.setDiscoverTargets', { discover: true }),
    Promise.race([promise, pipe.ended]),
  ]);
  return promise;
}

/** The start page may still be on its way and interrupt the app's: then once more. */
async function openHome(session: CdpSession, contexts: PageContexts): Promise<void> {
  const { promise: loaded, resolve } = Promise.withResolvers<void>();
  session.on('Page.loadEventFired', () => {
    if (contexts.current() !== null) resolve();
  });
  for (let attempt = 1; ; attempt += 1) {
    const { errorText } = await session.send('Page.navigate', { url: HOME_URL });
    if (!errorText) break;
    if (attempt === 5) throw new Error(`the window's page did not load (${errorText})`);
    await delay(100);
  }
  await loaded;
}

async function setTitle(session: CdpSession, context: string | null, title: string): Promise<void> {
  if (context === null) return;
  await session.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function (title) { document.title = title; }',
    arguments: [{ value: title }],
    uniqueContextId: context,
  });
}

/** The browser writes port and path of its debugging server into the profile folder. */
async function readDebuggerUrl(profileFolder: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      const [port, path] = readFileSync(join(profileFolder, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // Not written yet.
    }
    await delay(50);
  }
  throw new Error('the browser opened no debugging port for the test');
}

async function closeBrowser(browser: LaunchedBrowser): Promise<void> {
  browser.pipe.send('Browser.close', {}).catch(() => {});
  const exit: BrowserExit | null = await withLimit(browser.exited, CLOSE_LIMIT_MS);
  if (exit === null) browser.kill();
  await browser.exited;
}

/** Null where the promise takes longer; its timer keeps nothing alive. */
async function withLimit<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | null> {
  const stop = new AbortController();
  const limit = delay(milliseconds, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    stop.abort();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
