/** What rows of a table may be remarked on for; one sentence names all rows of a kind. */
const SENTENCES = {
  'without-text': ['The row has no text and is left out.', 'rows have no text and are left out'],
  'same-id': [
    'The row has the id of a row before it; both are documents of their own.',
    'rows have ids of rows before them, and are documents of their own',
  ],
  'no-language': [
    'The language is not a tag such as “en” and is kept as metadata.',
    'rows name their language not by a tag such as “en”; it is kept as metadata',
  ],
} as const;

export type RowRemark = keyof typeof SENTENCES;

export interface Remarks {
  add(what: RowRemark, line: number): void;
  /** Whether the id came before; remembers it. */
  isRepeated(id: string): boolean;
  sentences(): readonly { readonly line: number | null; readonly message: string }[];
}

const ROWS_NAMED = 10;

/**
 * Collects remarks on rows, so that a thousand rows of a kind are one sentence. `noun` is what numbers count: lines of
 * a file or rows of a sheet.
 */
export function createRemarks(noun: 'line' | 'row'): Remarks {
  const lines = new Map<RowRemark, number[]>();
  const seen = new Set<string>();
  return {
    add(what, line) {
      const list = lines.get(what);
      if (list === undefined) lines.set(what, [line]);
      else list.push(line);
    },
    isRepeated(id) {
      if (seen.has(id)) return true;
      seen.add(id);
      return false;
    },
    sentences: () =>
      [...lines].map(([what, rows]) => {
        const [one, many] = SENTENCES[what];
        if (rows.length === 1) return { line: rows[0] ?? null, message: one };
        const more = rows.length > ROWS_NAMED ? ` and ${rows.length - ROWS_NAMED} more` : '';
        const named = rows.slice(0, ROWS_NAMED).join(', ');
        return { line: null, message: `${rows.length} ${many} (${noun}s ${named}${more}).` };
      }),
  };
}
