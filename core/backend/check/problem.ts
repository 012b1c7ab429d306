/** Something that is not as it must be. */
export interface Problem {
  /** Which rule: the same word for the same kind of problem. */
  readonly check: Check;
  /** Where: a document's title, an id, a row of the change log. */
  readonly place: string;
  readonly message: string;
}

export type Check =
  | 'file'
  | 'foreign-key'
  | 'text'
  | 'original'
  | 'block'
  | 'fragment'
  | 'quote'
  | 'record'
  | 'chain'
  | 'history'
  | 'replay';

export type Report = (check: Check, place: string, message: string) => void;

/** Lets other calls be answered. */
export type Pause = () => Promise<void>;

/** Runs a check that reads records; a record that cannot even be read is a problem of its own. */
export async function attempt(report: Report, place: string, run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    report('record', place, `It cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
