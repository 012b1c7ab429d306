import { FORMATS, type FormatId } from '#backend/export/format-list.ts';
import type { RequestOf, ResponseOf } from '#contract/contract.ts';
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
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';

const DISCONTINUOUS = ['leave-out', 'hull', 'longest-fragment'] as const;
const OVERLAP = ['outermost', 'innermost', 'first-layer'] as const;

type Choices = Omit<RequestOf<'export.start'>, 'file'>;
type Project = NonNullable<ResponseOf<'project.read'>>;

export const exportCommand: Command = {
  name: 'export',
  usage:
    'PROJECT --format F --out PATH [--layer L]... [--annotator NAME | --all] [--discontinuous P] [--overlap P] [--preview] [--json]',
  summary:
    'write the project as a dataset; an existing file or earlier export is replaced. --preview only counts what the format loses',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    layer: { type: 'string', multiple: true },
    annotator: { type: 'string' },
    all: { type: 'boolean' },
    discontinuous: { type: 'string' },
    overlap: { type: 'string' },
    preview: { type: 'boolean' },
  },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const format = formatOf(given);
    const discontinuous = oneOf(given, 'discontinuous', DISCONTINUOUS);
    const overlap = oneOf(given, 'overlap', OVERLAP);
    if (given.values.all === true && textOption(given, 'annotator') !== undefined) {
      throw new WrongUse('--annotator and --all exclude each other.');
    }
    const isPreview = given.values.preview === true;
    const out = textOption(given, 'out');
    if (out === undefined && !isPreview) throw new WrongUse('--out is missing.');
    return withProject(around, positional(given, 0), async ({ call, files, job }) => {
      const project = await call('project.read', {});
      if (project === null) throw new CommandFailure('No project is open.');
      const choices: Choices = {
        format,
        ...chosenLayers(given, project),
        ...chosenAnnotator(given, project),
        ...(discontinuous === undefined ? {} : { discontinuous }),
        ...(overlap === undefined ? {} : { overlap }),
      };
      if (out === undefined || isPreview) {
        const preview = await call('export.preview', choices);
        if (given.values.json === true) around.output.json(preview);
        around.output.message(
          `An export would hold ${counted(preview.documents, 'document')}, ${counted(preview.annotations, 'annotation')}, ${counted(preview.relations, 'relation')}.`,
        );
        for (const loss of preview.losses) around.output.message(lossLine(loss));
        return DONE;
      }
      const path = around.resolve(out);
      const outcome = await job('export.start', { ...choices, file: files.adopt(path).file });
      if (outcome.is !== 'exported') {
        throw new CommandFailure(outcome.is === 'failed' ? outcome.message : 'Nothing was exported.');
      }
      const { exported } = outcome;
      if (given.values.json === true) around.output.json({ ...exported, file: path });
      const { documents, annotations, relations, bytes, verified } = exported;
      around.output.message(
        `Wrote ${path}: ${counted(documents, 'document')}, ${counted(annotations, 'annotation')}, ${counted(relations, 'relation')}, ${counted(bytes, 'byte')}` +
          `${verified === true ? '; read back and compared' : ''}.`,
      );
      for (const loss of exported.losses) around.output.message(lossLine(loss));
      for (const difference of exported.differences) around.output.message(`  ! ${difference}`);
      return verified === false ? FAILED : DONE;
    });
  },
};

function formatOf(given: Arguments): FormatId {
  const name = textOption(given, 'format');
  if (name === undefined) throw new WrongUse('--format is missing.');
  const format = FORMATS.find(({ id, writes }) => id === name && writes !== null);
  if (format === undefined) {
    throw new WrongUse(`There is no format "${name}" to export; see "standoff formats".`);
  }
  return format.id;
}

function oneOf<const T extends string>(given: Arguments, name: string, values: readonly T[]): T | undefined {
  const text = textOption(given, name);
  const value = values.find((candidate) => candidate === text);
  if (text !== undefined && value === undefined) {
    throw new WrongUse(`--${name} is one of ${values.join(', ')}, not "${text}".`);
  }
  return value;
}

function chosenLayers(given: Arguments, { scheme }: Project): Pick<Choices, 'layers'> {
  const names = textOptions(given, 'layer');
  if (names.length === 0) return {};
  const layers = names.map((name) => {
    const layer = scheme.layers.find(({ id }) => id === name);
    if (layer !== undefined) return layer.id;
    const known = scheme.layers.map(({ id }) => id).join(', ');
    throw new CommandFailure(`The project has no layer "${name}". It has: ${known}.`);
  });
  return { layers };
}

function chosenAnnotator(given: Arguments, { annotators }: Project): Pick<Choices, 'annotators'> {
  const name = textOption(given, 'annotator');
  if (name === undefined) return {};
  const annotator = annotators.find((one) => one.name === name);
  if (annotator !== undefined) return { annotators: [annotator.id] };
  const known = annotators.map((one) => one.name).join(', ');
  throw new CommandFailure(`The project has no annotator "${name}". It has: ${known}.`);
}

function lossLine({
  what,
  why,
  count,
}: Omit<ResponseOf<'export.preview'>['losses'][number], 'parts'>): string {
  return `  ${count} × ${what}: ${why}`;
}
