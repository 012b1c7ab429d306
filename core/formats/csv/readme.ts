/** The apostrophes of `guarded`, as Python, JavaScript and R (with `perl=TRUE`) take it. */
const GUARDED = [
  "^'(?='*[=+@＝＋－＠\\t\\r\\n-])",
  "(?<=[;|\\t])'(?='*[=+@＝＋－＠-])",
  "(?<=[\\r\\n])'(?='*([=@＝＠]|[+＋－-][^\\r\\n]*[(|!（｜！]))",
].join('|');

/** Lies beside exported tables: readers guess types and missing values unless they are told not to (formats.md 15). */
export function tablesReadme(extension: 'csv' | 'tsv', safe: boolean): string {
  const tsv = extension === 'tsv';
  const rows = [
    '# Standoff tables',
    '',
    `- \`spans.${extension}\`: one row for each stretch of text that an annotation covers. \`start\` and \`end\` count Unicode`,
    '  code points from 0, `end` not included; `start_utf16` and `end_utf16` count UTF-16 units. An annotation with several',
    '  stretches has several rows with the same `annotation_id`.',
    `- \`relations.${extension}\`: one row for each relation between two annotations. Links of attributes, such as the speaker of`,
    '  a quote, stand in `attributes`, and once more here as a relation of the name of the attribute; its `relation_id` has a `#`.',
    `- Words that a link points at and that are no annotation have rows of their own in \`spans.${extension}\`: the layer is the name of`,
    '  the attribute, the label is empty, and the `annotation_id` ends in `.span`. Leave these out where you count annotations.',
    `- \`documents.${extension}\`: one row for each document, with its text, and publisher, author, address and date where they are`,
    '  known. What else is known of it stands as JSON in `details`.',
    '',
    ...(safe
      ? [
          'What a spreadsheet could run as a formula has an apostrophe before it: a cell that begins with `=`, `+`, `-`, `@`, one of',
          'these in full width, a tab or a line break; and one of these signs after a semicolon, a bar or a tab within a cell, or, where',
          'more than a list item can be meant, at the beginning of a line in it: there a cell begins where a spreadsheet separates',
          'otherwise. Offsets do not count these apostrophes.',
          `Take them away: replace \`${GUARDED}\` with nothing, as the import of Standoff does.`,
        ]
      : [
          'Cells are as they are: a spreadsheet may run one that begins with `=`, `+`, `-` or `@` as a formula. Only where a cell',
          `has an apostrophe before such a sign itself, it has one more: replace \`${GUARDED}\` with nothing.`,
        ]),
    ...(tsv
      ? [
          'Backslash, tab, line feed and carriage return are written as `\\\\`, `\\t`, `\\n` and `\\r`; there are no quotes.',
        ]
      : []),
    '',
    'Read the tables as text, so that "NA" and "007" stay what they are:',
    '',
    ...(tsv
      ? [
          "- pandas: `pandas.read_csv(f, sep='\\t', dtype=str, keep_default_na=False, quoting=3)`",
          "- R: `read.delim(f, quote='', na.strings=character(), colClasses='character')`",
          "- DuckDB: `read_csv(f, delim='\\t', quote='', escape='', all_varchar=true)`",
        ]
      : [
          '- pandas: `pandas.read_csv(f, dtype=str, keep_default_na=False)`',
          "- R: `read.csv(f, na.strings=character(), colClasses='character')`",
          '- DuckDB: `read_csv(f, all_varchar=true)`',
        ]),
    '',
  ];
  return rows.join('\n');
}
