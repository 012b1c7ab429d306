/** Counting tests across runners: each leaves a tally as JSON, and the last line of a run is their sum. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reports } from './paths.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line for each failed test or file: its name. */
  readonly failures: readonly string[];
  /** One line for each skipped test: its name and the reason given. */
  readonly skips: readonly string[];
}

export const EMPTY: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: total.skipped + tally.skipped,
      failures: [...total.failures, ...tally.failures],
      skips: [...total.skips, ...tally.skips],
    }),
    EMPTY,
  );
}

/**
 * What a runner's tally comes to once its exit code is known. A runner that left no tally, ran nothing or
 * ended badly without naming a failed test counts as one failure, so that silence is never green.
 */
export function judged(runner: string, tally: Tally | null, exitCode: number): Tally {
  if (tally === null) return failure(`${runner}: stopped with code ${exitCode} and left no report`);
  if (tally.failed === 0 && exitCode !== 0) {
    return sum([tally, failure(`${runner}: stopped with code ${exitCode} though no test failed`)]);
  }
  if (tally.passed + tally.failed === 0) return sum([tally, failure(`${runner}: no test ran`)]);
  return tally;
}

function failure(name: string): Tally {
  return { ...EMPTY, failed: 1, failures: [name] };
}

/** Where a runner's report stands; the folder is made, and a report of an earlier run is removed. */
export function freshReport(name: string): string {
  const file = join(reports, name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

export function readJson<Value>(file: string): Value | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Value) : null;
}

export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

export function lastLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
}
