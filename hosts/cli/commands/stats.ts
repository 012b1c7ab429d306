import { type Command, DONE, positional } from '../command.ts';
import { withProject } from '../open-project.ts';
import { table } from '../output.ts';

export const statsCommand: Command = {
  name: 'stats',
  usage: 'PROJECT [--json]',
  summary: 'counts of a project',
  options: {},
  positionals: { least: 1, most: 1 },
  run: (given, around) =>
    withProject(around, positional(given, 0), async ({ call }) => {
      const stats = await call('project.stats', {});
      if (given.values.json === true) {
        around.output.json(stats);
        return DONE;
      }
      const { documents, annotations, relations, annotators, codePoints, changes, byLabel } = stats;
      const rows: [string, number][] = [
        ['documents', documents],
        ['code points', codePoints],
        ['annotations', annotations],
        ...byLabel.map(({ layer, label, annotations: count }): [string, number] => [
          `  ${label === null ? layer : `${layer}:${label}`}`,
          count,
        ]),
        ['relations', relations],
        ['annotators', annotators],
        ['changes', changes],
      ];
      for (const line of table(rows)) around.output.line(line);
      return DONE;
    }),
};
