import { FORMATS } from '#backend/export/format-list.ts';
import type { ResponseOf } from '#contract/contract.ts';
import { SPLITS } from '#model/export-choice.ts';
import { type Command, CommandFailure, DONE, FAILED, positional, textOption, WrongUse } from '../command.ts';
import { lossWords } from '../loss-words.ts';
import { withProject } from '../open-project.ts';
import { counted } from '../output.ts';
import { CHOICE_OPTIONS, CHOICE_VALUES, type Choices, namedChoices, plainChoices } from './export-choices.ts';

type Loss = ResponseOf<'export.preview'>['losses'][number];
type Split = ResponseOf<'export.split'>;

/** How many groups are printed. */
const SHOWN_GROUPS = 20;

export const exportCommand: Command = {
  name: 'export',
  usage: [
    'PROJECT --format F --out PATH [--preview] [--json]',
    '[--document ID]... [--state S]... [--layer L]... [--annotator NAME... | --gold | --all]',
    '[--certainty C]... [--origin O]... [--pseudonyms] [--unit U] [--tokens T] [--sentences S]',
    '[--token-edges P] [--overlap P] [--discontinuous P]',
    '[--split 80/10/10 [--seed N] [--group-by G] [--similarity 0.5] [--together ID,ID...]... [--apart ID]...]',
    '[--card-name NAME] [--licence L] [--licence-link URL] [--provenance TEXT] [--spreadsheet-safe] [--bom]',
  ].join('\n    '),
  summary:
    'write the project as a dataset; an existing file or earlier export is replaced. --preview only says what the format would lose and how documents would be split; "standoff formats" says which options each format takes',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    preview: { type: 'boolean' },
    ...CHOICE_OPTIONS,
  },
  values: {
    '--format F': FORMATS.flatMap(({ id, writes }) => (writes === null ? [] : [id])),
    ...CHOICE_VALUES,
  },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const { choices: plain } = plainChoices(given);
    const isPreview = given.values.preview === true;
    const out = textOption(given, 'out');
    if (out === undefined && !isPreview) throw new WrongUse('--out is missing.');
    return withProject(around, positional(given, 0), async ({ call, files, job }) => {
      const project = await call('project.read', {});
      if (project === null) throw new CommandFailure('No project is open.');
      const choices: Choices = { ...plain, ...namedChoices(given, project) };
      if (out === undefined || isPreview) {
        const preview = await call('export.preview', choices);
        const split =
          choices.split === undefined
            ? null
            : await call('export.split', { ...choices, split: choices.split });
        if (given.values.json === true) around.output.json(split === null ? preview : { ...preview, split });
        around.output.message(`An export would hold ${countsOf(preview)}.`);
        for (const line of remarkLines(preview, choices)) around.output.message(line);
        for (const loss of preview.losses) around.output.message(lossLine(loss));
        if (split !== null) for (const line of splitLines(split)) around.output.message(line);
        return DONE;
      }
      const path = around.resolve(out);
      const outcome = await job('export.start', { ...choices, file: files.adopt(path).file });
      if (outcome.is !== 'exported') {
        throw new CommandFailure(outcome.is === 'failed' ? outcome.message : 'Nothing was exported.');
      }
      const { exported } = outcome;
      if (given.values.json === true) around.output.json({ ...exported, file: path });
      const { bytes, verified } = exported;
      around.output.message(
        `Wrote ${path}: ${countsOf(exported)}, ${counted(bytes, 'byte')}` +
          `${verified === true ? '; read back and compared' : ''}.`,
      );
      for (const line of remarkLines(exported, choices)) around.output.message(line);
      for (const loss of exported.losses) around.output.message(lossLine({ ...loss, parts: [] }));
      for (const difference of exported.differences) around.output.message(`  ! ${difference}`);
      return verified === false ? FAILED : DONE;
    });
  },
};

type Counts = Pick<
  ResponseOf<'export.preview'>,
  'documents' | 'annotations' | 'relations' | 'written' | 'otherLayers'
>;

