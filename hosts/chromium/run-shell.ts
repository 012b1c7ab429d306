import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { type Backend, callBackend, openBackend } from '#backend/backend.ts';
import { createDispatcher } from '#backend/dispatcher.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import { documentsFolderOf } from '#backend/files/user-folders.ts';
import type { WindowEnd } from './life.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { type ChromiumWindow, openWindow } from './window.ts';
import { makeWindowFolder, removeWindowFolder } from './window-folder.ts';

export interface ShellOptions {
  readonly program: string;
  readonly dataFolder: string;
  readonly rendererFolder: string;
  readonly appVersion: string;
  /** A project file to open in the window. */
  readonly project: string | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly headless: boolean;
  /** A test drives the window. */
  readonly scripted: boolean;
  readonly say: (line: string) => void;
  /** Called once the window shows the app. */
  readonly onReady: (window: ChromiumWindow) => void;
  /** Ends the app as closing the window does. */
  readonly stop: AbortSignal;
}

/** Exit codes of the Chromium shell. */
export const EXIT = { done: 0, windowLost: 3, notStarted: 4, projectInUse: 5 } as const;

/** Runs the app in a Chromium window until it is closed; answers the exit code. */
export async function runShell(options: ShellOptions): Promise<number> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const backend = await openBackend({ dataFolder: options.dataFolder, appVersion: options.appVersion });
  try {
    const table = createFileTable();
    const refused = await openProject(backend, table, options.project);
    if (refused !== null) {
      options.say(refused.message);
      return refused.code;
    }
    return await runWindow(options, backend, table);
  } finally {
    await backend.close();
  }
}

async function openProject(
  backend: Backend,
  table: FileTable,
  path: string | null,
): Promise<{ code: number; message: string } | null> {
  if (path === null) return null;
  const reply = await callBackend(backend, 'project.open', { file: table.adopt(path).file }, table.pathOf);
  if (reply.ok) return null;
  const code = reply.error.code === 'project.in-use' ? EXIT.projectInUse : EXIT.notStarted;
  return { code, message: reply.error.message };
}

async function runWindow(options: ShellOptions, backend: Backend, table: FileTable): Promise<number> {
  const profileFolder = makeWindowFolder(options.dataFolder);
  const user = { platform: process.platform, home: homedir(), variables: process.env };
  const quit = Promise.withResolvers<WindowEnd>();
  try {
    const opened = await openWindow({
      ...options,
      profileFolder,
      table,
      subscribe: backend.subscribe,
      dispatcherFor: ({ setTitle }) =>
        createDispatcher({
          backend,
          pathOf: table.pathOf,
          shell: createShellHandlers({
            table,
            documentsFolder: () => documentsFolderOf(user),
            version: options.appVersion,
            scripted: options.scripted,
            controls: { setTitle, quit: () => quit.resolve('closed') },
          }),
        }),
    });
    if (!opened.ok) {
      options.say(`${opened.error.code}: ${opened.error.message}`);
      return EXIT.notStarted;
    }
    const window = opened.value;
    options.stop.addEventListener('abort', () => quit.resolve('closed'));
    if (options.stop.aborted) quit.resolve('closed');
    options.onReady(window);
    const end = await Promise.race([window.ended, quit.promise]);
    await window.close();
    return report(end, options.say);
  } finally {
    removeWindowFolder(profileFolder);
  }
}

function report(end: WindowEnd, say: (line: string) => void): number {
  switch (end) {
    case 'closed':
      return EXIT.done;
    case 'browser-lost':
      say(
        'E_WINDOW_LOST: The browser ended unexpectedly. Everything that was saved is there: start the app again.',
      );
      return EXIT.windowLost;
    case 'page-crashing':
      say(
        'E_WINDOW_LOST: The page crashed several times within a minute. Everything that was saved is there: start the app again.',
      );
      return EXIT.windowLost;
  }
}
