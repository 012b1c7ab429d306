import type { CdpPipe, CdpSession } from './cdp-pipe.ts';
import type { LaunchedBrowser } from './launch.ts';
import { HOME_URL } from './switches.ts';

/** How a window ended: by the user or the app, or because something broke. */
export type WindowEnd = 'closed' | 'browser-lost' | 'page-crashing';

const CRASHES_TOLERATED = 3;
const CRASH_SPAN_MS = 60_000;

/** Watches the window to its end. A page that crashes is loaded again, unless it keeps crashing. */
export function watchLife(options: {
  readonly browser: LaunchedBrowser;
  readonly pipe: CdpPipe;
  readonly session: CdpSession;
  readonly target: string;
  readonly say: (line: string) => void;
}): Promise<WindowEnd> {
  const { pipe, session, target } = options;
  let crashes: number[] = [];
  return new Promise((resolve) => {
    pipe.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === target) resolve('closed');
    });
    pipe.on('Target.targetCrashed', ({ targetId }) => {
      if (targetId !== target) return;
      const now = performance.now();
      crashes = [...crashes.filter((at) => now - at < CRASH_SPAN_MS), now];
      if (crashes.length > CRASHES_TOLERATED) {
        resolve('page-crashing');
        return;
      }
      options.say('The page crashed and was loaded again; everything that was saved is there.');
      session.send('Page.navigate', { url: HOME_URL }).catch(() => {});
    });
    // Closing the window ends the browser with 0; the news of the closed page may come after that.
    options.browser.exited
      .then(({ code }) => resolve(code === 0 ? 'closed' : 'browser-lost'))
      .catch(() => resolve('browser-lost'));
  });
}
