import { extname } from 'node:path';
import { type Command, DONE, positional, textOption } from '../command.ts';
import { withBackend } from '../open-project.ts';

const ENDING = '.standoff';

export const newCommand: Command = {
  name: 'new',
  usage: 'PROJECT [--scheme FILE] [--json]',
  summary: 'make a project file; the scheme is our JSON or a REFI-QDA codebook (.qdc)',
  options: { scheme: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const wanted = positional(given, 0);
    const path = around.resolve(extname(wanted) === ENDING ? wanted : wanted + ENDING);
    const scheme = textOption(given, 'scheme');
    return withBackend(around, async ({ call, files }) => {
      const project = await call('project.create', {
        file: files.adopt(path).file,
        ...(scheme === undefined ? {} : { scheme: files.adopt(around.resolve(scheme)).file }),
      });
      if (given.values.json === true) {
        around.output.json({ id: project.id, file: path, scheme: project.scheme.name });
      } else {
        around.output.message(`Made ${path} with the scheme “${project.scheme.name}”.`);
      }
      return DONE;
    });
  },
};
