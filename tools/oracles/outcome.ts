import { EMPTY, type Tally } from '../tally.ts';

export function passed(name: string): Tally {
  console.log(`passed   ${name}`);
  return { ...EMPTY, passed: 1 };
}

export function failed(name: string, why: string): Tally {
  return { ...EMPTY, failed: 1, failures: [`${name}: ${why}`] };
}

export function skipped(name: string, why: string): Tally {
  return { ...EMPTY, skipped: 1, skips: [`${name}: ${why}`] };
}

/** Passed where `check` finds nothing wrong, failed with what it throws. */
export async function checked(name: string, check: () => Promise<void>): Promise<Tally> {
  try {
    await check();
    return passed(name);
  } catch (error) {
    return failed(name, error instanceof Error ? error.message.slice(0, 600) : String(error));
  }
}
