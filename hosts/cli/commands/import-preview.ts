import type { ResponseOf } from '#contract/contract.ts';
import type { Scheme } from '#model/scheme.ts';
import type { Output } from '../output.ts';
import { counted, table } from '../output.ts';

type Inspected = ResponseOf<'import.inspect'>[number];

/** What an import would do, file by file, as results; nothing of it is stored. */
export function printImportPreview(
  inspected: readonly Inspected[],
  scheme: Scheme | null,
  output: Output,
): void {
  for (const file of inspected) {
    if (file.partOf !== null) output.line(`${file.name}: read together with ${file.partOf}`);
    else if (file.problem !== null) output.line(`${file.name}: cannot be imported. ${file.problem}`);
    else printFile(file, scheme, output);
  }
}

function printFile(file: Inspected, scheme: Scheme | null, output: Output): void {
  const guessed = file.formatCertain ? '' : ' (guessed; --format chooses)';
  output.line(`${file.name}: ${file.format}${guessed}, ${factsOf(file).join(', ')}`);
  if (!file.encodingCertain) {
    output.line(`  the encoding was guessed: ${file.encoding} (--encoding chooses); the text begins:`);
    output.line(`  ${file.sample.replace(/\s+/gu, ' ').slice(0, 200)}`);
  }
  const { table: found } = file;
  if (found !== null && found.columns.length > 0) {
    output.line('  columns:');
    for (const { name, role } of found.columns) output.line(`    ${name} → ${role}`);
  }
  if (file.names.length > 0) {
    output.line('  labels:');
    const rows = file.names.map(({ layer, label, count, to, by }) => [
      count,
      label === null ? layer : `${layer}: ${label}`,
      to === null
        ? '→ left out; the scheme does not have it'
        : `→ ${wordsOf(to)}${by === 'new' ? ' (new)' : ''}`,
    ]);
    for (const line of table(rows)) output.line(`    ${line}`);
  }
  for (const { what, layer, name, values, count } of file.lacking) {
    const of = layer === null ? '' : ` of ${layer}`;
    const which = values.length === 0 ? `“${name}”${of}` : `“${name}”${of}: ${values.join(', ')}`;
    output.line(`  the scheme lacks the ${what} ${which} (${counted(count, 'time')})`);
  }
  for (const notice of file.notices) output.line(`  ${notice}`);

  function wordsOf({ layer, label }: { readonly layer: string; readonly label: string | null }): string {
    const home = scheme?.layers.find(({ id }) => id === layer);
    const called = home?.labels.find(({ id }) => id === label)?.name ?? label;
    return called === null ? (home?.name ?? layer) : `${home?.name ?? layer}: ${called}`;
  }
}

function factsOf(file: Inspected): string[] {
  const same = (count: number, twice = 0): string => {
    const said = [
      ...(count === 0 ? [] : [`${count} there already`]),
      ...(twice === 0 ? [] : [`${twice} twice in this import`]),
    ];
    return said.length === 0 ? '' : ` (${said.join(', ')})`;
  };
  return [
    `${counted(file.documentCount, 'document')}${same(file.sameCount - file.twiceCount, file.twiceCount)}`,
    `${counted(file.annotationCount, 'annotation')}${same(file.sameAnnotationCount)}`,
    counted(file.relationCount, 'relation'),
    ...(file.unsignedCount === 0
      ? []
      : [`${file.unsignedCount} by nobody that is named (--annotator says who)`]),
    ...(file.adds.skip ? [] : ['adds nothing']),
  ];
}
