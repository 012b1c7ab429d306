/**
 * `npm run check`: format, lint, types, import rules, dead code and unit tests. All run, also after one fails;
 * the table says how long each took and what mends it. `--static` leaves the unit tests to `npm test`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Check, STATIC_CHECKS, UNIT_TESTS } from './checks.ts';
import { reports } from './paths.ts';
import { runNode } from './process.ts';
import { type Tally, writeJson } from './tally.ts';

const { values } = parseArgs({ options: { static: { type: 'boolean', default: false } } });
const checks: readonly Check[] = values.static ? STATIC_CHECKS : [...STATIC_CHECKS, UNIT_TESTS];

const rows: string[] = [];
const failures: string[] = [];
for (const check of checks) {
  const { code, seconds, output } = await runNode(check.args, { capture: true });
  if (code !== 0) {
    console.log(`\n== ${check.name}\n${output.trimEnd()}`);
    failures.push(check.name);
  }
  const verdict = code === 0 ? 'passed' : `FAILED  ${check.mend}`;
  rows.push(`${check.name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s  ${verdict}`);
}

console.log(`\n${rows.join('\n')}`);
writeJson(join(reports, 'check.json'), {
  passed: checks.length - failures.length,
  failed: failures.length,
  skipped: 0,
  failures,
  skips: [],
} satisfies Tally);
process.exitCode = failures.length === 0 ? 0 : 1;
