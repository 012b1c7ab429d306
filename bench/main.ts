/**
 * `npm run bench [-- --quick] [-- --runs N]`: opens, tags, hovers, filters and scrolls in the real app and, in turn
 * with it, in two other annotators. Prints tables and writes them and every sample to `bench/results/`.
 * What is measured and how stands in docs/benchmarks.md. Never asserted: machines differ.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../hosts/find-browser.ts';
import { appContestant } from './app-contestant.ts';
import type { Cell, Contestant, Samples } from './contestant.ts';
import { peerContestant } from './peer-contestant.ts';
import { cellReport, type Row } from './report.ts';

const CELLS: readonly Cell[] = [
  { name: '100 KB, 1,000 spans', characters: 100_000, spans: 1_000 },
  { name: '1 MB, 10,000 spans', characters: 1_000_000, spans: 10_000 },
];

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
});
const runs = values.quick ? 1 : Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error('--runs takes a whole number from 1.');
  process.exit(2);
}

const browser = findBrowser();
if (!browser.ok) {
  console.error(browser.error.message);
  process.exit(1);
}

const root = join(import.meta.dirname, '..');
for (const build of [
  ['tools/build.ts', 'renderer'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'bench/peers/vite.config.ts', '--logLevel', 'warn'],
]) {
  execFileSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
}

function joined(all: readonly Samples[]): Samples {
  const keys = new Set(all.flatMap((samples) => Object.keys(samples) as (keyof Samples)[]));
  const merged = [...keys].map((key) => [key, all.flatMap((samples) => samples[key] ?? [])] as const);
  return Object.fromEntries(merged) as unknown as Samples;
}

/** Every contestant once, then every contestant again: what slows the machine for a while slows all. */
async function runCell(cell: Cell, contestants: readonly Contestant[]): Promise<Row[]> {
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

const contestants: readonly Contestant[] = [
  appContestant('Standoff', false),
  appContestant('Standoff, panes folded', true),
  peerContestant('mark', '@lexical/mark 0.52.0', browser.value.program),
  peerContestant('recogito', '@recogito/text-annotator 4.1.1', browser.value.program),
];

const started = new Date();
const results: { cell: Cell; rows: Row[] }[] = [];
try {
  for (const cell of CELLS) results.push({ cell, rows: await runCell(cell, contestants) });
} finally {
  for (const contestant of contestants) await contestant.close();
}

const machine = `${browser.value.version}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
const report = [
  `# Bench of ${started.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  machine,
  ...results.map(({ cell, rows }) => cellReport(cell, rows, runs)),
].join('\n\n');
const folder = join(import.meta.dirname, 'results');
const name = started.toISOString().replaceAll(':', '-').slice(0, 19);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${name}.md`), `${report}\n`);
writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, runs, results }, null, 1)}\n`);
console.log(report);
console.error(`\nwritten to bench/results/${name}.md and .json`);
