import type { ParseArgsOptionsConfig } from 'node:util';
import type { Output } from './output.ts';

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** What a command works with. */
export interface Surroundings {
  readonly output: Output;
  /** An absolute path, from one that the user gave. */
  resolve(path: string): string;
  readonly appVersion: string;
}

export const DONE = 0;
export const FAILED = 1;
/** What a command answers to the system. */
export type ExitCode = typeof DONE | typeof FAILED;

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** Arguments and options, without the program's name. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** What options with a closed list of values take, by the word of the usage that stands for it. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** How many positional arguments it takes. */
  readonly positionals: { readonly least: number; readonly most: number };
  run(given: Arguments, around: Surroundings): Promise<ExitCode>;
}

/** The arguments are wrong: the message is printed with the usage, and the exit code is 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** A command cannot go on: the message is printed, and the exit code is 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** An option's text, or undefined. */
export function textOption(given: Arguments, name: string): string | undefined {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function textOptions(given: Arguments, name: string): readonly string[] {
  const value = given.values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** A positional argument that `positionals.least` promises. */
export function positional(given: Arguments, index: number): string {
  const value = given.positionals[index];
  if (value === undefined) throw new WrongUse('An argument is missing.');
  return value;
}
