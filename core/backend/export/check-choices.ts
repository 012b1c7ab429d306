import { CHOICE_NAMES } from '#formats/choice-names.ts';
import type { FormatInfo } from '#formats/registry.ts';
import { choicesOf } from '#formats/registry.ts';
import type { ExportChoice } from '#model/export-choice.ts';
import { EXPORT_CHOICES } from '#model/export-choice.ts';
import type { ProjectReader } from '../session.ts';
import type { ExportChoices } from './export-choices.ts';

export interface ChoiceRefusal {
  readonly code:
    | 'export.not-written'
    | 'export.choice-not-understood'
    | 'export.choices-conflict'
    | 'export.document-not-found';
  readonly message: string;
}

/** The keys of a request that are a choice of another name. */
const SELECTION = ['documents', 'states', 'layers', 'annotators', 'gold', 'origins', 'certainties'] as const;

/** Why an export cannot be as it was asked for; `null` where it can. */
export function checkChoices(
  choices: ExportChoices,
  info: FormatInfo,
  reader: Pick<ProjectReader, 'document'>,
): ChoiceRefusal | null {
  if (info.writes === null) {
    return {
      code: 'export.not-written',
      message: 'This format is read and not written. Choose another.',
    };
  }
  const understood = choicesOf(info);
  const foreign = chosenIn(choices).find((choice) => !understood.includes(choice));
  if (foreign !== undefined) {
    const known = understood.map((choice) => CHOICE_NAMES[choice]).join(', ');
    const rest = known === '' ? 'It has no choices.' : `There one can choose ${known}.`;
    return {
      code: 'export.choice-not-understood',
      message: `${info.name} has no choice of ${CHOICE_NAMES[foreign].replace(/^an? /, '')}. ${rest}`,
    };
  }
  if (choices.gold !== undefined && (choices.annotators !== undefined || choices.origins !== undefined)) {
    return {
      code: 'export.choices-conflict',
      message: 'Gold is what was adjudicated, whoever decided. Choose gold, or annotators and origins.',
    };
  }
  const missing = choices.documents?.filter((id) => reader.document(id) === null) ?? [];
  const [first] = missing;
  if (first !== undefined) {
    return {
      code: 'export.document-not-found',
      message:
        missing.length === 1
          ? `A document that was chosen is not in the project any more: ${first}. Choose again.`
          : `${missing.length} documents that were chosen are not in the project any more, such as ${first}. Choose again.`,
    };
  }
  return null;
}

function chosenIn(choices: ExportChoices): ExportChoice[] {
  const chosen = EXPORT_CHOICES.filter((choice) => choice !== 'selection' && choices[choice] !== undefined);
  return SELECTION.some((key) => choices[key] !== undefined) ? ['selection', ...chosen] : chosen;
}
