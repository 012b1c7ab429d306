import type { FileLog } from '../shared/file-log.ts';

/** A mention by words of a document, numbered from 0: each part `[first, end)`. */
export interface BracketEntity {
  readonly type: string | null;
  readonly parts: readonly { readonly first: number; readonly end: number }[];
}

interface OpenMention {
  readonly id: string;
  readonly type: string | null;
  readonly first: number;
}

/** Whether a value of `Entity` is in brackets, and not a tag. */
export function isBracketed(value: string): boolean {
  return value.startsWith('(') || value.endsWith(')');
}

/**
 * Mentions in the bracket notation of CorefUD (formats.md 8): `(e1-person-…` begins one at its word, `e1)` ends it,
 * `(e1-person)` is one word; `e1[2/3]` is the second of three parts. Type and place are read; which mentions are of
 * one entity, and every further field, are not. `fields` is what `# global.Entity` says.
 */
export function readBracketEntities(
  words: readonly { readonly value: string | undefined; readonly line: number }[],
  fields: readonly string[] | null,
  log: FileLog,
): BracketEntity[] {
  const stated = fields?.findIndex((field) => field === 'etype' || field === 'type') ?? -1;
  const typeAt = stated === -1 ? 1 : stated;
  const found: BracketEntity[] = [];
  const open = new Map<string, OpenMention[]>();
  let unopened: number | null = null;
  const parts = new Map<string, { first: number; end: number }[]>();
  const end = (mention: OpenMention, at: number): void => {
    const part = /^(.*)\[(\d+)\/(\d+)\]$/su.exec(mention.id);
    const own = { first: mention.first, end: at + 1 };
    if (part === null) {
      found.push({ type: mention.type, parts: [own] });
      return;
    }
    const key = part[1] ?? '';
    const all = part[2] === '1' ? [] : (parts.get(key) ?? []);
    all.push(own);
    parts.set(key, all);
    if (part[2] !== part[3]) return;
    found.push({ type: mention.type, parts: all });
    parts.delete(key);
  };
  for (const [at, { value, line }] of words.entries()) {
    if (value === undefined) continue;
    for (const [piece] of value.matchAll(/\([^()]*\)?|[^()]+\)?/gu)) {
      if (piece.startsWith('(')) {
        const said = piece.slice(1, piece.endsWith(')') ? -1 : undefined).split('-');
        const type = said[typeAt] ?? '';
        const mention = { id: said[0] ?? '', type: type === '' ? null : type, first: at };
        if (piece.endsWith(')')) end(mention, at);
        else {
          const same = open.get(mention.id);
          if (same === undefined) open.set(mention.id, [mention]);
          else same.push(mention);
        }
        continue;
      }
      const mention = piece.endsWith(')') ? open.get(piece.slice(0, -1))?.pop() : undefined;
      if (mention === undefined) unopened ??= line;
      else end(mention, at);
    }
  }
  if (unopened !== null)
    log.notice(unopened, 'In the key Entity mentions end here that did not begin; left out.');
  const unclosed = [...open.values()].flat().toSorted((a, b) => a.first - b.first)[0];
  if (unclosed !== undefined) {
    log.notice(
      words[unclosed.first]?.line ?? null,
      'In the key Entity mentions begin here that do not end; left out.',
    );
  }
  if (parts.size > 0) log.notice(null, `Mentions of which a part is missing were left out: ${parts.size}.`);
  if (found.length > 0) {
    log.notice(null, 'Of the key Entity type and place were read, and not which mentions are of one entity.');
  }
  return found;
}
