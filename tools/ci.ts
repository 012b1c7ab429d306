/**
 * What `.ci/run` does after `npm ci`: the static checks, then `npm test`, then `npm run test:oracles`. Its last line
 * counts all, a check as one test.
 */
import { join } from 'node:path';
import { reports } from './paths.ts';
import { runNode } from './process.ts';
import { freshReport, judged, lastLine, readJson, sum, type Tally } from './tally.ts';

const parts: Tally[] = [];
for (const [name, args] of [
  ['check', ['tools/check.ts', '--static']],
  ['test', ['tools/test.ts']],
  ['oracles', ['tools/oracles/main.ts']],
] as const) {
  freshReport(`${name}.json`);
  const { code } = await runNode(args);
  parts.push(judged(name, readJson<Tally>(join(reports, `${name}.json`)), code));
}

const total = sum(parts);
// Those of the tests stand above already.
for (const failure of parts[0]?.failures ?? []) console.log(`FAILED   ${failure}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(lastLine(total));
