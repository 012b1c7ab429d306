import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import type { Backend } from '#backend/backend.ts';
import type { Transport } from './transport.ts';

/** Long enough for what the page sends when it is hidden to arrive. Milliseconds. */
const LAST_WORDS = 100;
/** A backend that has not closed by then hangs; what it acknowledged is on disk. Milliseconds. */
const PATIENCE = 15_000;

/**
 * Makes closing the window safe: it disappears at once, then the page's last calls are answered, the backend
 * closes the project, and only then the window goes and the app ends.
 */
export function closeInOrder(options: {
  readonly window: BrowserWindow;
  readonly transport: Transport;
  readonly backend: Pick<Backend, 'close'>;
  /** Tells the user that the backend failed to close. */
  readonly report: (error: unknown) => void;
  readonly quit: () => void;
  readonly patience?: number;
}): void {
  const { window, transport, backend, report, quit, patience = PATIENCE } = options;
  let closing = false;

  async function close(): Promise<void> {
    // Hiding makes the page's `visibilitychange` run: whatever it still holds, it sends now.
    window.hide();
    await wait(LAST_WORDS);
    await transport.idle();
    await backend.close();
  }

  window.on('close', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const gaveUp = new AbortController();
    const late = wait(patience, undefined, { signal: gaveUp.signal }).catch(() => {});
    void Promise.race([close().catch(report), late]).finally(() => {
      gaveUp.abort();
      window.destroy();
      quit();
    });
  });
}
