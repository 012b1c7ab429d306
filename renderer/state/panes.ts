import { create } from 'zustand';
import { writePreference } from '../client/preferences.ts';

export type PaneSide = 'left' | 'right';
export const PANE_LIMITS = {
  left: { least: 180, most: 520 },
  right: { least: 240, most: 620 },
} as const satisfies Record<PaneSide, { least: number; most: number }>;
/** Of the inspector and, above it, of the list of spans; CSS pixels. */
export const INSPECTOR_LIMITS = { lowerLeast: 120, upperLeast: 250, usual: 360 } as const;

interface Pane {
  /** CSS pixels. */
  readonly width: number;
  readonly folded: boolean;
}

interface PanesState {
  readonly left: Pane;
  readonly right: Pane;
  /** The inspector at the foot of the right pane, CSS pixels. */
  readonly inspectorHeight: number;
  /** Both panes away while reading; their own folding is kept. */
  readonly focusMode: boolean;
  /** In a narrow window the right pane lies over the article and starts closed. */
  readonly drawerOpen: boolean;
  readonly narrow: boolean;
}

export const usePanes = create<PanesState>(() => ({
  left: { width: 268, folded: false },
  right: { width: 348, folded: false },
  inspectorHeight: INSPECTOR_LIMITS.usual,
  focusMode: false,
  drawerOpen: false,
  narrow: false,
}));

const within = (side: PaneSide, width: number): number =>
  Math.round(Math.min(PANE_LIMITS[side].most, Math.max(PANE_LIMITS[side].least, width)));

function store(): void {
  const { left, right, inspectorHeight } = usePanes.getState();
  writePreference('panes', {
    left: { width: left.width, folded: left.folded },
    right: { width: right.width, folded: right.folded },
    inspectorHeight,
  });
}

export function resizePane(side: PaneSide, width: number): void {
  usePanes.setState((state) => ({ [side]: { ...state[side], width: within(side, width) } }));
  store();
}

export function resizeInspector(height: number): void {
  usePanes.setState({ inspectorHeight: Math.round(height) });
  store();
}

/** Folds a pane away or brings it back; in a narrow window the right one slides over the article. */
export function togglePane(side: PaneSide): void {
  const { narrow, focusMode } = usePanes.getState();
  if (side === 'right' && narrow) {
    usePanes.setState((state) => ({ drawerOpen: !state.drawerOpen, focusMode: false }));
    return;
  }
  usePanes.setState((state) => ({
    focusMode: false,
    [side]: { ...state[side], folded: focusMode ? false : !state[side].folded },
  }));
  store();
}

/** Makes sure that a pane is seen. */
export function showPane(side: PaneSide): void {
  if (!isShown(usePanes.getState(), side)) togglePane(side);
}

export function isShown(state: PanesState, side: PaneSide): boolean {
  if (state.focusMode) return false;
  return side === 'right' && state.narrow ? state.drawerOpen : !state[side].folded;
}

/** Uncovers the article in a narrow window. */
export function closeDrawer(): void {
  usePanes.setState({ drawerOpen: false });
}

export function toggleFocusMode(): void {
  usePanes.setState((state) => ({ focusMode: !state.focusMode, drawerOpen: false }));
}

/** Takes over what was stored; anything odd is left as it is by default. */
export function restorePanes(stored: unknown): void {
  const value = stored as
    | (Partial<Record<PaneSide, Partial<Pane>>> & { inspectorHeight?: unknown })
    | undefined;
  if (typeof value?.inspectorHeight === 'number') {
    usePanes.setState({ inspectorHeight: value.inspectorHeight });
  }
  for (const side of ['left', 'right'] as const) {
    const pane = value?.[side];
    if (typeof pane?.width !== 'number') continue;
    usePanes.setState({ [side]: { width: within(side, pane.width), folded: pane.folded === true } });
  }
}
