import { parseLine } from '#formats/jsonl/parse.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { sameJson } from '#model/same-json.ts';
import { readLines } from '../import/read-lines.ts';
import { sha256 } from '../storage/text-store.ts';

/**
 * Reads a written file back through our own parser and compares it with what should be in it, record by record.
 * Answers a sentence about the first difference, `null` where there is none (or the user has cancelled).
 */
export async function verifyJsonl(
  path: string,
  count: number,
  expected: (index: number) => JsonlRecord | null,
  work: { readonly pace: () => Promise<void>; readonly cancelled: () => boolean },
): Promise<string | null> {
  let index = 0;
  for await (const line of readLines(path)) {
    if (work.cancelled()) return null;
    const { record, problems } = parseLine(line.text);
    const wanted = expected(index);
    index += 1;
    if (line.problem !== null || record === null || wanted === null) {
      const reason = line.problem ?? problems[0]?.message ?? 'It should not be there.';
      return `Line ${line.number} of the file cannot be read back: ${reason}`;
    }
    if (!sameJson(record, wanted) || record.textSha256 !== sha256(record.text)) {
      return `Line ${line.number} of the file, “${wanted.title}”, is not what the project holds.`;
    }
    await work.pace();
  }
  return index === count ? null : `The file has ${index} documents instead of ${count}.`;
}
