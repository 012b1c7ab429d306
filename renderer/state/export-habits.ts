import { create } from 'zustand';
import type { RequestOf } from '#contract/contract.ts';
import {
  DISCONTINUOUS_POLICIES,
  OVERLAP_POLICIES,
  SENTENCE_RULES,
  SPLIT_GROUPINGS,
  SPLITS,
  TOKEN_EDGE_POLICIES,
  TOKEN_RULES,
  WRITTEN_UNITS,
} from '#model/export-choice.ts';
import { FORMAT_IDS, type FormatId } from '#model/format-id.ts';
import { writePreference } from '../client/preferences.ts';

type Choices = RequestOf<'export.preview'>;

/** What is remembered of an export: nothing that names documents or people of one project. */
export type RememberedChoices = Pick<
  Choices,
  | 'layers'
  | 'pseudonyms'
  | 'discontinuous'
  | 'overlap'
  | 'tokenEdges'
  | 'tokens'
  | 'sentences'
  | 'unit'
  | 'spreadsheetSafe'
  | 'byteOrderMark'
  | 'split'
  | 'card'
>;

interface ExportHabits {
  readonly format: FormatId;
  readonly choices: Readonly<Partial<Record<FormatId, RememberedChoices>>>;
}

/** The last format that was exported, and what was chosen the last time in each. */
export const useExportHabits = create<ExportHabits>(() => ({ format: 'jsonl', choices: {} }));

export function rememberExport(chosen: Choices): void {
  const { format } = chosen;
  const { choices } = useExportHabits.getState();
  const next = { format, choices: { ...choices, [format]: remembered(chosen) } };
  useExportHabits.setState(next);
  writePreference('exports', next as never);
}

export function restoreExports(stored: unknown): void {
  const value = objectOf(stored);
  const choices = objectOf(value.choices);
  useExportHabits.setState({
    format: FORMAT_IDS.find((id) => id === value.format) ?? 'jsonl',
    choices: Object.fromEntries(
      FORMAT_IDS.flatMap((id) => (id in choices ? [[id, remembered(choices[id])]] : [])),
    ),
  });
}

/** What is there and is what it should be; whatever else was stored is dropped. */
function remembered(stored: unknown): RememberedChoices {
  const value = objectOf(stored);
  return {
    ...listed(value.layers),
    ...flag(value, 'pseudonyms'),
    ...oneOf(value, 'discontinuous', DISCONTINUOUS_POLICIES),
    ...oneOf(value, 'overlap', OVERLAP_POLICIES),
    ...oneOf(value, 'tokenEdges', TOKEN_EDGE_POLICIES),
    ...oneOf(value, 'tokens', TOKEN_RULES),
    ...oneOf(value, 'sentences', SENTENCE_RULES),
    ...oneOf(value, 'unit', WRITTEN_UNITS),
    ...flag(value, 'spreadsheetSafe'),
    ...flag(value, 'byteOrderMark'),
    ...splitOf(value.split),
    ...cardOf(value.card),
  };
}

function splitOf(stored: unknown): Pick<RememberedChoices, 'split'> {
  const { ratio, seed, groupBy, similarity } = objectOf(stored);
  const parts = objectOf(ratio);
  const numbers = SPLITS.map((name) => parts[name]);
  const grouping = SPLIT_GROUPINGS.find((each) => each === groupBy);
  if (!Number.isInteger(seed) || grouping === undefined || !numbers.every(isPart)) return {};
  const [train = 0, dev = 0, test = 0] = numbers;
  if (train + dev + test === 0) return {};
  const alike = typeof similarity === 'number' && similarity >= 0.5 && similarity <= 1 ? { similarity } : {};
  return { split: { ratio: { train, dev, test }, seed: seed as number, groupBy: grouping, ...alike } };
}

function isPart(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1_000_000;
}

function cardOf(stored: unknown): Pick<RememberedChoices, 'card'> {
  const value = objectOf(stored);
  const texts = (['name', 'licence', 'licenceLink', 'provenance'] as const).flatMap((key) => {
    const text = value[key];
    return typeof text === 'string' && text !== '' ? [[key, text] as const] : [];
  });
  return texts.length === 0 ? {} : { card: Object.fromEntries(texts) };
}

function listed(value: unknown): Pick<RememberedChoices, 'layers'> {
  if (!Array.isArray(value) || value.length === 0) return {};
  return value.every((item) => typeof item === 'string') ? { layers: value as never } : {};
}

function flag<const Key extends string>(
  value: Readonly<Record<string, unknown>>,
  key: Key,
): { readonly [K in Key]?: boolean } {
  const found = value[key];
  return typeof found === 'boolean' ? ({ [key]: found } as { [K in Key]: boolean }) : {};
}

function oneOf<const Key extends string, const Value extends string>(
  value: Readonly<Record<string, unknown>>,
  key: Key,
  allowed: readonly Value[],
): { readonly [K in Key]?: Value } {
  const found = allowed.find((each) => each === value[key]);
  return found === undefined ? {} : ({ [key]: found } as { [K in Key]: Value });
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
