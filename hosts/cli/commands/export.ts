import { type Command, CommandFailure, DONE, positional, textOption, WrongUse } from '../command.ts';
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: 'PROJECT --format jsonl --out PATH [--json]',
  summary: 'write the whole project as a dataset; an existing file is replaced',
  options: { format: { type: 'string' }, out: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const format = textOption(given, 'format');
    if (format !== 'jsonl') {
      throw new WrongUse(
        format === undefined
          ? '--format is missing.'
          : `There is no format "${format}" to export; see "standoff formats".`,
      );
    }
    const out = textOption(given, 'out');
    if (out === undefined) throw new WrongUse('--out is missing.');
    const path = around.resolve(out);
    return withProject(around, positional(given, 0), async ({ files, job }) => {
      const outcome = await job('export.start', { format, file: files.adopt(path).file });
      if (outcome.is !== 'exported') {
        throw new CommandFailure(outcome.is === 'failed' ? outcome.message : 'Nothing was exported.');
      }
      const { exported } = outcome;
      if (given.values.json === true) around.output.json({ ...exported, file: path });
      around.output.message(
        `Wrote ${path}: ${counted(exported.documents, 'document')}, ${counted(exported.annotations, 'annotation')}, ${counted(exported.relations, 'relation')}, ${counted(exported.bytes, 'byte')}` +
          `${exported.verified ? '; read back and compared' : ''}.`,
      );
      return DONE;
    });
  },
};
