import { parserOf } from '#formats/codecs.ts';
import type { ExchangeDocument, FormatProblem, InputFile } from '#formats/exchange.ts';
import { LARGEST_EXCHANGE_FILE } from '#formats/registry.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import type { Bundle } from './bundles.ts';
import { isManifestName } from './find-manifest.ts';
import type { LeftOut } from './fit-attributes.ts';
import { fitDocument } from './fit-document.ts';
import { createNameMap, type MappedName, type NameChoice } from './name-map.ts';
import { sentenceOf } from './problem-list.ts';
import { checkFile, readBytes } from './read-file.ts';
import type { ResolveContext } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { resolveRecord } from './resolve-record.ts';

/** What was read of files of another tool, made to fit the scheme. */
export interface LoadedFiles {
  readonly documents: readonly ExchangeDocument[];
  /** The layers and labels of the files, by layer then label, and what becomes of each. */
  readonly names: readonly FoundName[];
  readonly leftOut: readonly CountedLeftOut[];
  readonly spansLeftOut: number;
  /** Files with one are out. */
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
}

export interface FoundName extends MappedName {
  readonly layer: string;
  readonly label: string | null;
  readonly count: number;
}

export interface CountedLeftOut extends LeftOut {
  readonly count: number;
}

/** Reads the files of a bundle whole. The error says why that cannot be; nothing is stored. */
export async function loadFiles(
  bundle: Bundle,
  scheme: Scheme,
  choices: readonly NameChoice[],
): Promise<Result<LoadedFiles, string>> {
  const parse = parserOf(bundle.format);
  if (parse === null) return failure('This format is written and not read.');
  const inputs: InputFile[] = [];
  let total = 0;
  for (const { name, path } of bundle.files) {
    if (isManifestName(name)) continue;
    const size = await checkFile(path, bundle.format);
    // Among files that belong together, one may be empty, such as an .ann of a text without spans.
    if (!size.ok && (bundle.files.length === 1 || size.error !== EMPTY))
      return failure(`${name}: ${size.error}`);
    total += size.ok ? size.value : 0;
    if (total > LARGEST_EXCHANGE_FILE) {
      return failure(
        `The files have more than ${LARGEST_EXCHANGE_FILE / 1024 / 1024} MiB. Import them in parts.`,
      );
    }
    const bytes = size.ok ? await readBytes(path, bundle.format) : success(new Uint8Array());
    if (!bytes.ok) return failure(`${name}: ${bytes.error}`);
    inputs.push({ name, bytes: bytes.value });
  }
  const parsed = await parse(inputs, bundle.manifest?.names, bundle.manifest?.unit);
  const nameOf = createNameMap(scheme, choices, bundle.manifest?.layers ?? null);
  const names = new Map<string, FoundName>();
  const leftOut = new Map<string, CountedLeftOut>();
  let spansLeftOut = 0;
  const documents = parsed.documents.map((document) => {
    const fitted = fitDocument(document, scheme, nameOf);
    for (const { layer, label } of fitted.spans) {
      const key = JSON.stringify([layer, label]);
      const count = (names.get(key)?.count ?? 0) + 1;
      names.set(key, { layer, label, count, ...nameOf(layer, label) });
    }
    for (const { what, why } of fitted.leftOut) {
      if (what === 'span') spansLeftOut += 1;
      const key = `${what} ${why}`;
      leftOut.set(key, { what, why, count: (leftOut.get(key)?.count ?? 0) + 1 });
    }
    return fitted.document;
  });
  return success({
    documents,
    names: [...names.values()].sort(
      (a, b) => compare(a.layer, b.layer) || compare(a.label ?? '', b.label ?? ''),
    ),
    leftOut: [...leftOut.values()].sort((a, b) => b.count - a.count || compare(a.why, b.why)),
    spansLeftOut,
    problems: parsed.problems,
    notices: parsed.notices,
  });
}

const EMPTY = 'The file is empty.';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `12 spans are left out: the scheme has no “MISC”.` */
export function leftOutSentence({ what, why, count }: CountedLeftOut): string {
  return `${count} ${what}${count === 1 ? ' is' : 's are'} left out: ${why}.`;
}

export interface ResolvedFiles {
  readonly first: ResolvedRecord | null;
  readonly duplicates: number;
  readonly annotations: number;
  /** What keeps all of it out, as sentences. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** Resolves the documents against the project, one after the other; `store` may write what each adds. */
export async function resolveFiles(
  documents: readonly ExchangeDocument[],
  context: ResolveContext,
  work: { readonly pace: () => Promise<void>; readonly cancelled: () => boolean },
  store: (record: ExchangeDocument, resolved: ResolvedRecord) => void = () => {},
): Promise<ResolvedFiles> {
  const problems: string[] = [];
  const notices: string[] = [];
  let first: ResolvedRecord | null = null;
  let duplicates = 0;
  let annotations = 0;
  for (const document of documents) {
    if (work.cancelled()) break;
    const resolved = resolveRecord(document, context);
    const named = (remark: { readonly key: string; readonly message: string }) =>
      `“${resolved.document.title}”: ${sentenceOf(remark)}`;
    problems.push(...resolved.problems.map(named));
    notices.push(...resolved.notices.map(named));
    first ??= resolved;
    if (!resolved.isNew) duplicates += 1;
    annotations += document.annotations.length;
    store(document, resolved);
    await work.pace();
  }
  return { first, duplicates, annotations, problems, notices };
}
