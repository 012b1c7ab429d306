import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormatId } from '../../core/model/format-id.ts';
import { measureJson } from './json-limit.ts';
import type { FormatFigures, ThroughputFigures, ThroughputResult, ThroughputTask } from './task.ts';

const FORMATS: readonly FormatId[] = ['jsonl', 'doccano', 'conll2003', 'csv', 'huggingface', 'brat'];

/** Formats that are one file. */
const EXTENSIONS: Partial<Record<FormatId, string>> = { jsonl: '.jsonl', doccano: '.jsonl' };

/** Exports a project of made-up articles and imports what was written, each in a process of its own. */
export async function measureThroughput(
  size: Pick<ThroughputFigures, 'articles' | 'spans'>,
): Promise<ThroughputFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-throughput-'));
  const at = (name: string): string => join(folder, name);
  const say = (words: string, { watched }: ThroughputResult): void =>
    console.error(`${size.articles} articles: ${words} in ${watched.seconds.toFixed(1)} s`);
  try {
    const project = at('source.standoff');
    const dataFolder = at('data');
    const made = await inProcess({ step: 'make', dataFolder, project, source: at('source.jsonl'), ...size });
    say('made', made);
    const json = await measureJson(at('source.jsonl'));
    const figures: FormatFigures[] = [];
    for (const format of FORMATS) {
      const out = at(`${format}${EXTENSIONS[format] ?? ''}`);
      const copy = at(`${format}.standoff`);
      const exported = await inProcess({ step: 'export', dataFolder, project, format, out });
      say(`${format} written`, exported);
      const imported = await inProcess({ step: 'import', dataFolder, project: copy, out });
      say(`${format} read`, imported);
      figures.push({
        format,
        bytes: exported.bytes,
        exported: { ...exported.watched, spans: exported.spans },
        imported: { ...imported.watched, spans: imported.spans },
      });
      for (const path of [out, copy]) rmSync(path, { recursive: true, force: true });
    }
    return { ...size, formats: figures, json };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inProcess(task: ThroughputTask): Promise<ThroughputResult> {
  const child = fork(join(import.meta.dirname, 'process.ts'), [JSON.stringify(task)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as ThroughputResult));
    child.once('exit', (code) => reject(new Error(`The process ended with code ${code} and no figures.`)));
  });
}
