import type { BrowserWindow, Dialog } from 'electron';
import { START_PAGE } from './origin.ts';

/** So many crashes within so many milliseconds, and loading the page again would only go on crashing. */
const CRASHES = 3;
const WITHIN = 60_000;

/** Loads the page again after its process has crashed, and says so. Nothing saved is lost: the backend lives on. */
export function recoverFromCrashes(options: {
  readonly window: BrowserWindow;
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showErrorBox'>;
  readonly now: () => number;
}): void {
  const { window, dialog, now } = options;
  let crashes: number[] = [];

  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    crashes = [...crashes.filter((time) => time > now() - WITHIN), now()];
    if (crashes.length >= CRASHES) {
      dialog.showErrorBox(
        'Standoff keeps stopping',
        `The window stopped ${CRASHES} times within a minute (${details.reason}). Everything that was saved is on disk. Standoff closes now; please start it again.`,
      );
      window.close();
      return;
    }
    void window.loadURL(START_PAGE);
    void dialog.showMessageBox(window, {
      type: 'info',
      message: 'The window had to be loaded again.',
      detail: `It stopped unexpectedly (${details.reason}). Everything that was saved is still there.`,
    });
  });
}
