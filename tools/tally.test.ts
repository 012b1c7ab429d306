import { describe, expect, it } from 'vitest';
import { playwrightTally } from './playwright-tally.ts';
import { EMPTY, judged, lastLine, sum, type Tally } from './tally.ts';

const three: Tally = { passed: 3, failed: 0, skipped: 1, failures: [], skips: ['a: no binary'] };
const broken: Tally = { passed: 1, failed: 1, skipped: 0, failures: ['b'], skips: [] };

describe('a tally', () => {
  it('is summed over runners', () => {
    expect(lastLine(sum([three, broken]))).toBe('4 passed, 1 failed, 1 skipped');
    expect(sum([three, broken]).failures).toEqual(['b']);
  });

  it('stays as it is after a good end', () => {
    expect(judged('unit', three, 0)).toEqual(three);
    expect(judged('unit', broken, 1)).toEqual(broken);
  });

  it.each([
    ['no report', null, 0],
    ['a bad end without a failed test', three, 1],
    ['nothing that ran', EMPTY, 0],
    ['only skips', { ...EMPTY, skipped: 2, skips: ['a: x', 'b: y'] }, 0],
  ])('counts %s as one failure', (_, tally, exitCode) => {
    expect(judged('unit', tally, exitCode).failed).toBe(1);
  });
});

it('reads a Playwright report, nested suites, reasons of skips, flaky tests and errors outside tests', () => {
  const spec = (
    title: string,
    status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
    description?: string,
  ) => ({
    title,
    tests: [
      {
        projectName: 'chromium',
        status,
        annotations: description === undefined ? [] : [{ type: 'skip', description }],
      },
    ],
  });
  const tally = playwrightTally({
    errors: [{ message: 'no browser' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('one', 'expected'), spec('two', 'skipped', 'no Electron binary')],
        suites: [{ title: 'group', specs: [spec('three', 'unexpected'), spec('four', 'flaky')] }],
      },
    ],
  });
  expect(tally).toEqual({
    passed: 1,
    failed: 3,
    skipped: 1,
    failures: [
      'outside any test: no browser',
      '[chromium] > a.spec.ts > group > three',
      '[chromium] > a.spec.ts > group > four (passed only when run again)',
    ],
    skips: ['[chromium] > a.spec.ts > two: no Electron binary'],
  });
});
