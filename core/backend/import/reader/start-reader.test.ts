import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FormatId } from '#formats/registry.ts';
import { unpack } from './pack.ts';
import type { ReadPart, ReadTask } from './protocol.ts';
import { CANCELLED, type Reader, type ReaderLimits, startReader } from './start-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const URL_OF_READER = new URL('./reader-worker.ts', import.meta.url);
const readers: Reader[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});

function start(url = URL_OF_READER, limits: Partial<ReaderLimits> = {}): Reader {
  const reader = startReader({ url, limits: { memory: 512, silence: 60, ...limits } });
  readers.push(reader);
  return reader;
}

/** A thread that runs this instead of the reader. */
const scriptOf = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);

function taskOf(format: FormatId, files: Readonly<Record<string, string>>): ReadTask {
  return {
    format,
    names: undefined,
    unit: undefined,
    choices: {},
    scratch: join(folder, 'scratch'),
    files: Object.entries(files).map(([name, content]) => {
      const path = join(folder, name.replaceAll('/', '-'));
      writeFileSync(path, content);
      return { name, path, size: statSync(path).size };
    }),
  };
}

async function read(reader: Reader, task: ReadTask, cancelled = () => false) {
  const texts: string[] = [];
  const parts: ReadPart[] = [];
  const result = await reader.read(task, {
    documents(packed) {
      texts.push(...unpack(packed).map(({ text }) => text));
    },
    part: (part) => void parts.push(part),
    cancelled,
  });
  return { result, texts, parts };
}

const BRAT = { 'a.txt': 'Ana 🚋\n', 'a.ann': 'T1\tPerson 0 3\tAna\n', 'b.txt': 'Bo\n', 'b.ann': '' };

describe('a reader', () => {
  test('reads on after files whose thread has ended with them, for the memory that it held', async () => {
    const reader = start();
    const large = {
      'large.txt': `${'Ana said no. '.repeat(1_400_000)}\n`,
      'large.ann': 'T1\tPerson 0 3\tAna\n',
    };
    for (const [files, count] of [
      [large, 1],
      [BRAT, 2],
      [large, 1],
    ] as const) {
      const { result, texts } = await read(reader, taskOf('brat', files));
      expect([result, texts.length]).toEqual([{ ok: true, value: null }, count]);
    }
  });

  test('hands over documents in order, then what is to be said of them', async () => {
    const { result, texts, parts } = await read(start(), taskOf('brat', BRAT));
    expect(result).toEqual({ ok: true, value: null });
    expect(texts).toEqual(['Ana 🚋\n', 'Bo\n']);
    expect(parts).toEqual([{ is: 'part', kept: true, problems: [], notices: [] }]);
  });
  test('hands over many documents in packs, and waits until they are taken', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => ({ text: `${index} ${'x'.repeat(2000)}` }));
    const task = taskOf('doccano', { 'all.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') });
    const texts: string[] = [];
    let packs = 0;
    let atWork = 0;
    const result = await start().read(task, {
      async documents(packed) {
        atWork += 1;
        expect(atWork).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        packs += 1;
        atWork -= 1;
        texts.push(...unpack(packed).map(({ text }) => text));
      },
      part: () => {},
      cancelled: () => false,
    });
    expect(result.ok).toBe(true);
    expect(packs).toBeGreaterThan(3);
    expect(texts).toEqual(lines.map(({ text }) => text));
  });
  test('reads large tables side by side where they are in one order, else whole', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
    const rows = ids.map((id) => `${id},${'Ana said no. '.repeat(80_000)},x`);
    const spans = ids.map((id) => `${id},person,0,3`);
    const tables = (order: readonly string[]) =>
      taskOf('csv', {
        'documents.csv': ['doc_id,text,title', ...rows, ''].join('\n'),
        'spans.csv': ['doc_id,label,start,end', ...order, ''].join('\n'),
      });
    const ordered = await read(start(), tables(spans));
    expect(ordered.texts).toHaveLength(ids.length);
    expect(ordered.parts).toMatchObject([{ kept: true, problems: [], encoding: { encoding: 'utf-8' } }]);
    const { parts } = await read(start(), tables(spans.toReversed()));
    expect(parts).toMatchObject([
      { kept: false, problems: [], notices: [] },
      { kept: true, problems: [], notices: [] },
    ]);
  });
  test('says why a file cannot be read, and reads the next', async () => {
    const reader = start();
    const gone = { ...taskOf('brat', BRAT), files: [{ name: 'x.txt', path: join(folder, 'gone'), size: 1 }] };
    expect((await read(reader, gone)).result).toEqual({
      ok: false,
      error: { file: null, message: 'There is no such file. It may have been moved or renamed.' },
    });
    expect((await read(reader, taskOf('brat', BRAT))).texts).toHaveLength(2);
  });
  test('that the taker throws at, ends and passes it on', async () => {
    const reader = start();
    const taking = reader.read(taskOf('brat', BRAT), {
      documents: () => Promise.reject(new Error('The disk is full.')),
      part: () => {},
      cancelled: () => false,
    });
    await expect(taking).rejects.toThrow('The disk is full.');
    expect((await read(reader, taskOf('brat', BRAT))).result.ok).toBe(true);
  });
});

