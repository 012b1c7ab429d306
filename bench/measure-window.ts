import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from '../hosts/find-browser.ts';
import { appContestant } from './app-contestant.ts';
import type { Cell, Contestant, Samples } from './contestant.ts';
import { peerContestant } from './peer-contestant.ts';
import { cellReport, type Row } from './report.ts';

const CELLS: readonly Cell[] = [
  { name: '100 KB, 1,000 spans', characters: 100_000, spans: 1_000 },
  { name: '1 MB, 10,000 spans', characters: 1_000_000, spans: 10_000 },
];

export interface WindowResults {
  /** Of the browser. */
  readonly version: string;
  readonly results: readonly { readonly cell: Cell; readonly rows: readonly Row[] }[];
  /** As Markdown, a section for each cell. */
  readonly sections: readonly string[];
}

/** The window beside other annotators. Throws where there is no browser, with a sentence that says so. */
export async function measureWindow(runs: number): Promise<WindowResults> {
  const browser = findBrowser();
  if (!browser.ok) throw new Error(browser.error.message);
  const root = join(import.meta.dirname, '..');
  const peers = ['node_modules/vite/bin/vite.js', 'build', '--config', 'bench/peers/vite.config.ts'];
  for (const build of [
    ['tools/build.ts', 'renderer'],
    [...peers, '--logLevel', 'warn'],
  ]) {
    execFileSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
  }
  const contestants: readonly Contestant[] = [
    appContestant('Standoff', false),
    appContestant('Standoff, panes folded', true),
    peerContestant('mark', '@lexical/mark 0.52.0', browser.value.program),
    peerContestant('recogito', '@recogito/text-annotator 4.1.1', browser.value.program),
  ];
  const results: { cell: Cell; rows: Row[] }[] = [];
  try {
    for (const cell of CELLS) results.push({ cell, rows: await runCell(cell, contestants, runs) });
  } finally {
    for (const contestant of contestants) await contestant.close();
  }
  const sections = results.map(({ cell, rows }) => cellReport(cell, rows, runs));
  return { version: browser.value.version, results, sections };
}

function joined(all: readonly Samples[]): Samples {
  const keys = new Set(all.flatMap((samples) => Object.keys(samples) as (keyof Samples)[]));
  const merged = [...keys].map((key) => [key, all.flatMap((samples) => samples[key] ?? [])] as const);
  return Object.fromEntries(merged) as unknown as Samples;
}

/** Every contestant once, then every contestant again: what slows the machine for a while slows all. */
async function runCell(cell: Cell, contestants: readonly Contestant[], runs: number): Promise<Row[]> {
  const samples = new Map<Contestant, Samples[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 1; round <= runs; round += 1) {
    for (const contestant of contestants) {
      const started = performance.now();
      samples.get(contestant)?.push(await contestant.run(cell));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.error(`${cell.name}, round ${round} of ${runs}: ${contestant.name} in ${seconds} s`);
    }
  }
  return contestants.map((contestant) => ({
    contestant: contestant.name,
    samples: joined(samples.get(contestant) ?? []),
  }));
}
