import { decodeInput } from '../bytes.ts';
import type { FormatProblem, InputFile } from '../exchange.ts';
import { jsonFault } from '../jsonl/json-fault.ts';

/** The JSON value of a file, or the problem that keeps the file out, with its line. */
export function parseJsonFile(
  file: InputFile,
): { readonly value: unknown; readonly problem: null } | { readonly problem: FormatProblem } {
  const { text, problem } = decodeInput(file);
  if (problem !== null) return { problem };
  try {
    return { value: JSON.parse(text) as unknown, problem: null };
  } catch {
    const fault = jsonFault(text) ?? { at: text.length, cutShort: true };
    return {
      problem: {
        file: file.name,
        line: text.slice(0, fault.at).split('\n').length,
        message: fault.cutShort
          ? 'The file breaks off before its JSON is complete; it may have been cut short.'
          : `This is not JSON from ${JSON.stringify(text.slice(fault.at, fault.at + 20))} on.`,
      },
    };
  }
}
