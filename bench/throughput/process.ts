/** The process that is measured: a backend as every shell has it, and nothing beside it. Started by `measure-throughput.ts`. */
import { createWriteStream, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeArticles } from '../corpus.ts';
import { openBackendClient } from './backend-client.ts';
import { measureJson } from './json-limit.ts';
import type { FormatFigures, ThroughputFigures, ThroughputTask } from './task.ts';
import { watch } from './watch.ts';

const task = JSON.parse(process.argv[2] ?? '') as ThroughputTask;
const { folder, articles, spans } = task;
const client = await openBackendClient(folder);
const say = (words: string) => console.error(`${articles} articles: ${words}`);
const small = () => client.call('job.list', {});

async function newProject(name: string): Promise<void> {
  await client.call('project.create', { file: client.handle(join(folder, name)) });
}

async function importAll(paths: readonly string[], root: string) {
  const files = paths.map((path) => ({
    file: client.handle(path),
    name: relative(root, path).replaceAll(sep, '/'),
  }));
  const { value, ...watched } = await watch(() => client.job('import.start', { files }), small);
  if (value.is !== 'imported') throw new Error(JSON.stringify(value));
  const { documents, duplicates, annotations, problems } = value.imported;
  say(
    `${documents} documents (${duplicates} there already) with ${annotations} spans in ${watched.seconds.toFixed(1)} s`,
  );
  if (documents === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return { ...watched, spans: annotations };
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const source = join(folder, 'source.jsonl');
await pipeline(Readable.from(makeArticles(articles, spans)), createWriteStream(source));
await newProject('source.standoff');
await importAll([source], folder);

const formats: FormatFigures[] = [];
let json: ThroughputFigures['json'] | null = null;
for (const format of task.formats) {
  await client.call('project.open', { file: client.handle(join(folder, 'source.standoff')) });
  const out = join(folder, format === 'jsonl' || format === 'doccano' ? `${format}.jsonl` : format);
  const exported = await watch(() => client.job('export.start', { format, file: client.handle(out) }), small);
  const { value } = exported;
  if (value.is !== 'exported') throw new Error(JSON.stringify(value));
  const { bytes, annotations, differences, losses } = value.exported;
  say(`${format} written in ${exported.seconds.toFixed(1)} s`);
  if (differences.length > 0) throw new Error(differences.join('\n'));
  const lost = losses
    .filter(({ what }) => what === 'span-left-out')
    .reduce((sum, { count }) => sum + count, 0);
  if (format === 'jsonl') json = await measureJson(out);

  await newProject(`${format}.standoff`);
  const imported = await importAll(filesBelow(out), statSync(out).isDirectory() ? out : folder);
  formats.push({
    format,
    bytes,
    exported: { ...exported, spans: annotations - lost },
    imported,
  });
  await client.call('project.close', {});
  rmSync(out, { recursive: true });
  rmSync(join(folder, `${format}.standoff`), { force: true });
}
if (json === null) throw new Error('Our JSON Lines are the measure for JSON and must be among the formats.');
await client.close();
process.send?.({ formats, json } satisfies ThroughputFigures);
