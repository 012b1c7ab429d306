import type { EventOf } from '#contract/contract.ts';

type Outcome = Extract<EventOf<'job.finished'>['outcome'], { is: 'imported' }>['imported'];
/** What the user is told of a file. `line` counts from 1. */
export type FileProblem = Outcome['problems'][number];

/** More than this of one file help nobody. */
const MOST_OF_A_FILE = 50;

/** A sentence from a place in a line and what is wrong there. */
export function sentenceOf(remark: { key: string; column?: number | null; message: string }): string {
  const at = remark.column ? `At column ${remark.column}` : remark.key;
  const sentence = at === '' ? `The line ${remark.message}` : `${at} ${remark.message}`;
  return /[.?!…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What is found in one file, in order, cut where it grows too long. */
export function createProblemList(file: string) {
  const problems: FileProblem[] = [];
  let count = 0;
  return {
    /** `inFile` where it is not the file of the list. */
    add(line: number | null, message: string, inFile = file): void {
      count += 1;
      if (count <= MOST_OF_A_FILE) problems.push({ file: inFile, line, message });
    },
    count: () => count,
    all(): FileProblem[] {
      const more = count - problems.length;
      return more === 0 ? problems : [...problems, { file, line: null, message: `… and ${more} more.` }];
    },
  };
}
