import type { FormatProblem } from '../exchange.ts';

/** Collects what is to be said of one file. */
export interface FileLog {
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
  problem(line: number | null, message: string): void;
  notice(line: number | null, message: string): void;
}

export function fileLog(file: string): FileLog {
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  return {
    problems,
    notices,
    problem: (line, message) => problems.push({ file, line, message }),
    notice: (line, message) => notices.push({ file, line, message }),
  };
}
