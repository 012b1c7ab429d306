import { choicesOf, FORMATS, type FormatInfo } from '#backend/export/format-list.ts';
import type { RequestOf, ResponseOf } from '#contract/contract.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { DOCUMENT_STATES } from '#model/document.ts';
import {
  DISCONTINUOUS_POLICIES,
  type ExportChoice,
  OVERLAP_POLICIES,
  SENTENCE_RULES,
  SPLIT_GROUPINGS,
  TOKEN_EDGE_POLICIES,
  TOKEN_RULES,
  WRITTEN_UNITS,
} from '#model/export-choice.ts';
import { asId } from '#model/ids.ts';
import { type Arguments, CommandFailure, textOption, textOptions, WrongUse } from '../command.ts';

export type Choices = RequestOf<'export.preview'>;
type Project = NonNullable<ResponseOf<'project.read'>>;

const LIST = { type: 'string', multiple: true } as const;
const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;

/** The options that are choices of an export. */
export const CHOICE_OPTIONS = {
  document: LIST,
  state: LIST,
  layer: LIST,
  annotator: LIST,
  gold: FLAG,
  all: FLAG,
  certainty: LIST,
  origin: LIST,
  pseudonyms: FLAG,
  unit: TEXT,
  tokens: TEXT,
  sentences: TEXT,
  'token-edges': TEXT,
  overlap: TEXT,
  discontinuous: TEXT,
  split: TEXT,
  seed: TEXT,
  'group-by': TEXT,
  similarity: TEXT,
  together: LIST,
  apart: LIST,
  'card-name': TEXT,
  licence: TEXT,
  'licence-link': TEXT,
  provenance: TEXT,
  'spreadsheet-safe': FLAG,
  bom: FLAG,
} as const;

/** What options with a closed list of values take. */
export const CHOICE_VALUES: Readonly<Record<string, readonly string[]>> = {
  '--state S': DOCUMENT_STATES,
  '--certainty C': CERTAINTIES,
  '--origin O': ORIGINS,
  '--unit U': WRITTEN_UNITS,
  '--tokens T': TOKEN_RULES,
  '--sentences S': SENTENCE_RULES,
  '--token-edges P': TOKEN_EDGE_POLICIES,
  '--overlap P': OVERLAP_POLICIES,
  '--discontinuous P': DISCONTINUOUS_POLICIES,
  '--group-by G': SPLIT_GROUPINGS,
};

type Option = keyof typeof CHOICE_OPTIONS;

/** The options of each choice, the main one first. */
const OPTIONS_OF: Readonly<Record<ExportChoice, readonly Option[]>> = {
  selection: ['document', 'state', 'layer', 'annotator', 'gold', 'all', 'certainty', 'origin'],
  pseudonyms: ['pseudonyms'],
  split: ['split', 'seed', 'group-by', 'similarity', 'together', 'apart'],
  unit: ['unit'],
  tokens: ['tokens'],
  sentences: ['sentences'],
  tokenEdges: ['token-edges'],
  overlap: ['overlap'],
  discontinuous: ['discontinuous'],
  card: ['card-name', 'licence', 'licence-link', 'provenance'],
  spreadsheetSafe: ['spreadsheet-safe'],
  byteOrderMark: ['bom'],
};

/** The options that an export in a format takes, as they are typed. */
export function optionsFor(format: FormatInfo): string[] {
  return choicesOf(format).flatMap((choice) => OPTIONS_OF[choice].map((option) => `--${option}`));
}

/** What was asked for that needs no project to be understood. Throws `WrongUse` where it is not. */
export function plainChoices(given: Arguments): { readonly format: FormatInfo; readonly choices: Choices } {
  const format = formatOf(given);
  const taken = optionsFor(format);
  const foreign = Object.values(OPTIONS_OF)
    .flat()
    .find((option) => isGiven(given, option) && !taken.includes(`--${option}`));
  if (foreign !== undefined) {
    const rest = taken.length === 0 ? 'It takes no such options.' : `It takes ${taken.join(', ')}.`;
    throw new WrongUse(`--${foreign} is not for ${format.id}. ${rest}`);
  }
  const whose = (['annotator', 'gold', 'all'] as const).filter((option) => isGiven(given, option));
  if (whose.length > 1) {
    throw new WrongUse(`${whose.map((option) => `--${option}`).join(' and ')} exclude each other.`);
  }
  if (isGiven(given, 'gold') && isGiven(given, 'origin')) {
    throw new WrongUse('--gold and --origin exclude each other: gold is what was adjudicated.');
  }
  const documents = textOptions(given, 'document');
  const safe = choicesOf(format).includes('spreadsheetSafe')
    ? // Off in the command line, where programs read tables.
      { spreadsheetSafe: given.values['spreadsheet-safe'] === true }
    : {};
  return {
    format,
    choices: {
      format: format.id,
      ...(documents.length === 0 ? {} : { documents: documents.map((id) => asId(id)) }),
      ...someOf(given, 'state', 'states', DOCUMENT_STATES),
      ...(given.values.gold === true ? { gold: true } : {}),
      ...someOf(given, 'certainty', 'certainties', CERTAINTIES),
      ...someOf(given, 'origin', 'origins', ORIGINS),
      ...(given.values.pseudonyms === true ? { pseudonyms: true } : {}),
      ...oneOf(given, 'unit', 'unit', WRITTEN_UNITS),
      ...oneOf(given, 'tokens', 'tokens', TOKEN_RULES),
      ...oneOf(given, 'sentences', 'sentences', SENTENCE_RULES),
      ...oneOf(given, 'token-edges', 'tokenEdges', TOKEN_EDGE_POLICIES),
      ...oneOf(given, 'overlap', 'overlap', OVERLAP_POLICIES),
      ...oneOf(given, 'discontinuous', 'discontinuous', DISCONTINUOUS_POLICIES),
      ...splitOf(given),
      ...cardOf(given),
      ...safe,
      ...(given.values.bom === true ? { byteOrderMark: true } : {}),
    },
  };
}

