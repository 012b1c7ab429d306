import type { Tally } from './tally.ts';

/** The parts of Playwright's JSON report that a tally needs. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  /** Errors outside any test: a configuration that does not load, a global set-up that fails. */
  readonly errors: readonly { readonly message?: string }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** A flaky test, one that passed only when it was run again, counts as failed. */
export function playwrightTally(report: PlaywrightReport): Tally {
  let passed = 0;
  const failures = report.errors.map((error) => `outside any test: ${error.message ?? 'no message'}`);
  const skips: string[] = [];
  function visit(suite: PlaywrightSuite, path: readonly string[]): void {
    const here = [...path, suite.title];
    for (const spec of suite.specs) {
      for (const test of spec.tests) {
        const project = test.projectName === '' ? [] : [`[${test.projectName}]`];
        const name = [...project, ...here, spec.title].join(' > ');
        if (test.status === 'expected') passed += 1;
        else if (test.status === 'skipped') {
          const reason = test.annotations.find(
            ({ type }) => type === 'skip' || type === 'fixme',
          )?.description;
          skips.push(`${name}: ${reason ?? 'no reason given'}`);
        } else failures.push(test.status === 'flaky' ? `${name} (passed only when run again)` : name);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, here);
  }
  for (const suite of report.suites) visit(suite, []);
  return { passed, failed: failures.length, skipped: skips.length, failures, skips };
}
