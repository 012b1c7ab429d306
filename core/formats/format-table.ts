import { CHOICE_NAMES } from './choice-names.ts';
import { FORMATS } from './infos.ts';
import type { FormatInfo } from './registry.ts';
import { choicesOf } from './registry.ts';

const HEAD = [
  '| format | files | reads | writes | offsets in the file | limit |',
  '| --- | --- | --- | --- | --- | --- |',
];

/** The part of `docs/formats/README.md` that the code writes: a table of the formats, then what each loses. */
export function formatTable(): string {
  return [
    ...HEAD,
    ...FORMATS.map(row),
    '',
    'What each format does not hold, whatever the project:',
    '',
    ...FORMATS.map(({ id, loses }) => `- \`${id}\`: ${loses.join('; ')}.`),
    '',
    'What an export keeps besides texts, spans, attributes and relations, which reading it back compares as well:',
    '',
    ...FORMATS.flatMap(({ id, keeps = [] }) =>
      keeps.length === 0 ? [] : [`- \`${id}\`: ${keeps.join(', ')}.`],
    ),
    '',
    'What spans are called that stand for words that a link of an attribute NAME points at:',
    '',
    ...FORMATS.flatMap(({ id, linkedWords }) =>
      linkedWords === undefined ? [] : [`- \`${id}\`: ${linkedWords}.`],
    ),
    '',
    'What can be chosen for an export:',
    '',
    ...FORMATS.flatMap((info) => {
      const choices = choicesOf(info).map((choice) => CHOICE_NAMES[choice]);
      return choices.length === 0 ? [] : [`- \`${info.id}\`: ${choices.join('; ')}.`];
    }),
    '',
  ].join('\n');
}

function row({ id, name, extensions, reads, writes, offsetUnit, limit, folder }: FormatInfo): string {
  const files = extensions.map((extension) => `\`.${extension}\``).join(' ');
  return `| ${[
    `\`${id}\` ${name}`,
    folder === true ? `a folder, ${files}` : files,
    cell(reads),
    cell(writes),
    offsetUnit ?? 'none',
    limit,
  ].join(' | ')} |`;
}

function cell(text: string | null): string {
  return text === null ? '–' : text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
