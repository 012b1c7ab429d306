/** A process that is measured: a backend as every shell has it, and nothing beside it. Started by `measure-throughput.ts`. */
import { createWriteStream, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FormatId } from '../../core/model/format-id.ts';
import { makeArticles } from '../corpus.ts';
import { openBackendClient } from './backend-client.ts';
import type { ThroughputResult, ThroughputTask } from './task.ts';
import { watch } from './watch.ts';

const task = JSON.parse(process.argv[2] ?? '') as ThroughputTask;
const client = await openBackendClient(task.dataFolder);
const small = () => client.call('job.list', {});

async function importAll(path: string): Promise<ThroughputResult> {
  await client.call('project.create', { file: client.handle(task.project) });
  const root = statSync(path).isDirectory() ? path : dirname(path);
  const files = filesBelow(path).map((file) => ({
    file: client.handle(file),
    name: relative(root, file).replaceAll(sep, '/'),
  }));
  const { value, ...watched } = await watch(() => client.job('import.start', { files }), small);
  if (value.is !== 'imported') throw new Error(JSON.stringify(value));
  const { documents, annotations, problems } = value.imported;
  if (documents === 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return { watched, spans: annotations, bytes: 0 };
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function exportAll(format: FormatId, out: string): Promise<ThroughputResult> {
  await client.call('project.open', { file: client.handle(task.project) });
  const file = client.handle(out);
  const { value, ...watched } = await watch(() => client.job('export.start', { format, file }), small);
  if (value.is !== 'exported') throw new Error(JSON.stringify(value));
  const { bytes, written, differences } = value.exported;
  if (differences.length > 0) throw new Error(differences.join('\n'));
  return { watched, spans: written.annotations, bytes };
}

async function run(): Promise<ThroughputResult> {
  switch (task.step) {
    case 'make':
      await pipeline(Readable.from(makeArticles(task.articles, task.spans)), createWriteStream(task.source));
      return importAll(task.source);
    case 'export':
      return exportAll(task.format, task.out);
    case 'import':
      return importAll(task.out);
  }
}

const result = await run();
await client.close();
process.send?.(result);
