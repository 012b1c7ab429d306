import { parseArgs } from 'node:util';
import { type Arguments, type Command, CommandFailure, type Surroundings, WrongUse } from './command.ts';
import { annotationsCommand } from './commands/annotations.ts';
import { checkCommand } from './commands/check.ts';
import { exportCommand } from './commands/export.ts';
import { formatsCommand } from './commands/formats.ts';
import { importCommand } from './commands/import.ts';
import { newCommand } from './commands/new.ts';
import { schemeCommand } from './commands/scheme.ts';
import { statsCommand } from './commands/stats.ts';

const COMMANDS: readonly Command[] = [
  newCommand,
  importCommand,
  annotationsCommand,
  exportCommand,
  formatsCommand,
  schemeCommand,
  checkCommand,
  statsCommand,
];

/** Runs the command line. Answers the exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const [name, ...rest] = words;
  if (name === '--help' || name === '-h' || name === 'help') {
    around.output.line(overview());
    return 0;
  }
  if (name === '--version') {
    around.output.line(around.appVersion);
    return 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    around.output.message(name === undefined ? overview() : `There is no command "${name}".\n${overview()}`);
    return 2;
  }
  try {
    const given = parse(command, rest);
    if (given.values.help === true) {
      around.output.line(usageOf(command));
      return 0;
    }
    assertCount(command, given);
    return await command.run(given, around);
  } catch (error) {
    if (error instanceof WrongUse) {
      around.output.message(`${error.message}\n${usageOf(command)}`);
      return 2;
    }
    if (!(error instanceof CommandFailure)) throw error;
    around.output.message(error.message);
    return 1;
  }
}

function parse(command: Command, words: string[]): Arguments {
  const options = {
    ...command.options,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { positionals, values } = parseArgs({ args: words, options, allowPositionals: true });
    return { positionals, values: values as Arguments['values'] };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function assertCount(command: Command, { positionals }: Arguments): void {
  const { least, most } = command.positionals;
  if (positionals.length < least) throw new WrongUse('An argument is missing.');
  if (positionals.length > most) throw new WrongUse(`"${positionals[most]}" is one argument too many.`);
}

function usageOf(command: Command): string {
  const { name, usage, summary, values = {} } = command;
  const lists = Object.entries(values).map(([option, list]) => `    ${option}: ${list.join(', ')}`);
  return [
    `Usage: standoff ${name} ${usage}`,
    `  ${summary}`,
    ...(lists.length > 0 ? ['  Values:', ...lists] : []),
  ].join('\n');
}

function overview(): string {
  return [
    'Usage: standoff COMMAND …',
    ...COMMANDS.map(({ name, usage, summary }) => `  standoff ${name} ${usage}\n      ${summary}`),
    'Messages go to standard error; --json prints one JSON value on standard output.',
    'Exit code: 0 done, 1 failed, 2 wrong use.',
  ].join('\n');
}
