import { create } from 'zustand';
import { writePreference } from '../client/preferences.ts';

/** How the user likes to work. */
interface HabitsState {
  /** Whether selections are widened to whole words. */
  readonly snap: boolean;
  /** Whether the inspector shows all attributes or only the quick ones and those that are set. */
  readonly allAttributes: boolean;
}

export const useHabits = create<HabitsState>(() => ({ snap: true, allAttributes: true }));

/** Switches a habit and answers what it is now. */
export function toggleHabit(name: keyof HabitsState): boolean {
  const value = !useHabits.getState()[name];
  useHabits.setState({ [name]: value });
  const { snap, allAttributes } = useHabits.getState();
  writePreference('habits', { snap, allAttributes });
  return value;
}

export function restoreHabits(stored: unknown): void {
  const value = stored as Partial<HabitsState> | undefined;
  for (const name of ['snap', 'allAttributes'] as const) {
    if (typeof value?.[name] === 'boolean') useHabits.setState({ [name]: value[name] });
  }
}
