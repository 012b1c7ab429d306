import { expect, it } from 'vitest';
import type { EventMessage } from '#contract/contract.ts';
import { createJobs, type JobOutcome } from './jobs.ts';

function jobsWith(clock: { ms: number }) {
  const events: EventMessage[] = [];
  let ids = 0;
  const jobs = createJobs({
    emit: (event) => void events.push(event),
    now: () => '2024-01-01T00:00:00.000Z',
    newId: () => {
      ids += 1;
      return `job-${ids}`;
    },
    elapsed: () => clock.ms,
    explain: (error) => `Explained: ${error}`,
  });
  return { jobs, events };
}
const done: JobOutcome = {
  is: 'exported',
  exported: {
    fileName: '',
    place: '',
    files: 1,
    written: { documents: 0, annotations: 0, relations: 0, links: 0, linkedWords: 0 },
    otherLayers: [],
    documents: 0,
    annotations: 0,
    relations: 0,
    bytes: 0,
    losses: [],
    verified: true,
    differences: [],
  },
};

it('reports progress a few times a second and always the end', async () => {
  const clock = { ms: 0 };
  const { jobs, events } = jobsWith(clock);
  const jobId = jobs.start('export', 'Test', async (job) => {
    for (let at = 1; at <= 100; at += 1) {
      clock.ms += 10;
      job.report(at, 100, `item ${at}`);
    }
    return done;
  });
  expect(events).toEqual([]);
  expect(jobs.list().map((state) => state.jobId)).toEqual([jobId]);
  await jobs.stop();
  expect(jobs.list()).toEqual([]);
});

it('goes on between pauses, ends once, and is gone then', async () => {
  const clock = { ms: 0 };
  const { jobs, events } = jobsWith(clock);
  const { promise, resolve } = Promise.withResolvers<void>();
  const jobId = jobs.start('export', 'Test', async (job) => {
    for (let at = 1; at <= 100; at += 1) {
      clock.ms += 10;
      job.report(at, 100, '');
      await job.pause();
    }
    resolve();
    return done;
  });
  await promise;
  await new Promise((next) => setImmediate(next));
  const progress = events.filter(({ event }) => event === 'job.progressed');
  expect(progress.length).toBeGreaterThanOrEqual(10);
  expect(progress.length).toBeLessThanOrEqual(12);
  expect(progress.at(-1)?.value).toMatchObject({ done: 100, total: 100 });
  expect(events.at(-1)).toEqual({ event: 'job.finished', value: { jobId, kind: 'export', outcome: done } });
  expect(jobs.cancel(jobId)).toBe(false);
});

it('explains what a job throws', async () => {
  const { jobs, events } = jobsWith({ ms: 0 });
  jobs.start('import', 'Test', async () => {
    throw new Error('broken');
  });
  await new Promise((next) => setTimeout(next, 20));
  expect(events.map(({ value }) => value)).toMatchObject([
    { outcome: { is: 'failed', message: 'Explained: Error: broken' } },
  ]);
});

it('asks a job to stop, and does not start one that was stopped before', async () => {
  const { jobs, events } = jobsWith({ ms: 0 });
  let ran = false;
  const first = jobs.start('import', 'First', async (job) => {
    while (!job.cancelled()) await job.pause();
    return { is: 'cancelled' };
  });
  await new Promise((next) => setTimeout(next, 5));
  expect(jobs.cancel(first)).toBe(true);
  jobs.start('import', 'Second', async () => {
    ran = true;
    return { is: 'cancelled' };
  });
  await jobs.stop();
  expect(ran).toBe(false);
  expect(events.filter(({ event }) => event === 'job.finished').length).toBe(2);
});
