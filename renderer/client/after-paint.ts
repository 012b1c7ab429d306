import { useState, useSyncExternalStore } from 'react';

/** How long to wait for a frame that does not come, as in a window that is not seen; milliseconds. */
const NO_FRAME = 120;

type Later = (run: () => void) => () => void;

/** Collects callbacks and runs them together at a moment of the next frame. Answers how to take one back. */
function collected(onFrame: (flush: () => void) => void): Later {
  const waiting = new Set<() => void>();
  let scheduled = false;
  return (run) => {
    waiting.add(run);
    if (!scheduled) {
      scheduled = true;
      let done = false;
      const flush = (): void => {
        if (done) return;
        done = true;
        // What the first add, as who is told of what they change, runs with them.
        for (const each of waiting) {
          waiting.delete(each);
          each();
        }
        scheduled = false;
      };
      requestAnimationFrame(() => onFrame(flush));
      setTimeout(flush, NO_FRAME);
    }
    return () => waiting.delete(run);
  };
}

/**
 * Runs a callback just before the next frame is drawn, together with all others that wait for it: each frame makes the
 * browser go through all painted spans again, so whatever follows a change should be in one.
 */
export const inNextFrame = collected((flush) => flush());

/** Runs a callback once the next frame is on the screen: for what takes long and may follow what the user looks at. */
export const afterPaint = collected((flush) => setTimeout(flush, 0));

type Subscribe = (listener: () => void) => () => void;

/** The same subscription with its calls put off. */
export function subscribedLater(subscribe: Subscribe, later: Later): Subscribe {
  return (listener) => {
    let ended = false;
    const tell = (): void => {
      if (!ended) listener();
    };
    let takeBack: (() => void) | null = null;
    const end = subscribe(() => {
      takeBack = later(tell);
    });
    return () => {
      ended = true;
      takeBack?.();
      end();
    };
  };
}

interface Store<State> {
  getState(): State;
  subscribe(listener: (now: State, before: State) => void): () => void;
}

function hookFor(laterFor: (part: unknown) => Later) {
  return function useLater<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
    // Only where the part itself is another: a frame that is asked for costs even where nothing is drawn in it.
    const [subscribe] = useState(() => (listener: () => void) => {
      const takeBack = new Map<Later, () => void>();
      const end = store.subscribe((now, before) => {
        const part = select(now);
        if (Object.is(part, select(before))) return;
        const later = laterFor(part);
        takeBack.set(later, later(listener));
      });
      return () => {
        for (const each of takeBack.values()) each();
        end();
      };
    });
    return useSyncExternalStore(subscribe, () => select(store.getState()));
  };
}

/**
 * A part of a store for what is drawn with the next frame and not at once. `store` and `select` are those of the first
 * call; `select` must answer the same while nothing changed.
 */
export const useInNextFrame = hookFor(() => inNextFrame);

/**
 * A part of a store for what takes long to draw and may follow a frame later; otherwise like `useInNextFrame`. What is null
 * takes no time and goes with the next frame.
 */
export const useAfterPaint = hookFor((part) => (part === null ? inNextFrame : afterPaint));
