import type { ReadableDatabase } from '#backend/storage/connection.ts';
import { eachOriginal, eachText, sha256 } from '#backend/storage/text-store.ts';
import type { Pause, Report } from './problem.ts';

/** Damage inside a text is invisible to SQLite; its hash shows it. */
export async function checkTexts(db: ReadableDatabase, report: Report, pause: Pause): Promise<void> {
  for (const row of eachText(db)) {
    if (sha256(row.text) !== row.sha256) {
      report('text', `text ${row.sha256}`, 'The text is not the one that was imported: its SHA-256 differs.');
    }
    await pause();
  }
}

export async function checkOriginals(db: ReadableDatabase, report: Report, pause: Pause): Promise<void> {
  for (const row of eachOriginal(db)) {
    if (sha256(row.bytes) !== row.sha256) {
      report('original', `original ${row.sha256}`, 'The kept file is not the one that was imported.');
    }
    await pause();
  }
}
