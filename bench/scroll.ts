import type { Locator } from '@playwright/test';

export interface ScrollTimes {
  /** Milliseconds from one frame to the next, while jumping over the whole article in `STEPS` steps. */
  readonly gaps: readonly number[];
}

/** Screens that a jump through the article makes. */
export const STEPS = 50;

/** Jumps through everything that an element scrolls over, one jump a frame. */
export function jumpThrough(scroller: Locator): Promise<ScrollTimes> {
  return scroller.evaluate(async (element, steps) => {
    const height = element.scrollHeight - element.clientHeight;
    const gaps: number[] = [];
    let last = 0;
    for (let step = 1; step <= steps; step += 1) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      if (last > 0) gaps.push(now - last);
      last = now;
      element.scrollTop = (height * step) / steps;
    }
    element.scrollTop = 0;
    return { gaps };
  }, STEPS);
}
