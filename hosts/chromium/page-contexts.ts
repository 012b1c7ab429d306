import type { CdpSession } from './cdp-pipe.ts';
import { ORIGIN } from './switches.ts';

/** Knows the script contexts of the page, and which of them is the window's own. */
export interface PageContexts {
  /** The unique id of the window's own context, or null for any other sender. */
  trusted(executionContextId: number): string | null;
  /** The window's own context at the moment, null while a page loads. */
  current(): string | null;
  /** Called with the unique id of each of the window's own contexts that ends. */
  onEnded(listener: (uniqueId: string) => void): void;
}

/**
 * Only the main frame's main world at the app's own origin may talk to the shell: not a frame inside it, not
 * an isolated world, not a page that took its place.
 */
export function watchContexts(session: CdpSession, mainFrame: string): PageContexts {
  const own = new Map<number, string>();
  const listeners: ((uniqueId: string) => void)[] = [];
  let latest: string | null = null;

  function ended(id: number): void {
    const uniqueId = own.get(id);
    if (uniqueId === undefined) return;
    own.delete(id);
    if (latest === uniqueId) latest = null;
    for (const listener of listeners) listener(uniqueId);
  }

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = context.auxData ?? {};
    // Context ids start anew in a new renderer process: one that comes back replaces the old.
    ended(context.id);
    if (frameId !== mainFrame || isDefault !== true || context.origin !== ORIGIN) return;
    own.set(context.id, context.uniqueId);
    latest = context.uniqueId;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => ended(executionContextId));
  session.on('Runtime.executionContextsCleared', () => {
    for (const id of [...own.keys()]) ended(id);
  });

  return {
    trusted: (executionContextId) => own.get(executionContextId) ?? null,
    current: () => latest,
    onEnded: (listener) => {
      listeners.push(listener);
    },
  };
}
