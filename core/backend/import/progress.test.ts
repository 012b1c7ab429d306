import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';
import { createProgress } from './progress.ts';

describe('progress', () => {
  /** A clock by which each report is due. */
  function watch(all: { files: number; bytes: number }) {
    const reports: [number, number, string][] = [];
    let now = 0;
    const progress = createProgress(
      (...report) => reports.push(report),
      all,
      () => {
        now += 1000;
        return now;
      },
    );
    return { progress, reports };
  }

  test('of one file says what of it is counted, from its beginning to its end', () => {
    const { progress, reports } = watch({ files: 1, bytes: 2_500_000 });
    progress.begin({ name: 'news.jsonl', files: 1, bytes: 2_500_000 });
    progress.step('looking', 1_250_000, 2_500_000);
    progress.step('looking', 2_500_000, 2_500_000);
    progress.step('storing', 5_000, 20_000);
    progress.step('storing', 20_000, 20_000);
    progress.end();
    expect(reports).toEqual([
      [0, 2_500_000, 'news.jsonl'],
      [625_000, 2_500_000, '1.3 of 2.5 MB read'],
      [1_250_000, 2_500_000, '2.5 of 2.5 MB read'],
      [1_562_500, 2_500_000, '5,000 of 20,000 documents stored'],
      [2_500_000, 2_500_000, '20,000 of 20,000 documents stored'],
      [2_500_000, 2_500_000, ''],
    ]);
  });

  test('of many files says which is at work, and never goes back', () => {
    const { progress, reports } = watch({ files: 4, bytes: 1_000 });
    progress.begin({ name: 'a.txt', files: 1, bytes: 100 });
    progress.begin({ name: 'b.txt', files: 2, bytes: 800 });
    progress.step('reading', 800, 800);
    progress.step('fitting', 10, 10);
    progress.step('fitting', 1, 10);
    progress.step('checking', 1, 1);
    progress.begin({ name: 'c.txt', files: 1, bytes: 100 });
    progress.end();
    expect(reports).toEqual([
      [0, 1000, '0 of 4 files, a.txt'],
      [100, 1000, '1 of 4 files, b.txt'],
      [260, 1000, '1 of 4 files, b.txt'],
      [380, 1000, '1 of 4 files, b.txt: 10 of 10 documents compared with the scheme'],
      [380, 1000, '1 of 4 files, b.txt: 1 of 10 documents compared with the scheme'],
      [500, 1000, '1 of 4 files, b.txt: 1 of 1 document checked'],
      [900, 1000, '3 of 4 files, c.txt'],
      [1000, 1000, ''],
    ]);
  });

  test('is reported a few times a second, and at the end', () => {
    const reports: number[] = [];
    const progress = createProgress(
      (done) => reports.push(done),
      { files: 1, bytes: 100 },
      () => 0,
    );
    progress.begin({ name: 'a', files: 1, bytes: 100 });
    for (let n = 0; n < 1000; n += 1) progress.step('storing', n, 1000);
    progress.end();
    expect(reports).toEqual([0, 100]);
  });
});

describe('an import of one long file', () => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await openTestBackend();
    await backend.call('project.create', { file: backend.adopt('long.standoff').file });
  });
  afterAll(() => backend.close());

  /** Enough that storing them takes many times longer than there is between two reports. */
  const COUNT = 8000;
  const lines = (key: string) =>
    Array.from(
      { length: COUNT },
      (_, n) => `${JSON.stringify({ text: `Ana said no, for the ${n}th time, to ${key}.`, [key]: [] })}\n`,
    ).join('');

  test.each([
    ['ours.jsonl', 'annotations'],
    ['doccano.jsonl', 'label'],
  ])('%s: counts on while the file is at work', async (name, key) => {
    const { file } = await backend.put(name, lines(key));
    const from = backend.events.length;
    const outcome = await backend.job('import.start', { files: [{ file, name }] });
    expect(outcome).toMatchObject({ is: 'imported', imported: { documents: COUNT } });
    const progress = backend.events
      .slice(from)
      .flatMap((event) => (event.event === 'job.progressed' ? [event.value] : []));
    const between = progress.filter(({ done, total }) => done > 0 && done < total);
    expect(between.map(({ current }) => current)).toContainEqual(
      expect.stringMatching(/^[\d,]+ of 8,000 documents stored$/),
    );
    const shares = progress.map(({ done, total }) => done / total);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
