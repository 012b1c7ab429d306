import { choicesOf, FORMATS } from '#backend/export/format-list.ts';
import { type Command, DONE } from '../command.ts';
import { optionsFor } from './export-choices.ts';

export const formatsCommand: Command = {
  name: 'formats',
  usage: '[--json]',
  summary: 'every format: what it reads, writes and loses',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(given, { output }) {
    if (given.values.json === true) {
      output.json(FORMATS.map((format) => ({ ...format, choices: choicesOf(format) })));
      return DONE;
    }
    for (const format of FORMATS) {
      const options = optionsFor(format);
      const names = format.extensions.map((extension) => `.${extension}`).join(' ');
      output.line(`${format.id}: ${format.name} (${names})`);
      output.line(`  reads     ${format.reads ?? 'no'}`);
      output.line(`  writes    ${format.writes ?? 'no'}${format.folder === true ? '; a folder' : ''}`);
      output.line(`  loses     ${format.loses.join('; ')}`);
      if (format.offsetUnit !== null) output.line(`  offsets   ${format.offsetUnit}, half-open, from 0`);
      if (format.use !== undefined) output.line(`  for       ${format.use.sentence}`);
      if (options.length > 0) output.line(`  options   ${options.join(' ')}`);
      output.line(`  encoding  ${format.encoding}`);
      output.line(`  limit     ${format.limit}`);
    }
    return DONE;
  },
};
