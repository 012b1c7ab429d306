import type { AnnotationId } from '#model/ids.ts';
import type { BlockWindow } from './block-window.ts';

/** What tests and benchmarks may ask of an article on screen; the app does not use it. */
export interface ArticleProbe {
  /** Resolves after the frame in which the last block was shown. */
  readonly complete: Promise<void>;
  blocks(): number;
  loaded(): number;
  spans(): number;
  /** Ranges registered with the browser at this moment. */
  ranges(): number;
  /** The display blocks that are painted. */
  window(): BlockWindow;
  /** Spans under a point of the viewport, shortest first. */
  hitTest(x: number, y: number): AnnotationId[];
  /** What each display block shows, null where it is not loaded yet. */
  shownText(): (string | null)[];
  /** The box of a stretch (UTF-16 units) in viewport pixels. */
  boxOf(start: number, end: number): DOMRect | null;
}

/** The probe is a property of the element `.article-text` under this symbol. */
const PROBE = Symbol.for('standoff.article-probe');

/** Returns the function that takes the probe away. */
export function exposeProbe(root: HTMLElement, probe: ArticleProbe): () => void {
  const host: HTMLElement & { [PROBE]?: ArticleProbe } = root;
  host[PROBE] = probe;
  return () => {
    if (host[PROBE] === probe) delete host[PROBE];
  };
}
