import type { Cell, Samples } from './contestant.ts';
import { median, p95 } from './statistics.ts';
import type { FormatFigures, ThroughputFigures } from './throughput/task.ts';

export interface Row {
  readonly contestant: string;
  readonly samples: Samples;
}

interface Column {
  readonly title: string;
  readonly key: keyof Samples;
  readonly of: (values: readonly number[]) => number;
}

const COLUMNS: readonly Column[] = [
  { title: 'open', key: 'open', of: median },
  { title: 'add', key: 'add', of: median },
  { title: 'add p95', key: 'add', of: p95 },
  { title: 'delete', key: 'remove', of: median },
  { title: 'delete p95', key: 'remove', of: p95 },
  { title: 'hover', key: 'hover', of: median },
  { title: 'hover p95', key: 'hover', of: p95 },
  { title: 'filter', key: 'filter', of: median },
  { title: 'scroll/frame', key: 'scroll', of: median },
  { title: 'frame gap p95', key: 'scrollGap', of: p95 },
  { title: 'heap MB', key: 'heapMegabytes', of: median },
  { title: 'DOM nodes', key: 'nodes', of: median },
];

const ON_A_CORE: readonly Column[] = [
  { title: 'add CPU', key: 'addCpu', of: median },
  { title: 'add CPU p95', key: 'addCpu', of: p95 },
  { title: 'delete CPU', key: 'removeCpu', of: median },
  { title: 'delete CPU p95', key: 'removeCpu', of: p95 },
  { title: 'hover CPU', key: 'hoverCpu', of: median },
  { title: 'hover CPU p95', key: 'hoverCpu', of: p95 },
];

const BLOCKED: readonly Column[] = [
  { title: 'add, longest task', key: 'addBlocked', of: median },
  { title: 'p95', key: 'addBlocked', of: p95 },
  { title: 'delete, longest task', key: 'removeBlocked', of: median },
  { title: 'p95', key: 'removeBlocked', of: p95 },
  { title: 'hover, longest task', key: 'hoverBlocked', of: median },
  { title: 'p95', key: 'hoverBlocked', of: p95 },
  { title: 'tag, longest task', key: 'tagBlocked', of: median },
  { title: 'p95', key: 'tagBlocked', of: p95 },
];

const WAITING: readonly Column[] = [
  { title: 'tag', key: 'tag', of: median },
  { title: 'tag to shown', key: 'tagShown', of: median },
  { title: 'click to article', key: 'openFromClick', of: median },
  { title: 'all loaded', key: 'loaded', of: median },
  { title: 'add to shown', key: 'addShown', of: median },
  { title: 'add to shown p95', key: 'addShown', of: p95 },
  { title: 'delete to shown', key: 'removeShown', of: median },
  { title: 'delete to shown p95', key: 'removeShown', of: p95 },
];

/** Columns in which less is faster, and of which a ratio to the app says something. */
const RATIOS = ['open', 'add', 'delete', 'hover', 'filter', 'scroll/frame', 'DOM nodes'];

function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function markdownTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column === 0 ? '-' : ':'}`).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function figureOf(row: Row, column: Column): number {
  return column.of(row.samples[column.key] ?? []);
}

/** The tables of one cell as Markdown; the first row is the app, to which the ratios refer. */
export function cellReport(cell: Cell, rows: readonly Row[], runs: number): string {
  const [app, ...peers] = rows;
  if (app === undefined) return '';
  const figures = (columns: readonly Column[], shown: readonly Row[]) =>
    markdownTable(
      ['ms', ...columns.map(({ title }) => title)],
      shown.map((row) => [row.contestant, ...columns.map((column) => figure(figureOf(row, column)))]),
    );
  const compared = COLUMNS.filter(({ title }) => RATIOS.includes(title));
  const ratios = markdownTable(
    ['times the app', ...compared.map(({ title }) => title)],
    peers.map((peer) => [
      peer.contestant,
      ...compared.map((column) => figure(figureOf(peer, column) / figureOf(app, column))),
    ]),
  );
  return [
    `## ${cell.name} (${runs} ${runs === 1 ? 'run' : 'runs'} each)`,
    figures(COLUMNS, rows),
    ratios,
    figures(BLOCKED, rows),
    figures(ON_A_CORE, rows),
    figures(WAITING, rows),
  ].join('\n\n');
}

/**
 * The table of what importing and exporting many articles costs, and beside it what memory it took at another size, by which
 * one sees whether it grows with the size. `MB` is a million bytes, `MiB` is of memory.
 */
export function throughputReport(
  { articles, spans, formats, json }: ThroughputFigures,
  smaller: ThroughputFigures,
): string {
  const of = (
    bytes: number,
    figures: FormatFigures['exported'],
    before: FormatFigures['exported'] | undefined,
  ) => [
    figures.seconds.toFixed(1),
    figure(bytes / 1e6 / figures.seconds),
    (figures.spans / figures.seconds).toFixed(0),
    figures.peakMegabytes.toFixed(0),
    figure(Math.round(before?.peakMegabytes ?? Number.NaN)),
    figures.longestGap.toFixed(0),
  ];
  const columns = [
    's',
    'MB/s',
    'spans/s',
    'peak MiB',
    `peak of ${smaller.articles.toLocaleString('en')}`,
    'longest gap ms',
  ];
  const ways = ['exported', 'imported'] as const;
  const tables = ways.map((way) =>
    markdownTable(
      [way, 'MB', ...columns],
      formats.map(({ format, bytes, [way]: figures }) => {
        const before = smaller.formats.find((other) => other.format === format);
        return [format, figure(bytes / 1e6), ...of(bytes, figures, before?.[way])];
      }),
    ),
  );
  return [
    `## ${articles.toLocaleString('en')} articles, ${spans.toLocaleString('en')} spans`,
    ...tables,
    `JSON alone, on the lines of the source: parse ${figure(json.parse)} MB/s, stringify ${figure(json.stringify)} MB/s.`,
  ].join('\n\n');
}
