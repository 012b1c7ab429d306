import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from '../core/backend/archive/read-zip.ts';
import { type Bundle, sortFiles } from '../core/backend/import/bundles.ts';
import { loadText } from '../core/backend/import/load-text.ts';
import { isRefused } from '../core/backend/import/sources.ts';
import { codecOf } from '../core/formats/codecs.ts';
import type { FormatProblem, InputFile, ParsedFiles } from '../core/formats/exchange.ts';
import { FORMATS } from '../core/formats/infos.ts';

const formatsFolder = fileURLToPath(new URL('../core/formats/', import.meta.url));
const list = join(formatsFolder, 'fixtures-of-others/files.sha256');

/** The files of others, by their names in the collection that they came in: each is committed somewhere below. */
function collection(): ReadonlyMap<string, Buffer> {
  const byHash = new Map<string, Buffer>();
  for (const entry of readdirSync(formatsFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.parentPath.includes('fixtures')) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    byHash.set(createHash('sha256').update(bytes).digest('hex'), bytes);
  }
  const files = new Map<string, Buffer>();
  for (const line of readFileSync(list, 'utf8').trimEnd().split('\n')) {
    const [hash = '', name = ''] = line.split('  ');
    const bytes = byHash.get(hash);
    if (bytes === undefined) throw new Error(`${name} is not among the committed files.`);
    files.set(name, bytes);
  }
  return files;
}

/**
 * What becomes of each file of the collection where each of its top folders is chosen for an import, as a table in
 * Markdown. Files are sorted into formats as the app does it, and read by the codec.
 */
export async function fixtureTable(): Promise<string> {
  const files = collection();
  const folder = mkdtempSync(join(tmpdir(), 'standoff-fixtures-'));
  try {
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const rows = new Map<string, string>();
    for (const chosen of Map.groupBy(files.keys(), (name) => name.split('/')[0]).values()) {
      const sources = chosen.map((name) => ({
        request: { file: name as never, name },
        path: join(folder, name),
        unpacked: null,
      }));
      const items = await sortFiles(sources, async () => {});
      for (const item of items) {
        if (isRefused(item)) rows.set(item.request.name, `– | refused: ${cell(item.problem)}`);
        else if (item.format === 'text' || item.format === 'markdown') {
          const { request, path } = item.files[0];
          const loaded = await loadText(path, item.format, {} as never);
          const outcome = loaded.ok ? '1 document, no spans' : `refused: ${cell(loaded.error)}`;
          rows.set(request.name, `\`${item.format}\` | ${outcome}`);
        } else for (const [name, row] of await rowsOf(item, files)) rows.set(name, row);
      }
    }
    const names = [...files.keys()].toSorted();
    return [
      '| file | format | outcome |',
      '| --- | --- | --- |',
      ...names.map((name) => `| ${name} | ${rows.get(name) ?? 'lost'} |`),
      '',
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(
  { format, files }: Bundle,
  all: ReadonlyMap<string, Buffer>,
): Promise<[string, string][]> {
  const inputs: InputFile[] = [];
  for (const { name } of files) {
    const bytes = new Uint8Array(all.get(name) ?? []);
    const isArchive = FORMATS.some(({ id, archive }) => id === format && archive === true);
    const entries = isArchive ? await readZip(bytes) : null;
    inputs.push({ name, bytes, ...(entries?.ok === true ? { entries: entries.value } : {}) });
  }
  const parse = codecOf(format)?.parse ?? null;
  if (parse === null) return inputs.map(({ name }) => [name, `\`${format}\` | 1 document, no spans`]);
  const together = parse(inputs);
  if (inputs.length === 1) {
    return inputs.map(({ name }) => [name, `\`${format}\` | ${outcomeOf(together)}`]);
  }
  const [first] = inputs;
  return inputs.map(({ name }) => {
    if (name !== first?.name) return [name, `\`${format}\` | read with ${first?.name ?? ''}`];
    return [name, `\`${format}\` | ${inputs.length} files together: ${outcomeOf(together)}`];
  });
}

function outcomeOf({ documents, problems, notices }: ParsedFiles): string {
  const spans = documents.reduce((sum, { annotations }) => sum + annotations.length, 0);
  const relations = documents.reduce((sum, document) => sum + document.relations.length, 0);
  const counts = `${counted(documents.length, 'document')}, ${counted(spans, 'span')}, ${counted(relations, 'relation')}`;
  const said = [...saidOf('left out', problems), ...saidOf('note', notices)];
  if (documents.length === 0)
    return `refused: ${said.length === 0 ? 'There are no documents in it.' : said.join('; ')}`;
  return [counts, ...said].join('; ');
}

/** The first, and how many more. */
function saidOf(what: string, remarks: readonly FormatProblem[]): string[] {
  const [first] = remarks;
  if (first === undefined) return [];
  const place = first.line === null ? '' : `line ${first.line}: `;
  const more = remarks.length > 1 ? ` (and ${remarks.length - 1} more)` : '';
  return [`${what}: ${cell(place + first.message)}${more}`];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