/** What names layers and annotators of the project. Throws `CommandFailure` where it has none of that name. */
export function namedChoices(given: Arguments, project: Project): Pick<Choices, 'layers' | 'annotators'> {
  const layers = textOptions(given, 'layer').map((name) =>
    named(name, 'layer', project.scheme.layers, ({ id }) => id),
  );
  const annotators = textOptions(given, 'annotator').map((name) =>
    named(name, 'annotator', project.annotators, (one) => one.name),
  );
  return {
    ...(layers.length === 0 ? {} : { layers: layers.map(({ id }) => id) }),
    ...(annotators.length === 0 ? {} : { annotators: annotators.map(({ id }) => id) }),
  };
}

function named<Item>(
  name: string,
  what: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
): Item {
  const found = items.find((item) => nameOf(item) === name);
  if (found !== undefined) return found;
  throw new CommandFailure(`The project has no ${what} "${name}". It has: ${items.map(nameOf).join(', ')}.`);
}

function formatOf(given: Arguments): FormatInfo {
  const name = textOption(given, 'format');
  if (name === undefined) throw new WrongUse('--format is missing.');
  const format = FORMATS.find(({ id, writes }) => id === name && writes !== null);
  if (format === undefined) {
    throw new WrongUse(`There is no format "${name}" to export; see "standoff formats".`);
  }
  return format;
}

function isGiven(given: Arguments, option: Option): boolean {
  return given.values[option] !== undefined;
}

function oneOf<const Key extends string, const Value extends string>(
  given: Arguments,
  option: Option,
  key: Key,
  values: readonly Value[],
): { readonly [K in Key]?: Value } {
  const text = textOption(given, option);
  if (text === undefined) return {};
  return { [key]: allowedValue(option, text, values) } as { [K in Key]: Value };
}

function someOf<const Key extends string, const Value extends string>(
  given: Arguments,
  option: Option,
  key: Key,
  values: readonly Value[],
): { readonly [K in Key]?: Value[] } {
  const texts = textOptions(given, option);
  if (texts.length === 0) return {};
  return { [key]: texts.map((text) => allowedValue(option, text, values)) } as { [K in Key]: Value[] };
}

function allowedValue<Value extends string>(option: Option, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new WrongUse(`--${option} is one of ${values.join(', ')}, not "${text}".`);
  return value;
}

function splitOf(given: Arguments): Pick<Choices, 'split'> {
  const text = textOption(given, 'split');
  if (text === undefined) {
    const lonely = OPTIONS_OF.split.find((option) => isGiven(given, option));
    if (lonely !== undefined) throw new WrongUse(`--${lonely} needs --split, such as --split 80/10/10.`);
    return {};
  }
  const together = textOptions(given, 'together').map((ids) => ids.split(',').filter((id) => id !== ''));
  if (together.some((ids) => ids.length < 2)) {
    throw new WrongUse('--together needs two ids or more with commas between, such as --together ID,ID.');
  }
  const apart = textOptions(given, 'apart');
  const similarity = numberOf(given, 'similarity', (value) => value >= 0.5 && value <= 1, '0.5 to 1');
  const { groupBy = 'near-duplicate' } = oneOf(given, 'group-by', 'groupBy', SPLIT_GROUPINGS);
  return {
    split: {
      ratio: ratioOf(text),
      seed:
        numberOf(
          given,
          'seed',
          (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
          'an integer',
        ) ?? 1,
      groupBy,
      ...(similarity === undefined ? {} : { similarity }),
      ...(together.length === 0 ? {} : { together: together.map((ids) => ids.map((id) => asId(id))) }),
      ...(apart.length === 0 ? {} : { alone: apart.map((id) => asId(id)) }),
    },
  };
}

/** Parts for training, development and test; what is left out is 0. */
function ratioOf(text: string): NonNullable<Choices['split']>['ratio'] {
  const parts = text.split('/').map((part) => (/^\d{1,6}(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
  const [train = 0, dev = 0, test = 0] = parts;
  if (parts.length > 3 || parts.some(Number.isNaN) || train + dev + test === 0) {
    throw new WrongUse(
      `--split is two or three parts for training, development and test, such as 80/10/10, not "${text}".`,
    );
  }
  return parts.length === 2 ? { train, dev: 0, test: dev } : { train, dev, test };
}

function numberOf(
  given: Arguments,
  option: Option,
  isAllowed: (value: number) => boolean,
  allowed: string,
): number | undefined {
  const text = textOption(given, option);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!isAllowed(value)) throw new WrongUse(`--${option} is ${allowed}, not "${text}".`);
  return value;
}

function cardOf(given: Arguments): Pick<Choices, 'card'> {
  if (!OPTIONS_OF.card.some((option) => isGiven(given, option))) return {};
  const of = <const Key extends string>(option: Option, key: Key): { readonly [K in Key]?: string } => {
    const text = textOption(given, option);
    return text === undefined ? {} : ({ [key]: text } as { [K in Key]: string });
  };
  return {
    card: {
      ...of('card-name', 'name'),
      ...of('licence', 'licence'),
      ...of('licence-link', 'licenceLink'),
      ...of('provenance', 'provenance'),
    },
  };
}
