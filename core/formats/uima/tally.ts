import type { FileLog } from '../shared/file-log.ts';

/** Collects notices that may come by the thousand: each sentence once, with its number and its first line. */
export interface Tally {
  add(line: number | null, sentence: string): void;
  tell(log: FileLog): void;
}

export function tally(): Tally {
  const seen = new Map<string, { line: number | null; count: number }>();
  return {
    add: (line, sentence) => {
      const entry = seen.get(sentence);
      if (entry === undefined) seen.set(sentence, { line, count: 1 });
      else entry.count += 1;
    },
    tell: (log) => {
      for (const [sentence, { line, count }] of seen) {
        log.notice(line, count === 1 ? sentence : `${sentence} (${count} times)`);
      }
    },
  };
}
