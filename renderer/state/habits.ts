import { create } from 'zustand';
import { writePreference } from '../client/preferences.ts';

/** How the user likes to tag. */
interface HabitsState {
  /** Whether selections are widened to whole words. */
  readonly snap: boolean;
}

export const useHabits = create<HabitsState>(() => ({ snap: true }));

export function toggleSnap(): boolean {
  const snap = !useHabits.getState().snap;
  useHabits.setState({ snap });
  writePreference('habits', { snap });
  return snap;
}

export function restoreHabits(stored: unknown): void {
  const value = stored as Partial<HabitsState> | undefined;
  if (typeof value?.snap === 'boolean') useHabits.setState({ snap: value.snap });
}
