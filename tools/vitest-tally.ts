import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { type Tally, writeJson } from './tally.ts';

/** Writes the tally of a Vitest run, with the reason of each skip, which Vitest's own JSON report leaves out. */
export function vitestTally(file: string): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
      writeJson(file, tallyOf(modules, unhandled));
    },
  };
}

function tallyOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
  let passed = 0;
  const failures: string[] = unhandled.map((error) => `outside any test: ${error.message}`);
  const skips: string[] = [];
  for (const module of modules) {
    const before = failures.length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      const name = `${module.relativeModuleId} > ${test.fullName}`;
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'failed') failures.push(name);
      else skips.push(`${name}: ${('note' in result && result.note) || 'no reason given'}`);
    }
    // A file that could not be loaded, or a hook that failed, has no failed test to show for it.
    if (!module.ok() && failures.length === before)
      failures.push(`${module.relativeModuleId}: could not be run`);
  }
  return { passed, failed: failures.length, skipped: skips.length, failures, skips };
}
