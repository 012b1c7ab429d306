import { basename } from 'node:path';
import { scheme as schemeSchema } from '#contract/schemas.ts';
import { decodeUtf8 } from '#formats/bytes.ts';
import { readCodebook } from '#formats/refi-qdc/read-codebook.ts';
import { parseJsonFile } from '#formats/shared/parse-json.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import { schemeProblems } from '#model/scheme-check.ts';
import { checkFile, readBytes } from '../import/read-file.ts';

export interface ReadScheme {
  /** One that can be used. */
  readonly scheme: Scheme;
  readonly kind: 'json' | 'qdc';
  /** Of a codebook's codes that stand alone; `null` where there are none. */
  readonly looseLayer: string | null;
  /** What of the file was left out or changed: sentences. */
  readonly notices: readonly string[];
}

/** A scheme is small; this is what nobody's is larger than, in bytes. */
const LARGEST_SCHEME = 16 * 1024 * 1024;

/** Of what is wrong with a file, how much is told. */
const MOST_PROBLEMS = 3;

/**
 * The scheme in a file: our JSON, or a REFI-QDA codebook, told apart by how they begin. The error is a sentence that names
 * the file, the place and the cause. `looseLayer`: see `readCodebook`.
 */
export async function readSchemeFile(path: string, looseLayer?: string): Promise<Result<ReadScheme, string>> {
  const name = basename(path);
  const fault = (message: string) => failure(`“${name}” cannot be read as a scheme. ${message}`);
  const size = await checkFile(path, 'refi-qdc');
  if (!size.ok) return fault(size.error);
  if (size.value > LARGEST_SCHEME) return fault('It has more than 16 MiB, which no scheme has.');
  const bytes = await readBytes(path, 'refi-qdc');
  if (!bytes.ok) return fault(bytes.error);
  const file = { name, bytes: bytes.value };
  const isXml = /^\s*</.test(decodeUtf8(file.bytes.subarray(0, 1024)) ?? decodeLatin(file.bytes));
  if (isXml || /\.qdc$/i.test(name)) {
    const { scheme, looseLayer: loose, problems, notices } = readCodebook(file, looseLayer);
    if (scheme === null) return fault(problems.map(({ line, message }) => placed(line, message)).join(' '));
    return success({
      scheme,
      kind: 'qdc',
      looseLayer: loose,
      notices: notices.map(({ message }) => message),
    });
  }
  const read = parseJsonFile(file);
  if (read.problem !== null) return fault(placed(read.problem.line, read.problem.message));
  const checked = schemeSchema.safeParse(read.value);
  if (!checked.success) {
    const issues = checked.error.issues.map(({ path: place, message }) => `${placeOf(place)}: ${message}.`);
    return fault(told(issues));
  }
  const problems = schemeProblems(checked.data);
  return problems.length > 0
    ? fault(told(problems))
    : success({ scheme: checked.data, kind: 'json', looseLayer: null, notices: [] });
}

/** The first bytes of a file may end within a character. */
function decodeLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
}

function placed(line: number | null, message: string): string {
  return line === null ? message : `Line ${line}: ${message}`;
}

/** `layers[2].labels[0].key`, as in the file. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return place === '' ? 'The file as a whole' : place.replace(/^\./, '');
}

function told(problems: readonly string[]): string {
  const more = problems.length - MOST_PROBLEMS;
  return `${problems.slice(0, MOST_PROBLEMS).join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}
