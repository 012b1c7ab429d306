import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

/** Device-independent pixels. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

/** At least this much of the title bar must be on a screen, else nobody could move the window back. */
const VISIBLE_WIDTH = 120;
const VISIBLE_HEIGHT = 40;

/** The state left by the last window, or null where there is none, it is broken, or it is off every screen. */
export function readWindowState(file: string, workAreas: readonly Rectangle[]): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isWindowState(state) && workAreas.some((area) => isVisible(state.bounds, area)) ? state : null;
  } catch {
    return null;
  }
}

/** Keeps the state for the next start. A comfort only: a failure is not worth a message. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {}
}

function isVisible(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBar = Math.min(bounds.y + VISIBLE_HEIGHT, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= VISIBLE_WIDTH && titleBar >= VISIBLE_HEIGHT;
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false;
  const { bounds, maximized } = value as Partial<Record<keyof WindowState, unknown>>;
  if (typeof bounds !== 'object' || bounds === null) return false;
  const { x, y, width, height } = bounds as Partial<Record<keyof Rectangle, unknown>>;
  return [x, y, width, height].every(Number.isInteger) && typeof maximized === 'boolean';
}
