import { useSyncExternalStore } from 'react';

/** How long to wait for a frame that does not come, as in a window that is not seen; milliseconds. */
const NO_FRAME = 120;
const waiting = new Set<() => void>();
let scheduled = false;

/**
 * Runs a callback once the next frame is on the screen, together with all others that wait for it. What paints the
 * article goes first and alone: a change is seen before the panes around it are drawn anew, all in one go.
 */
export function afterPaint(run: () => void): void {
  waiting.add(run);
  if (scheduled) return;
  scheduled = true;
  let done = false;
  const flush = (): void => {
    if (done) return;
    done = true;
    scheduled = false;
    const due = [...waiting];
    waiting.clear();
    for (const each of due) each();
  };
  requestAnimationFrame(() => setTimeout(flush, 0));
  setTimeout(flush, NO_FRAME);
}

type Subscribe = (listener: () => void) => () => void;

/** The same subscription with its calls put off until the next frame is painted. */
export function subscribedAfterPaint(subscribe: Subscribe): Subscribe {
  return (listener) => {
    let ended = false;
    const tell = (): void => {
      if (!ended) listener();
    };
    const end = subscribe(() => afterPaint(tell));
    return () => {
      ended = true;
      waiting.delete(tell);
      end();
    };
  };
}

interface Store<State> {
  getState(): State;
  subscribe(listener: () => void): () => void;
}

const delayed = new WeakMap<Store<unknown>, Subscribe>();

/** A part of a store for what may follow a frame later. `select` must answer the same object while nothing changed. */
export function useAfterPaint<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  let subscribe = delayed.get(store as Store<unknown>);
  if (!subscribe) {
    subscribe = subscribedAfterPaint((listener) => store.subscribe(listener));
    delayed.set(store as Store<unknown>, subscribe);
  }
  return useSyncExternalStore(subscribe, () => select(store.getState()));
}
