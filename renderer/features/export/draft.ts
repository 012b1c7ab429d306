import type { RequestOf } from '#contract/contract.ts';
import type { Certainty, Origin } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import type { ExportChoice } from '#model/export-choice.ts';
import type { AnnotatorId, DocumentId } from '#model/ids.ts';
import type { FormatSummary, ProjectInfo } from '../../client/bridge.ts';
import type { RememberedChoices } from '../../state/export-habits.ts';

export type Choices = RequestOf<'export.preview'>;
export type SplitChoice = NonNullable<Choices['split']>;
export type CardChoice = NonNullable<Choices['card']>;

/** Whose annotations: those of everybody, gold, or those of an annotator, by id. */
export type Whose = 'everybody' | 'gold' | AnnotatorId;

/** What goes into an export, whatever its format: kept when another format is looked at. */
export interface Selection {
  readonly documents: 'all' | 'done' | 'some';
  /** Where it is some. */
  readonly chosen: readonly DocumentId[];
  readonly whose: Whose;
  readonly certainties: readonly Certainty[];
  readonly origins: readonly Origin[];
}

export const EVERYTHING: Selection = {
  documents: 'all',
  chosen: [],
  whose: 'everybody',
  certainties: CERTAINTIES,
  origins: ORIGINS,
};

/** What is chosen for one format. `split` stays what it was while it is turned off. */
export interface FormatDraft extends Omit<RememberedChoices, 'layers' | 'split'> {
  /** The usual ones of the format where none were chosen. */
  readonly layers: readonly string[] | null;
  readonly splits: boolean;
  readonly split: SplitChoice;
}

export const USUAL_SPLIT: SplitChoice = {
  ratio: { train: 80, dev: 10, test: 10 },
  seed: 1,
  groupBy: 'near-duplicate',
};

/** How a format begins: as it was exported the last time. */
export function draftOf(remembered: RememberedChoices | undefined): FormatDraft {
  const { layers, split, ...rest } = remembered ?? {};
  return { ...rest, layers: layers ?? null, splits: split !== undefined, split: split ?? USUAL_SPLIT };
}

/** The layers that go in, in the order of the scheme. */
export function layersOf(draft: FormatDraft, project: ProjectInfo, format: FormatSummary): readonly string[] {
  const all = project.scheme.layers.map(({ id }): string => id);
  const known = all.filter((id) => draft.layers?.includes(id) ?? false);
  // Layers that were chosen in a project of another scheme say nothing about this one.
  if (draft.layers !== null && (known.length > 0 || draft.layers.length === 0)) return known;
  return format.oneLabelPerToken ? all.slice(0, 1) : all;
}

/** Why nothing can be exported as it is chosen. */
export type DraftProblem = 'no-documents' | 'no-layers' | 'no-parts';

export function problemOf(
  selection: Selection,
  draft: FormatDraft,
  layers: readonly string[],
  takes: (choice: ExportChoice) => boolean,
): DraftProblem | null {
  if (takes('selection') && selection.documents === 'some' && selection.chosen.length === 0)
    return 'no-documents';
  if (takes('selection') && layers.length === 0) return 'no-layers';
  const { train, dev, test } = draft.split.ratio;
  if (takes('split') && draft.splits && train + dev + test === 0) return 'no-parts';
  return null;
}

/** What is asked of the backend: only what the format understands. */
export function choicesOf(
  format: FormatSummary,
  selection: Selection,
  draft: FormatDraft,
  layers: readonly string[],
): Choices {
  const { splits, split, layers: _, ...rest } = draft;
  const taken = Object.fromEntries(
    Object.entries(rest).filter(([key]) => (format.choices as readonly string[]).includes(key)),
  );
  return {
    format: format.id,
    ...(format.choices.includes('selection') ? { ...selectionOf(selection), layers: layers as never } : {}),
    ...taken,
    ...(format.choices.includes('split') && splits ? { split } : {}),
  };
}

function selectionOf(selection: Selection): Partial<Choices> {
  const { documents, chosen, whose, certainties, origins } = selection;
  return {
    ...(documents === 'some' ? { documents: [...chosen] } : {}),
    ...(documents === 'done' ? { states: ['submitted', 'accepted'] } : {}),
    ...(whose === 'gold' ? { gold: true } : whose === 'everybody' ? {} : { annotators: [whose] }),
    ...(certainties.length < CERTAINTIES.length && certainties.length > 0
      ? { certainties: [...certainties] }
      : {}),
    ...(whose !== 'gold' && origins.length < ORIGINS.length && origins.length > 0
      ? { origins: [...origins] }
      : {}),
  };
}
