import { accessSync } from 'node:fs';
import { extname } from 'node:path';
import { type Command, CommandFailure, DONE, positional, textOption } from '../command.ts';
import { withBackend } from '../open-project.ts';

const ENDING = '.standoff';

export const newCommand: Command = {
  name: 'new',
  usage: 'PROJECT [--scheme FILE] [--json]',
  summary: 'make a project file',
  options: { scheme: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const wanted = positional(given, 0);
    const path = around.resolve(extname(wanted) === ENDING ? wanted : wanted + ENDING);
    const scheme = textOption(given, 'scheme');
    const schemeFile = scheme === undefined ? undefined : around.resolve(scheme);
    if (schemeFile !== undefined) assertReadable(schemeFile);
    return withBackend(around, schemeFile === undefined ? {} : { schemeFile }, async (client) => {
      const project = await client.call('project.create', { file: client.files.adopt(path).file });
      if (given.values.json === true) {
        around.output.json({ id: project.id, file: path, scheme: project.scheme.name });
      } else {
        around.output.message(`Made ${path} with the scheme “${project.scheme.name}”.`);
      }
      return DONE;
    });
  },
};

function assertReadable(path: string): void {
  try {
    accessSync(path);
  } catch {
    throw new CommandFailure(`The scheme ${path} cannot be read. Check the path.`);
  }
}