/** `130 of 131 annotations`: what is in the files of what was chosen, and what is there besides. */
function countsOf({ documents, annotations, relations, written }: Counts): string {
  const part = (count: number, of: number, noun: string) =>
    count === of ? counted(of, noun) : `${count} of ${counted(of, noun)}`;
  return [
    part(written.documents, documents, 'document'),
    part(written.annotations, annotations, 'annotation'),
    part(written.relations, relations, 'relation'),
    ...(written.links === 0
      ? []
      : [`${counted(written.links, 'link')} as ${written.links === 1 ? 'a relation' : 'relations'}`]),
    ...(written.linkedWords === 0 ? [] : [`${counted(written.linkedWords, 'span')} for linked words`]),
  ].join(', ');
}

function remarkLines(counts: Counts, choices: Choices): string[] {
  return [
    ...otherLayersLines(counts, choices),
    ...linkedWordsLines(counts, choices),
    ...goldLines(counts, choices),
  ];
}

/** What the usual choice of layers leaves out; who named layers knows. */
function otherLayersLines({ annotations, otherLayers }: Counts, { layers }: Choices): string[] {
  if (layers !== undefined || otherLayers.length === 0) return [];
  const left = otherLayers.reduce((sum, { count }) => sum + count, 0);
  const names = otherLayers.map(({ layer, count }) => `“${layer}” (${count})`).join(', ');
  const whose = otherLayers.length === 1 ? `the layer ${names} is` : `the layers ${names} are`;
  return [
    `  ${annotations} of ${counted(annotations + left, 'annotation')}: ${whose} not written, because this format gives a token one label (choose layers with --layer).`,
  ];
}

function goldLines({ annotations }: Counts, { gold }: Choices): string[] {
  return gold === true && annotations === 0
    ? [
        'Warning: there is no gold annotation in what was chosen, because none was adjudicated. The export holds texts without annotations.',
      ]
    : [];
}

/** What the spans are called that are no annotations. */
function linkedWordsLines({ written }: Counts, { format }: Pick<Choices, 'format'>): string[] {
  const how = FORMATS.find(({ id }) => id === format)?.linkedWords;
  if (written.linkedWords === 0 || how === undefined) return [];
  return [`  Words that a link of an attribute NAME points at have a span ${how}.`];
}

function lossLine({ what, why, count, parts, choice }: Loss): string {
  const of = parts.map(
    (part) => `${part.layer}${part.attribute === null ? '' : ` ${part.attribute}`} ${part.count}`,
  );
  const option = choice === undefined ? '' : ` [${OPTION_OF[choice]}]`;
  return `  ${lossWords(what, count)}: ${why}${of.length === 0 ? '' : ` (${of.join(', ')})`}${option}`;
}

/** The option that a loss hangs on. */
const OPTION_OF: Readonly<Record<NonNullable<Loss['choice']>, string>> = {
  overlap: '--overlap',
  discontinuous: '--discontinuous',
  tokenEdges: '--token-edges',
  sentences: '--sentences',
  unit: '--unit',
};

function splitLines({ documents, labels, groups, groupCount, grouped }: Split): string[] {
  const counts = (of: Split['documents']) => SPLITS.map((name) => `${name} ${of[name]}`).join(', ');
  const shown = groups.slice(0, SHOWN_GROUPS).map(({ split, size, documents: members }) => {
    const titles = members.slice(0, 3).map(({ id, title }) => `“${title}” (${id})`);
    const more = size > titles.length ? ` and ${size - titles.length} more` : '';
    return `  ${split}: ${titles.join(', ')}${more}`;
  });
  return [
    `Documents: ${counts(documents)}.`,
    ...labels.map(
      ({ layer, label, counts: of }) => `  ${label === null ? layer : `${layer}: ${label}`}: ${counts(of)}`,
    ),
    groupCount === 0
      ? 'No documents are kept together.'
      : `Kept together: ${counted(groupCount, 'group')} with ${counted(grouped, 'document')}.`,
    ...shown,
    ...(groupCount > shown.length ? [`  and ${counted(groupCount - shown.length, 'more group')}.`] : []),
  ];
}
