/**
 * `npm test`: unit tests, the specs in real windows, and the demo. The last line says how many tests passed,
 * failed and were skipped; the exit code is 0 only where something ran and nothing failed.
 */
import { join } from 'node:path';
import { root } from './paths.ts';
import { type PlaywrightReport, playwrightTally } from './playwright-tally.ts';
import { runNode } from './process.ts';
import { freshReport, judged, lastLine, readJson, sum, type Tally, writeJson } from './tally.ts';

async function unitTests(): Promise<Tally> {
  const file = freshReport('unit.json');
  const { code } = await runNode([join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
    env: { STANDOFF_TALLY: file },
  });
  return judged('unit tests', readJson<Tally>(file), code);
}

/** The whole app in its shells. */
function windowTests(): Promise<Tally> {
  return playwright('window tests', ['tools/e2e.ts']);
}

/** The article alone, in a page of its own. */
function articleTests(): Promise<Tally> {
  return playwright('article tests', ['node_modules/@playwright/test/cli.js', 'test', '--config=e2e/editor']);
}

async function playwright(title: string, runner: readonly string[]): Promise<Tally> {
  const file = freshReport(`${title.replace(' ', '-')}.json`);
  const { code } = await runNode([...runner, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const report = readJson<PlaywrightReport>(file);
  return judged(title, report === null ? null : playwrightTally(report), code);
}

async function demo(): Promise<Tally> {
  const { code } = await runNode(['e2e/demo/main.ts']);
  const failures = code === 0 ? [] : [`demo: stopped with code ${code}`];
  return { passed: code === 0 ? 1 : 0, failed: failures.length, skipped: 0, failures, skips: [] };
}

async function build(): Promise<Tally> {
  const { code } = await runNode(['tools/build.ts']);
  const failures = code === 0 ? [] : ['build: `npm run build` shows what is wrong'];
  return { passed: 0, failed: failures.length, skipped: 0, failures, skips: [] };
}

const parts: Tally[] = [];
for (const [title, run] of [
  ['Build', build],
  ['Unit tests', unitTests],
  ['Window tests', windowTests],
  ['Article tests', articleTests],
  ['Demo', demo],
] as const) {
  console.log(`\n== ${title}`);
  parts.push(await run());
}

const total = sum(parts);
console.log('');
for (const skip of total.skips) console.log(`skipped  ${skip}`);
for (const failure of total.failures) console.log(`FAILED   ${failure}`);
writeJson(join(root, 'out/reports/test.json'), total);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(lastLine(total));
