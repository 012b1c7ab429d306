import type { RequestOf, ResponseOf } from '#contract/contract.ts';
import type { Scheme } from '#model/scheme.ts';
import {
  type Arguments,
  type Command,
  CommandFailure,
  DONE,
  positional,
  textOption,
  WrongUse,
} from '../command.ts';
import { lossWords } from '../loss-words.ts';
import { type Client, withProject } from '../open-project.ts';
import { counted, type Output, table } from '../output.ts';

type Findings = ResponseOf<'scheme.inspect'>;
type Item = Findings['added'][number];
const KINDS = ['json', 'qdc', 'guidelines'] as const satisfies readonly RequestOf<'scheme.export'>['kind'][];

export const schemeCommand: Command = {
  name: 'scheme',
  usage:
    'PROJECT [--import FILE [--dry-run] [--loose-layer NAME]] [--export FILE --kind json|qdc|guidelines] [--json]',
  summary:
    'show the scheme; add what a scheme (our JSON) or a codebook (.qdc) has and it has not; write it as JSON, as a codebook, or as guidelines in Markdown',
  options: {
    import: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'loose-layer': { type: 'string' },
    export: { type: 'string' },
    kind: { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const from = textOption(given, 'import');
    const to = textOption(given, 'export');
    const kind = to === undefined ? null : kindOf(given);
    const isDry = given.values['dry-run'] === true;
    const looseLayer = textOption(given, 'loose-layer');
    const isJson = given.values.json === true;
    if (from === undefined && (isDry || looseLayer !== undefined)) {
      throw new WrongUse('--dry-run and --loose-layer go with --import.');
    }
    if (to === undefined && textOption(given, 'kind') !== undefined)
      throw new WrongUse('--kind goes with --export.');
    return withProject(around, positional(given, 0), async ({ call, files }) => {
      const result: { imported?: Findings; exported?: ResponseOf<'scheme.export'>; scheme?: Scheme } = {};
      if (from !== undefined) {
        const { file } = files.adopt(around.resolve(from));
        const request = { file, ...(looseLayer === undefined ? {} : { looseLayer }) };
        const found = await call(isDry ? 'scheme.inspect' : 'scheme.import', request);
        result.imported = found;
        tellFindings(found, isDry, around.output);
      }
      if (to !== undefined && kind !== null) {
        const path = around.resolve(to);
        const written = await call('scheme.export', { file: files.adopt(path).file, kind });
        result.exported = written;
        around.output.message(`Wrote ${path}: ${counted(written.bytes, 'byte')}.`);
        for (const { what, why, count } of written.losses)
          around.output.message(`  ${lossWords(what, count)}: ${why}`);
      }
      if (from === undefined && to === undefined) {
        result.scheme = await readScheme(call);
        if (!isJson) showScheme(result.scheme, around.output);
      }
      // What was asked for, alone where it is one thing.
      if (isJson) around.output.json(result.scheme ?? result);
      return DONE;
    });
  },
};

function kindOf(given: Arguments): (typeof KINDS)[number] {
  const text = textOption(given, 'kind');
  const kind = KINDS.find((one) => one === text);
  if (kind === undefined) {
    const wrong = text === undefined ? 'is missing: it is' : `is not "${text}" but`;
    throw new WrongUse(`--kind ${wrong} one of ${KINDS.join(', ')}.`);
  }
  return kind;
}

async function readScheme(call: Client['call']): Promise<Scheme> {
  const project = await call('project.read', {});
  if (project === null) throw new CommandFailure('No project is open.');
  return project.scheme;
}

function tellFindings(found: Findings, isDry: boolean, output: Output): void {
  const { name, added, existing, clashes, notices } = found;
  const verb = isDry ? 'would be added' : added.length === 1 ? 'was added' : 'were added';
  output.message(
    added.length === 0
      ? `“${name}” has nothing that the project has not; ${existing.length} there already.`
      : `“${name}”: ${added.length} ${verb}, ${existing.length} there already.`,
  );
  for (const item of added) output.message(`  + ${named(item)}`);
  for (const clash of clashes) output.message(`  ! ${named(clash)} ${clash.why}.`);
  for (const notice of notices) output.message(`  ! ${notice}`);
}

function named({ kind, place, name }: Item): string {
  const what = kind === 'end' ? 'link to' : kind === 'relation-type' ? 'relation type' : kind;
  return `${what} ${place === null ? '' : `${place}: `}${name}`;
}

function showScheme({ name, version, layers, relationTypes }: Scheme, output: Output): void {
  output.line(`${name}, version ${version}`);
  const mark = (archived: boolean | undefined): string => (archived === true ? 'archived' : '');
  const rows = [
    ...layers.flatMap((layer) => [
      [layer.key, layer.id, layer.name, mark(layer.archived)],
      ...layer.labels.map((label) => [
        `  ${label.key}`,
        `  ${label.id}`,
        `  ${label.name}`,
        mark(label.archived),
      ]),
    ]),
    ...relationTypes.map((type) => ['→', type.id, type.name, mark(type.archived)]),
  ];
  for (const line of table(rows)) output.line(line);
}
