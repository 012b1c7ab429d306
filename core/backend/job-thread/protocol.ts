import type { EventOf, ValidRequestOf } from '#contract/contract.ts';
import type { SplitKnowledge } from '../export/split-memory.ts';
import type { JobOutcome } from '../jobs.ts';

/** What a thread is to do with the project. */
export type JobTask =
  | { readonly is: 'import'; readonly request: ValidRequestOf<'import.start'> }
  | {
      readonly is: 'export';
      readonly request: ValidRequestOf<'export.start'>;
      readonly path: string;
      /** What is known of the texts already, where the export is split. */
      readonly splits: SplitKnowledge | null;
    };

/** What the thread of a job is started with. */
export interface JobData {
  readonly task: JobTask;
  /** The project file, which this process has open and locked. */
  readonly project: string;
  /** The path of each file handle in the request. */
  readonly paths: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly readerUrl: string;
  readonly appVersion: string;
  /** One number, not 0 once the job is to stop. */
  readonly stop: Int32Array;
}

/** What the session in the thread says of the step that it has stored. */
export type StoredStep = EventOf<'record.changed'>;

/** From the thread. The last is `ended`, when all its connections are closed. */
export type JobAnswer =
  | { readonly is: 'progress'; readonly done: number; readonly total: number; readonly current: string }
  | { readonly is: 'stored'; readonly step: StoredStep }
  | { readonly is: 'ended'; readonly outcome: JobOutcome };
