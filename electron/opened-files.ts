import { resolve } from 'node:path';
import type { App } from 'electron';

/** The project file named on a command line, as an absolute path, or null. */
export function projectFileIn(argv: readonly string[], workingFolder: string): string | null {
  const named = argv.findLast((word) => !word.startsWith('-') && word.toLowerCase().endsWith('.standoff'));
  return named === undefined ? null : resolve(workingFolder, named);
}

/** Keeps the path of a project opened from outside until somebody can open it. The latest one counts. */
export interface Inbox {
  put(path: string): void;
  /** The waiting path, once; null where none waits. */
  take(): string | null;
  /** From now on hands every path over at once, the waiting one first. */
  deliverTo(receiver: (path: string) => void): void;
}

export function createInbox(first: string | null): Inbox {
  let waiting = first;
  let deliver: ((path: string) => void) | null = null;
  function take(): string | null {
    const path = waiting;
    waiting = null;
    return path;
  }
  return {
    put(path) {
      if (deliver) deliver(path);
      else waiting = path;
    },
    take,
    deliverTo(receiver) {
      deliver = receiver;
      const path = take();
      if (path !== null) receiver(path);
    },
  };
}

/**
 * Puts each project file opened from outside into the inbox: by double click (macOS, `open-file`), or by a
 * second start of the app, which also brings the window to the front. macOS may send `open-file` before the
 * app is ready, so this must be called at once.
 */
export function watchOpenedFiles(app: App, inbox: Inbox, showWindow: () => void): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    inbox.put(path);
  });
  app.on('second-instance', (_event, argv, workingFolder) => {
    showWindow();
    const path = projectFileIn(argv, workingFolder);
    if (path !== null) inbox.put(path);
  });
}
