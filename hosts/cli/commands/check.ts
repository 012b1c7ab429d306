import { type Command, DONE, FAILED, positional } from '../command.ts';
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: 'PROJECT [--json]',
  summary: 'integrity: SQLite, foreign keys, offsets against quotes, the log’s chain',
  options: {},
  positionals: { least: 1, most: 1 },
  run: (given, around) =>
    withProject(around, positional(given, 0), async ({ call }) => {
      const { problems, checked } = await call('project.check', {});
      if (given.values.json === true) around.output.json({ problems, checked });
      else
        for (const { check, place, message } of problems)
          around.output.line(`${check}: ${place}: ${message}`);
      around.output.message(
        `Checked ${counted(checked.documents, 'document')}, ${counted(checked.annotations, 'annotation')}, ${counted(checked.changes, 'change')}: ` +
          `${problems.length === 0 ? 'no problems' : counted(problems.length, 'problem')}.`,
      );
      return problems.length === 0 ? DONE : FAILED;
    }),
};
