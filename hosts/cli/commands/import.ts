import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FORMATS, type FormatId } from '#backend/export/format-list.ts';
import { filesBelow } from '#backend/files/files-below.ts';
import type { EventOf, RequestOf } from '#contract/contract.ts';
import { COLUMN_ROLES } from '#model/column-role.ts';
import { PAGE_PARTS, type PagePart } from '#model/page-part.ts';
import type { Scheme } from '#model/scheme.ts';
import {
  type Arguments,
  type Command,
  CommandFailure,
  DONE,
  FAILED,
  positional,
  textOption,
  textOptions,
  WrongUse,
} from '../command.ts';
import { columnChoice, nameChoice } from '../import-choices.ts';
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';
import { printImportPreview } from './import-preview.ts';

type ImportOutcome = Extract<EventOf<'job.finished'>['outcome'], { is: 'imported' }>['imported'];

/** The first is the usual one. */
const CONFLICTS = ['refuse', 'keep'] as const;
const DUPLICATES = ['skip', 'import'] as const;

export const importCommand: Command = {
  name: 'import',
  usage:
    'PROJECT FILE-OR-FOLDER... [--format F|auto] [--annotator NAME] [--encoding E] [--html article|all] [--sheet NAME] [--column NAME=ROLE]... [--map FROM=TO]... [--create-missing] [--as-last-time] [--conflicts refuse|keep] [--duplicates skip|import] [--preview] [--json]',
  summary:
    'import documents, with their annotations where files have them; --preview only says what would go in and what labels would become; see "standoff formats" for F',
  options: {
    format: { type: 'string' },
    annotator: { type: 'string' },
    encoding: { type: 'string' },
    sheet: { type: 'string' },
    column: { type: 'string', multiple: true },
    html: { type: 'string' },
    map: { type: 'string', multiple: true },
    'create-missing': { type: 'boolean' },
    'as-last-time': { type: 'boolean' },
    conflicts: { type: 'string' },
    duplicates: { type: 'string' },
    preview: { type: 'boolean' },
  },
  values: {
    '--format F': ['auto', ...FORMATS.flatMap(({ id, reads }) => (reads === null ? [] : [id]))],
    '--html': PAGE_PARTS,
    '--column NAME=ROLE': COLUMN_ROLES,
    '--conflicts': CONFLICTS,
    '--duplicates': DUPLICATES,
  },
  positionals: { least: 2, most: Number.POSITIVE_INFINITY },
  async run(given, around) {
    const format = formatOf(textOption(given, 'format') ?? 'auto');
    const encoding = textOption(given, 'encoding');
    const content = pagePartOf(textOption(given, 'html'));
    const annotator = textOption(given, 'annotator');
    const sheet = textOption(given, 'sheet');
    const columns = textOptions(given, 'column').map(columnChoice);
    const names = textOptions(given, 'map').map(nameChoice);
    const missing = given.values['create-missing'] === true ? 'add' : 'leave-out';
    const duplicates = oneOf(given, 'duplicates', DUPLICATES);
    const conflicts = oneOf(given, 'conflicts', CONFLICTS);
    if (encoding !== undefined) assertEncoding(encoding);
    const found = await Promise.all(given.positionals.slice(1).map((path) => filesOf(around.resolve(path))));
    const inputs = found.flat();
    if (inputs.length === 0) throw new CommandFailure('There are no files to import.');
    return withProject(around, positional(given, 0), async ({ call, files, job }) => {
      if (annotator !== undefined) await call('annotator.select', { name: annotator });
      const scheme = (await call('project.read', {}))?.scheme ?? null;
      assertNames(names, scheme);
      const request: RequestOf<'import.inspect'> = {
        names,
        missing,
        lacking: missing,
        conflicts,
        // The same command does the same, whatever was chosen in the window.
        memory: given.values['as-last-time'] === true ? 'use' : 'ignore',
        files: inputs.map(({ path, name }) => {
          const { file } = files.adopt(path);
          return {
            file,
            name,
            ...(format === null ? {} : { format }),
            ...(encoding === undefined ? {} : { encoding }),
            ...(sheet === undefined ? {} : { sheet }),
            ...(columns.length === 0 ? {} : { columns }),
            ...(content === undefined ? {} : { content }),
          };
        }),
      };
      if (given.values.preview === true) {
        const inspected = await call('import.inspect', request);
        if (given.values.json === true) around.output.json(inspected.map(({ file: _, ...facts }) => facts));
        else printImportPreview(inspected, scheme, around.output);
        return inspected.every(({ problem }) => problem === null) ? DONE : FAILED;
      }
      const outcome = await job('import.start', { ...request, duplicates });
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
          `${counted(imported.duplicates, 'text')} there already; ${counted(imported.filesLeftOut, 'file')} left out` +
          `${addedTo(imported.added)}${imported.spansLeftOut === 0 ? '' : `; ${counted(imported.spansLeftOut, 'span')} left out`}.`,
      );
      return imported.filesLeftOut === 0 ? DONE : FAILED;
    });
  },
};

/** A file, or all files below a folder in order of their names, with the folders that the format may want to know. */
async function filesOf(path: string): Promise<readonly { path: string; name: string }[]> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [{ path, name: basename(path) }];
  const files = await filesBelow(path, Number.POSITIVE_INFINITY);
  if (!files.ok) throw new CommandFailure(files.error);
  return files.value;
}

function formatOf(given: string): FormatId | null {
  if (given === 'auto') return null;
  const format = FORMATS.find(({ id, reads }) => id === given && reads !== null);
  if (format === undefined)
    throw new WrongUse(`There is no format "${given}" to import; see "standoff formats".`);
  return format.id;
}

/** `; added to the scheme: 1 layer, 3 labels`, empty where nothing was. */
function addedTo(added: ImportOutcome['added']): string {
  const parts = [
    [added.layers, 'layer'],
    [added.labels, 'label'],
    [added.attributes, 'attribute'],
    [added.choices, 'choice'],
    [added.relationTypes, 'relation type'],
  ] as const;
  const said = parts.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)]));
  return said.length === 0 ? '' : `; added to the scheme: ${said.join(', ')}`;
}

/** What is taken of web pages. */
function pagePartOf(given: string | undefined): PagePart | undefined {
  const part = PAGE_PARTS.find((one) => one === given);
  if (given !== undefined && part === undefined) {
    throw new WrongUse(`--html is article or all, not "${given}".`);
  }
  return part;
}

/** Throws where a name is mapped to one that the scheme does not have: the files would be blamed for it. */
function assertNames(names: NonNullable<RequestOf<'import.start'>['names']>, scheme: Scheme | null): void {
  for (const { to } of names) {
    if (to === null || !('layer' in to)) continue;
    const layer = scheme?.layers.find(({ id }) => id === to.layer);
    const isThere = to.label === null ? layer !== undefined : layer?.labels.some(({ id }) => id === to.label);
    if (isThere === true) continue;
    const known = layer === undefined ? scheme?.layers : layer.labels;
    const name =
      to.label === null || layer === undefined
        ? `layer "${to.layer}"`
        : `label "${to.label}" in "${to.layer}"`;
    throw new CommandFailure(
      `The scheme has no ${name}. It has: ${known?.map(({ id }) => id).join(', ')}. Nothing was imported.`,
    );
  }
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

function oneOf<const Value extends string>(
  given: Arguments,
  option: string,
  values: readonly [Value, ...Value[]],
): Value {
  const text = textOption(given, option) ?? values[0];
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new WrongUse(`--${option} is ${values.join(' or ')}, not "${text}".`);
  return value;
}
