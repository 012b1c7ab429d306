import type { Fragment } from '#model/annotation.ts';
import type { Geometry } from './geometry.ts';

/** Frames to go on correcting in: sections get their true heights only as they come into view. */
const ATTEMPTS = 6;
/** What is out of view comes to a third of the view's height; the edge of the view is not a place to read at. */
const EDGE = 48;

/** Scrolls a stretch into view, once the article is loaded as far as that. A later call replaces an earlier one. */
export function createReveal(
  scroller: HTMLElement,
  geometry: Geometry,
  complete: Promise<void>,
  signal: AbortSignal,
): (fragment: Fragment) => void {
  let wanted: Fragment | null = null;

  const step = (fragment: Fragment, attempts: number): void => {
    if (signal.aborted || wanted !== fragment) return;
    const box = geometry.boxOf(fragment);
    const view = scroller.getBoundingClientRect();
    if (box === null) return;
    const inView =
      box.top >= view.top + EDGE && Math.min(box.bottom, box.top + view.height / 2) <= view.bottom - EDGE;
    if (!inView) scroller.scrollTop += box.top - view.top - view.height / 3;
    if (attempts > 1) requestAnimationFrame(() => step(fragment, attempts - 1));
    else wanted = null;
  };

  return (fragment) => {
    wanted = fragment;
    if (geometry.boxOf(fragment) !== null) step(fragment, ATTEMPTS);
    else void complete.then(() => step(fragment, ATTEMPTS));
  };
}
