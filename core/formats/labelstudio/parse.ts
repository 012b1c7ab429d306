import type { ExchangeAnnotation, FormatParts, InputFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import type { GivenText } from '../json-spans/given-text.ts';
import { givenText } from '../json-spans/given-text.ts';
import type { FileReport, JsonObject } from '../json-spans/read-json.ts';
import {
  isObject,
  listIn,
  metadataFrom,
  nameIn,
  own,
  parseJson,
  readFiles,
} from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import { eachAlone } from '../shared/file-groups.ts';
import type { ReadResult, TaskReader } from './parse-result.ts';
import { readResult } from './parse-result.ts';
import { isMarkup, renderedText } from './rendered-text.ts';

const isTasks = (name: string): boolean => !/(?:^|\/)config\.xml$/i.test(name);

export const labelstudioParts: FormatParts = eachAlone(isTasks);

/**
 * Reads tasks of Label Studio (formats.md 2): an array of them, or one alone. Each annotation and prediction of a
 * task is one annotator's; those that were cancelled are left out. The configuration that lies beside an export of
 * ours is not needed.
 */
export function parseLabelstudio(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const originals = spanNameReader(names);
  const tasks = files.filter(({ name }) => isTasks(name));
  return readFiles(tasks, (text, report) => {
    const value = parseJson(text, 1, report);
    if (value === undefined) return;
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    // Where regions of one task say that texts are pages, those without regions are as well.
    const arePages = items.some(isOfPage);
    let pages = 0;
    for (const [index, item] of items.entries()) {
      if (isObject(item)) pages += readTask(item, index + 1, arePages, originals, report) === 'page' ? 1 : 0;
      else report.problem(null, `Task ${index + 1} is not an object. Export from Label Studio as JSON.`);
    }
    if (pages > 0) {
      report.notice(
        null,
        `${pages === 1 ? '1 task is' : `${pages} tasks are`} HTML (HyperText): the text is what a page shows. Check the regions: Label Studio counts some wrongly where the HTML has escaped characters.`,
      );
    }
  });
}

/** Whether a task has regions of a `HyperText`, which are counted in what a page shows. */
function isOfPage(task: unknown): boolean {
  if (!isObject(task)) return false;
  return ['annotations', 'completions', 'predictions']
    .flatMap((list) => listIn(task, list))
    .flatMap((entry) => (isObject(entry) ? listIn(entry, 'result') : []))
    .some((item) => {
      if (!isObject(item)) return false;
      const value = own(item, 'value');
      return (
        own(item, 'type') === 'hypertextlabels' ||
        (isObject(value) && own(value, 'globalOffsets') !== undefined)
      );
    });
}

/** Answers what the text was, where the task was read. */
function readTask(
  task: JsonObject,
  number: number,
  arePages: boolean,
  originals: SpanNameReader,
  report: FileReport,
): 'page' | 'text' | null {
  const notice = (message: string) => report.notice(null, `Task ${number}: ${message}`);
  const data = own(task, 'data');
  if (!isObject(data)) {
    report.problem(
      null,
      `Task ${number} has no “data”. Export from Label Studio as JSON, and not as JSON-MIN or another form.`,
    );
    return null;
  }
  const key = textKey(data);
  const ground: GivenText | string = key === null ? 'is missing' : givenText(own(data, key));
  if (key === null || typeof ground === 'string') {
    notice(
      key === null
        ? 'has no text, only such as images or sound. The task was left out.'
        : `the text ${String(ground)} The task was left out.`,
    );
    return null;
  }
  const isPage = (arePages || key === 'html') && isMarkup(ground.text);
  const page = isPage ? renderedText(ground.text) : null;
  if (typeof page === 'string') {
    notice(`its HTML ${page} The task was left out.`);
    return null;
  }
  const text = page?.text ?? ground.text;
  if (key !== 'text') notice(`its text was taken from “${key}”.`);
  const id = nameIn(data, 'doc_id');
  const reader: TaskReader = { ground, prefix: `${id ?? `task-${number}`}_`, originals, notice, page };
  const results = readAll(task, nameIn(data, 'annotator'), reader);
  report.document(
    buildDocument(
      {
        id,
        title: nameIn(data, 'title'),
        text,
        metadata: metadataFrom(data, new Set([key, 'doc_id', 'title', 'annotator'])),
      },
      results.flatMap(({ spans }) => spans),
      results.flatMap(({ relations }) => relations),
    ),
  );
  return page === null ? 'text' : 'page';
}

/** `text`, or else the longest string that is not an address: projects name the text as they like. */
function textKey(data: JsonObject): string | null {
  if (typeof own(data, 'text') === 'string') return 'text';
  const lengthOf = (key: string): number => {
    const value = own(data, key);
    return typeof value !== 'string' || ADDRESS.test(value) ? 0 : value.length;
  };
  const [longest] = Object.keys(data).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return longest === undefined || lengthOf(longest) === 0 ? null : longest;
}

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|\/data\/|data:)/i;

function readAll(task: JsonObject, stated: string | null, reader: TaskReader): readonly ReadResult[] {
  const entries = [
    ...listIn(task, 'annotations').map((entry) => ({ entry, kind: 'annotation' as const })),
    // So they were called before version 1.0.
    ...listIn(task, 'completions').map((entry) => ({ entry, kind: 'annotation' as const })),
    ...listIn(task, 'predictions').map((entry) => ({ entry, kind: 'prediction' as const })),
  ];
  const unnamed = entries.filter(
    ({ entry, kind }) =>
      kind === 'annotation' && isObject(entry) && !isCancelled(entry) && authorOf(entry) === null,
  ).length;
  const used = new Set<string>();
  return entries.flatMap(({ entry, kind }, index) => {
    if (!isObject(entry)) {
      reader.notice(`${kind} ${index + 1} is not an object. It was left out.`);
      return [];
    }
    if (isCancelled(entry)) {
      reader.notice(`${kind} ${index + 1} was cancelled by its annotator. It was left out.`);
      return [];
    }
    const name =
      kind === 'prediction'
        ? (nameIn(entry, 'model_version') ?? 'prediction')
        : (authorOf(entry) ?? (unnamed > 1 ? `annotator ${index + 1}` : stated));
    const annotator: ExchangeAnnotation['annotator'] = name === null ? null : { id: null, name };
    // Region ids are unique in a result list; the same task may come with the same ids from two annotators.
    const ids = listIn(entry, 'result').flatMap((item) => (isObject(item) ? (nameIn(item, 'id') ?? []) : []));
    const scope = ids.some((id) => used.has(id)) ? `${index + 1}:` : '';
    for (const id of ids) used.add(id);
    // What a task has as its ground truth is its gold, whoever decided.
    const origin = own(entry, 'ground_truth') === true ? 'adjudicated' : null;
    return [readResult(listIn(entry, 'result'), { annotator, origin, scope }, reader)];
  });
}

const isCancelled = (entry: JsonObject): boolean => own(entry, 'was_cancelled') === true;

/** `completed_by` is the number of a user, or an object with an address. */
function authorOf(entry: JsonObject): string | null {
  const by = own(entry, 'completed_by');
  if (typeof by === 'number') return `Label Studio user ${by}`;
  if (typeof by === 'string' && by !== '') return by;
  return isObject(by) ? nameIn(by, 'email') : null;
}