describe('what a file does to the thread costs a message', () => {
  const tooMuch = (file: string) => ({
    ok: false,
    error: {
      file,
      message:
        'Reading it needs more memory than 200 MiB. Nothing of it was imported. Split it and import the parts.',
    },
  });
  test.each<[FormatId, string, string]>([
    ['labelstudio', 'many.json', `[${'{"a":[[],[],[],[],[],[]]},'.repeat(500_000)}0]`],
    ['doccano', 'line.jsonl', `{"text":"x","label":[${'[],'.repeat(4_000_000)}0]}`],
    ['webanno-tsv', 'lines.tsv', '\n'.repeat(10_000_000)],
    ['conll2002', 'sentence.conll', 'a O\n'.repeat(8_000_000)],
    ['tei', 'deep.xml', `<TEI>${'<a/>'.repeat(3_000_000)}</TEI>`],
  ])('where it needs more memory than there is for it: %s', async (format, name, content) => {
    const reader = start(URL_OF_READER, { memory: 200 });
    const { result, parts } = await read(reader, taskOf(format, { [name]: content }));
    const { file, message } = parts[0]?.problems[0] ?? {};
    const said = result.ok ? { ok: false, error: { file, message } } : result;
    expect(said).toEqual(tooMuch(name));
    // The next file finds a thread that works.
    expect((await read(reader, taskOf('brat', BRAT))).texts).toHaveLength(2);
  });
  test('where a list grows and grows', async () => {
    const script = scriptOf('const list = []; for (;;) list.push({});');
    const { result } = await read(start(script, { memory: 200 }), taskOf('brat', BRAT));
    expect(result).toEqual(tooMuch('a.txt'));
  });
  test('where it never comes to an end', async () => {
    const { result } = await read(start(scriptOf('for (;;);'), { silence: 0.5 }), taskOf('brat', BRAT));
    expect(result).toEqual({
      ok: false,
      error: {
        file: 'a.txt',
        message:
          'Reading it took longer than 0.5 seconds without getting on. Nothing of it was imported. Split it and import the parts.',
      },
    });
  });
  test('where the thread ends or breaks', async () => {
    const ended = await read(start(scriptOf('process.exit(3);')), taskOf('brat', BRAT));
    expect(ended.result).toEqual({
      ok: false,
      error: { file: 'a.txt', message: 'Reading it broke off (3). Nothing of it was imported.' },
    });
    const broken = await read(start(scriptOf('throw new Error("so it is");')), taskOf('brat', BRAT));
    expect(broken.result).toEqual({
      ok: false,
      error: { file: 'a.txt', message: 'Reading it failed (so it is). Nothing of it was imported.' },
    });
  });
  test('until the user cancels, which ends the thread at once', async () => {
    let cancelled = false;
    setTimeout(() => {
      cancelled = true;
    }, 50);
    const { result } = await read(start(scriptOf('for (;;);')), taskOf('brat', BRAT), () => cancelled);
    expect(result).toEqual({ ok: false, error: { file: 'a.txt', message: CANCELLED } });
  });
  test('also where it is closed meanwhile', async () => {
    const reader = start(scriptOf('for (;;);'));
    const reading = read(reader, taskOf('brat', BRAT));
    await reader.close();
    expect((await reading).result.ok).toBe(false);
  });
});
