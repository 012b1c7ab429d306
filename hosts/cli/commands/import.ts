import { type Command, CommandFailure, DONE, FAILED, positional, textOption, WrongUse } from '../command.ts';
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';

const FORMATS = ['text', 'markdown', 'jsonl'] as const;

export const importCommand: Command = {
  name: 'import',
  usage:
    'PROJECT FILE... [--format text|markdown|jsonl|auto] [--annotator NAME] [--encoding E] [--duplicates skip|import] [--json]',
  summary: 'import documents, with their annotations where a file has them',
  options: {
    format: { type: 'string' },
    annotator: { type: 'string' },
    encoding: { type: 'string' },
    duplicates: { type: 'string' },
  },
  positionals: { least: 2, most: Number.POSITIVE_INFINITY },
  async run(given, around) {
    const format = formatOf(textOption(given, 'format') ?? 'auto');
    const encoding = textOption(given, 'encoding');
    const annotator = textOption(given, 'annotator');
    const duplicates = textOption(given, 'duplicates') ?? 'skip';
    if (duplicates !== 'skip' && duplicates !== 'import') {
      throw new WrongUse(`--duplicates is skip or import, not "${duplicates}".`);
    }
    if (encoding !== undefined) assertEncoding(encoding);
    const paths = given.positionals.slice(1).map(around.resolve);
    return withProject(around, positional(given, 0), async ({ call, files, job }) => {
      if (annotator !== undefined) await call('annotator.select', { name: annotator });
      const outcome = await job('import.start', {
        duplicates,
        files: paths.map((path) => {
          const { file, name } = files.adopt(path);
          return {
            file,
            name,
            ...(format === null ? {} : { format }),
            ...(encoding === undefined ? {} : { encoding }),
          };
        }),
      });
      if (outcome.is !== 'imported') {
        throw new CommandFailure(outcome.is === 'failed' ? outcome.message : 'Nothing was imported.');
      }
      const { imported } = outcome;
      for (const { file, line, message } of imported.problems) {
        around.output.message(`${file}${line === null ? '' : `:${line}`}: ${message}`);
      }
      if (given.values.json === true) around.output.json(imported);
      around.output.message(
        `Imported ${counted(imported.documents, 'document')}, ${counted(imported.annotations, 'annotation')}, ${counted(imported.relations, 'relation')}; ` +
          `${counted(imported.duplicates, 'text')} there already; ${counted(imported.filesLeftOut, 'file')} left out.`,
      );
      return imported.filesLeftOut === 0 ? DONE : FAILED;
    });
  },
};

function formatOf(given: string): (typeof FORMATS)[number] | null {
  if (given === 'auto') return null;
  const format = FORMATS.find((candidate) => candidate === given);
  if (format === undefined)
    throw new WrongUse(`There is no format "${given}" to import; see "standoff formats".`);
  return format;
}

function assertEncoding(label: string): void {
  try {
    new TextDecoder(label);
  } catch {
    throw new WrongUse(
      `There is no encoding named "${label}"; try utf-8, windows-1252, shift_jis or gb18030.`,
    );
  }
}
