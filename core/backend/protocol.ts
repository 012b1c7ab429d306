import type { Call, EventMessage, Reply } from '#contract/contract.ts';

/** What the worker is started with. */
export interface WorkerOptions {
  readonly dataFolder: string;
  readonly schemeFile: string;
  readonly resourcesFolder: string;
  /** Address of the script that reads the files of others. */
  readonly readerUrl: string;
  /** Address of the script that puts the write-ahead log into the project file. */
  readonly checkpointUrl: string;
  /** Address of the script that does an import or export. */
  readonly jobUrl: string;
  readonly appVersion: string;
}

/** From the main side to the worker. `paths` holds the path of each file handle that occurs in the request. */
export type WorkerMessage =
  | {
      readonly is: 'call';
      readonly id: number;
      readonly call: Call;
      readonly paths: Readonly<Record<string, string>>;
    }
  | { readonly is: 'close' };

/** From the worker to the main side. */
export type WorkerAnswer =
  | { readonly is: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly is: 'event'; readonly message: EventMessage }
  | { readonly is: 'closed' };
