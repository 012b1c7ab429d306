import type { JobControl } from '../jobs.ts';

/**
 * What is done with files of other tools, in order: they are read, fitted, checked and stored. Files of our own are looked
 * through and stored. Reading and looking through are counted in bytes, the others in documents.
 */
export type Step = 'looking' | 'reading' | 'fitting' | 'checking' | 'storing';

/** How far the item at work is; called as often as is convenient. */
export interface StepProgress {
  step(step: Step, done: number, total: number): void;
}

export interface Progress extends StepProgress {
  /** Files that are read together, or one that is read alone, begin; what was at work before is done. */
  begin(item: { readonly name: string; readonly files: number; readonly bytes: number }): void;
  end(): void;
}

/** Where each step ends in the work that a file makes, from 0 to 1: about as long as it takes with many documents. */
const ENDS: Readonly<Record<Step, number>> = {
  looking: 0.5,
  reading: 0.2,
  fitting: 0.35,
  checking: 0.5,
  storing: 1,
};
const BEGINS: Readonly<Record<Step, number>> = {
  looking: 0,
  reading: 0,
  fitting: ENDS.reading,
  checking: ENDS.fitting,
  storing: ENDS.checking,
};
const DONE: Readonly<Record<Exclude<Step, 'looking' | 'reading'>, string>> = {
  fitting: 'compared with the scheme',
  checking: 'checked',
  storing: 'stored',
};

const REPORT_EVERY_MS = 50;
const MEGABYTE = 1_000_000;
const number = new Intl.NumberFormat('en');
const megabytes = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * Reports how far an import is: in bytes of its files, each weighed by its steps, so that one long file moves as many short
 * ones do; and in words what is counted of the file at work. It never goes back.
 */
export function createProgress(
  report: JobControl['report'],
  all: { readonly files: number; readonly bytes: number },
  elapsed: () => number = () => performance.now(),
): Progress {
  let name = '';
  let files = 0;
  let filesBefore = 0;
  let bytes = 0;
  let bytesBefore = 0;
  let furthest = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  const said = (counted: string | null): string => {
    if (files === all.files) return counted ?? name;
    const place = `${number.format(filesBefore)} of ${number.format(all.files)} files, ${name}`;
    return counted === null ? place : `${place}: ${counted}`;
  };
  const tell = (share: number, counted: () => string | null): void => {
    const now = elapsed();
    if (now - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = now;
    furthest = Math.max(furthest, Math.floor(bytesBefore + share * bytes));
    report(furthest, all.bytes, said(counted()));
  };
  return {
    begin(item) {
      filesBefore += files;
      bytesBefore += bytes;
      ({ name, files, bytes } = item);
      tell(0, () => null);
    },
    step(step, done, total) {
      const part = total === 0 ? 1 : Math.min(1, done / total);
      tell(BEGINS[step] + part * (ENDS[step] - BEGINS[step]), () =>
        step === 'reading' || step === 'looking'
          ? bytesRead(done, total)
          : `${documentsOf(done, total)} ${DONE[step]}`,
      );
    },
    end: () => report(all.bytes, all.bytes, ''),
  };
}

/** `null` where it is too little to be counted in megabytes. */
function bytesRead(done: number, total: number): string | null {
  if (total < MEGABYTE / 10) return null;
  return `${megabytes.format(Math.min(done, total) / MEGABYTE)} of ${megabytes.format(total / MEGABYTE)} MB read`;
}

function documentsOf(done: number, total: number): string {
  return `${number.format(done)} of ${number.format(total)} document${total === 1 ? '' : 's'}`;
}
