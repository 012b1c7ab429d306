import type { EventMessage, EventOf } from '#contract/contract.ts';
import { nextTurn } from './next-turn.ts';

export type JobOutcome = EventOf<'job.finished'>['outcome'];
export type JobKind = EventOf<'job.finished'>['kind'];
export type JobState = EventOf<'job.progressed'>;

/** What a long piece of work is given: it reports, asks whether to stop, and lets others go first. */
export interface JobControl {
  /** `current` is the item at work, such as a file name, or how much of what was done with it. Cheap: events are sent a few times a second. */
  report(done: number, total: number, current: string): void;
  /** True once the user has asked to stop. The job then undoes what it did and answers `{ is: 'cancelled' }`. */
  cancelled(): boolean;
  /** Lets waiting calls be answered. Call it at least every 50 ms or so of work. */
  pause(): Promise<void>;
}

export interface Jobs {
  /** Starts at the next turn of the event loop; answers the job's id at once. What `run` throws fails the job. */
  start(kind: JobKind, title: string, run: (job: JobControl) => Promise<JobOutcome>): string;
  list(): readonly JobState[];
  /** False where there is no such job at work. */
  cancel(jobId: string): boolean;
  /** Cancels every job and waits until all have ended. */
  stop(): Promise<void>;
}

const REPORT_EVERY_MS = 100;

/** Runs long work inside the worker thread: progress, cancel, and one `job.finished` for each. */
export function createJobs(options: {
  emit: (message: EventMessage) => void;
  /** ISO 8601, UTC, milliseconds. */
  now: () => string;
  newId: () => string;
  /** Milliseconds of a clock that never goes back. */
  elapsed: () => number;
  /** The sentence for the user, for what a job threw. */
  explain: (error: unknown) => string;
}): Jobs {
  interface Running {
    state: JobState;
    cancelled: boolean;
    ended: Promise<void>;
  }
  const running = new Map<string, Running>();

  function start(kind: JobKind, title: string, run: (job: JobControl) => Promise<JobOutcome>): string {
    const jobId = options.newId();
    let reportedAt = Number.NEGATIVE_INFINITY;
    const job: Running = {
      state: { jobId, kind, title, done: 0, total: 0, current: '', startedAt: options.now() },
      cancelled: false,
      ended: Promise.resolve(),
    };
    const control: JobControl = {
      report(done, total, current) {
        job.state = { ...job.state, done, total, current };
        if (options.elapsed() - reportedAt < REPORT_EVERY_MS && done !== total) return;
        reportedAt = options.elapsed();
        options.emit({ event: 'job.progressed', value: job.state });
      },
      cancelled: () => job.cancelled,
      pause: nextTurn,
    };
    running.set(jobId, job);
    job.ended = nextTurn()
      .then((): Promise<JobOutcome> | JobOutcome => (job.cancelled ? { is: 'cancelled' } : run(control)))
      .catch((error: unknown): JobOutcome => ({ is: 'failed', message: options.explain(error) }))
      .then((outcome) => {
        running.delete(jobId);
        options.emit({ event: 'job.finished', value: { jobId, kind, outcome } });
      });
    return jobId;
  }

  return {
    start,
    list: () => [...running.values()].map((job) => job.state),
    cancel(jobId) {
      const job = running.get(jobId);
      if (job !== undefined) job.cancelled = true;
      return job !== undefined;
    },
    async stop() {
      for (const job of running.values()) job.cancelled = true;
      await Promise.all([...running.values()].map((job) => job.ended));
    },
  };
}
