import type { RequestOf } from '#contract/contract.ts';
import { COLUMN_ROLES } from '#model/column-role.ts';
import { WrongUse } from './command.ts';

type ImportRequest = RequestOf<'import.start'>;
type NameChoice = NonNullable<ImportRequest['names']>[number];
type ColumnChoice = NonNullable<ImportRequest['files'][number]['columns']>[number];

/**
 * `entity:PER=entity:person`: a layer and label of the files, and those of the scheme. Nothing after `=` leaves them out,
 * `+` adds them to the scheme, `entity:+` adds them to that layer.
 */
export function nameChoice(text: string): NameChoice {
  const at = text.lastIndexOf('=');
  if (at <= 0) throw new WrongUse(`--map is LAYER:LABEL=LAYER:LABEL, not "${text}".`);
  const from = nameOf(text.slice(0, at));
  const to = text.slice(at + 1);
  if (to === '') return { ...from, to: null };
  if (to === '+') return { ...from, to: { newIn: null } };
  const target = nameOf(to);
  const choice = target.label === '+' ? { newIn: target.layer } : target;
  return { ...from, to: choice as NameChoice['to'] };
}

/** `Body=text`: what a column of a table of articles holds. */
export function columnChoice(text: string): ColumnChoice {
  const at = text.lastIndexOf('=');
  const role = COLUMN_ROLES.find((one) => one === text.slice(at + 1));
  if (at <= 0 || role === undefined) {
    throw new WrongUse(`--column is NAME=ROLE with a role of ${COLUMN_ROLES.join(', ')}, not "${text}".`);
  }
  return { name: text.slice(0, at), role };
}

function nameOf(text: string): { layer: string; label: string | null } {
  const at = text.indexOf(':');
  return at === -1 ? { layer: text, label: null } : { layer: text.slice(0, at), label: text.slice(at + 1) };
}
