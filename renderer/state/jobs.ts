import { create } from 'zustand';
import { type JobOutcome, type JobState, onEvent } from '../client/bridge.ts';

interface JobsState {
  readonly jobs: readonly JobState[];
}

export const useJobs = create<JobsState>(() => ({ jobs: [] }));

/** Follows the jobs of the backend and tells of each that ends. Call once, at the start. */
export function followJobs(
  ended: (outcome: JobOutcome, kind: JobState['kind'], jobId: string) => void,
): void {
  onEvent('job.progressed', (job) => {
    useJobs.setState(({ jobs }) => ({
      jobs: jobs.some(({ jobId }) => jobId === job.jobId)
        ? jobs.map((known) => (known.jobId === job.jobId ? job : known))
        : [...jobs, job],
    }));
  });
  onEvent('job.finished', ({ jobId, kind, outcome }) => {
    useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.jobId !== jobId) }));
    ended(outcome, kind, jobId);
  });
}
