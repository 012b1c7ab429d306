import { canonicalJson } from '#model/canonical-json.ts';
import type { ExchangeDocument } from '../exchange.ts';
import { parseLine } from '../jsonl/parse.ts';
import { serialiseRecord } from '../jsonl/serialise.ts';

/**
 * What formats have no place of their own for: how the text is divided, where it came from, and how far the annotators
 * are. One JSON object in the words of our JSON Lines; offsets count code points. Empty where there is nothing to say.
 */
export function documentDetails(document: ExchangeDocument): string {
  const bare = { ...document, textSha256: null, annotations: [], relations: [] };
  const json: Record<string, unknown> = JSON.parse(serialiseRecord(bare));
  const { blockRule, blocks, source, metadata, states } = json;
  const said = Object.entries({ blockRule, blocks, source: withoutNulls(source), metadata, states });
  const kept = said.filter(([name, value]) => value !== null && (name === 'blocks' || !isEmpty(value)));
  return kept.length === 0 ? '' : canonicalJson(Object.fromEntries(kept));
}

function withoutNulls(value: unknown): object {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, member]) => member !== null));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

export type DocumentDetails = Pick<
  ExchangeDocument,
  'text' | 'textSha256' | 'blockRule' | 'blocks' | 'source' | 'metadata' | 'states'
>;

/**
 * The text as the app keeps it, with the details that were written for it. Details that cannot be read are left out, and
 * `problem` says why; a text that cannot be read (half a surrogate pair) is `null`.
 */
export function readDetails(
  given: { readonly text: string; readonly textSha256: string | null },
  details: string,
): { readonly details: DocumentDetails | null; readonly problem: string | null } {
  const bare = parseLine(JSON.stringify(given));
  if (bare.record === null) return { details: null, problem: firstMessage(bare.problems) };
  if (details === '') return { details: bare.record, problem: null };
  const said = objectIn(details);
  if (said === null) return { details: bare.record, problem: 'is not a JSON object' };
  const { blockRule, blocks, source, metadata, states } = said;
  const full = parseLine(JSON.stringify({ ...given, blockRule, blocks, source, metadata, states }));
  if (full.record === null) return { details: bare.record, problem: firstMessage(full.problems) };
  return { details: full.record, problem: null };
}

function objectIn(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function firstMessage(problems: readonly { readonly key: string; readonly message: string }[]): string {
  const first = problems[0];
  return first === undefined ? 'cannot be read' : `${first.key} ${first.message}`.trim();
}
