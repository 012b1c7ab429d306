import { useEffect } from 'react';
import { create } from 'zustand';
import { writePreference } from '../client/preferences.ts';
import { sameKey } from './keys.ts';

export const COMMAND_GROUPS = ['tag', 'span', 'document', 'project', 'view', 'help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/**
 * Where the keys of a command act: `text` only while the article has the focus, `page` anywhere. Fields keep the keys
 * that they need themselves, lists that find by typing the plain ones, and no command acts behind a dialog.
 */
export type CommandScope = 'text' | 'page';

/** Something the user can do, by key, by menu, by palette or by button: defined once. */
export interface Command {
  readonly id: string;
  /** As shown to the user. */
  readonly title: string;
  readonly group: CommandGroup;
  /** The keys it comes with, as `keys.ts` writes them. */
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** False while it makes no sense; then its keys do nothing and it is not offered. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

interface CommandsState {
  readonly commands: ReadonlyMap<string, Command>;
  /** Keys that the user chose, by command id. */
  readonly chosenKeys: Readonly<Record<string, readonly string[]>>;
}

export const useCommandRegistry = create<CommandsState>(() => ({ commands: new Map(), chosenKeys: {} }));

/** Adds commands; returns the function that takes them away again. */
export function registerCommands(list: readonly Command[]): () => void {
  useCommandRegistry.setState(({ commands }) => {
    const next = new Map(commands);
    for (const command of list) next.set(command.id, command);
    return { commands: next };
  });
  return () => {
    useCommandRegistry.setState(({ commands }) => {
      const next = new Map(commands);
      for (const command of list) if (next.get(command.id) === command) next.delete(command.id);
      return { commands: next };
    });
  };
}

/** Offers commands while the component is shown. `list` must be stable (a constant or memoised). */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => registerCommands(list), [list]);
}

export function keysOf(command: Command, state = useCommandRegistry.getState()): readonly string[] {
  return state.chosenKeys[command.id] ?? command.keys;
}

/** Runs a command by its id where it makes sense now; answers whether it did. */
export function runCommand(id: string): boolean {
  const command = useCommandRegistry.getState().commands.get(id);
  if (!command || command.when?.() === false) return false;
  command.run();
  return true;
}

/** The command that already has a key, other than the one that wants it. */
export function holderOf(
  key: string,
  forCommand: string,
  state = useCommandRegistry.getState(),
): Command | null {
  for (const command of state.commands.values()) {
    if (command.id === forCommand) continue;
    if (keysOf(command, state).some((taken) => sameKey(taken, key))) return command;
  }
  return null;
}

/** Gives a command other keys, or with null those it came with. Answers the command in the way, if any. */
export function chooseKeys(id: string, keys: readonly string[] | null): Command | null {
  const state = useCommandRegistry.getState();
  const wanted = keys ?? state.commands.get(id)?.keys ?? [];
  for (const key of wanted) {
    const holder = holderOf(key, id, state);
    if (holder) return holder;
  }
  const chosenKeys = { ...state.chosenKeys };
  if (keys) chosenKeys[id] = keys;
  else delete chosenKeys[id];
  useCommandRegistry.setState({ chosenKeys });
  writePreference('keys', chosenKeys);
  return null;
}

/** Takes over the stored keys; what is not a list of words is left out. */
export function restoreKeys(stored: unknown): void {
  if (typeof stored !== 'object' || stored === null) return;
  const entries = Object.entries(stored).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((key) => typeof key === 'string' && key.length > 0),
  );
  useCommandRegistry.setState({ chosenKeys: Object.fromEntries(entries) });
}
