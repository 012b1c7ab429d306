/**
 * `npm run bench [-- --quick] [-- --runs N] [-- --part window|throughput]`: opens, tags, hovers, filters and scrolls in the
 * real app and, in turn with it, in two other annotators; imports and exports 20,000 articles with 1,000,000 spans. Prints
 * tables and writes them and every sample to `bench/results/`. What is measured and how stands in docs/benchmarks.md. Never
 * asserted: machines differ.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureWindow } from './measure-window.ts';
import { throughputReport } from './report.ts';
import { measureThroughput } from './throughput/measure-throughput.ts';

const FULL = { articles: 20_000, spans: 1_000_000 };
const QUICK = { articles: 1_000, spans: 50_000 };
/** How much smaller the project is beside which memory is compared. */
const SMALLER = 10;
const PARTS = ['window', 'throughput'];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    part: { type: 'string', multiple: true, default: PARTS },
  },
});
const runs = values.quick ? 1 : Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error('--runs takes a whole number from 1.');
  process.exit(2);
}
if (values.part.some((part) => !PARTS.includes(part))) {
  console.error(`--part takes ${PARTS.join(' or ')}.`);
  process.exit(2);
}

const started = new Date();
const size = values.quick ? QUICK : FULL;
const window = values.part.includes('window') ? await measureWindow(runs) : null;
const throughput = values.part.includes('throughput')
  ? {
      smaller: await measureThroughput({ articles: size.articles / SMALLER, spans: size.spans / SMALLER }),
      full: await measureThroughput(size),
    }
  : null;

const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
const machine = [window?.version, `Node ${process.versions.node}`, processor].filter(Boolean).join(', ');
const report = [
  `# Bench of ${started.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  machine,
  ...(window?.sections ?? []),
  ...(throughput === null ? [] : [throughputReport(throughput.full, throughput.smaller)]),
].join('\n\n');
const folder = join(import.meta.dirname, 'results');
const name = started.toISOString().replaceAll(':', '-').slice(0, 19);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${name}.md`), `${report}\n`);
const samples = { machine, runs, results: window?.results ?? [], throughput };
writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(samples, null, 1)}\n`);
console.log(report);
console.error(`\nwritten to bench/results/${name}.md and .json`);
