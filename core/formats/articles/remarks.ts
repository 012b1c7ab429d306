/** What rows of a table may be remarked on for; one sentence names all rows of a kind. */
const SENTENCES = {
  'without-text': ['row has no text and is left out', 'rows have no text and are left out'],
  'same-id': [
    'row has an id that a row before it has; both are documents of their own',
    'rows have ids that rows before them have; all are documents of their own',
  ],
  'no-language': [
    'row names its language by another word than a tag such as “en”; it is kept as metadata',
    'rows name their language by another word than a tag such as “en”; it is kept as metadata',
  ],
} as const;

export type RowRemark = keyof typeof SENTENCES;

export interface Remarks {
  add(what: RowRemark, line: number): void;
  /** Whether the id came before; remembers it. */
  isRepeated(id: string): boolean;
  sentences(): readonly { readonly line: number; readonly message: string }[];
}

const ROWS_NAMED = 10;

/** Collects remarks on rows, so that a thousand rows of a kind are one sentence. */
export function createRemarks(): Remarks {
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
        const more = rows.length > ROWS_NAMED ? ` and ${rows.length - ROWS_NAMED} more` : '';
        const named = rows.slice(0, ROWS_NAMED).join(', ');
        const message = rows.length === 1 ? `1 ${one}.` : `${rows.length} ${many}: ${named}${more}.`;
        return { line: rows[0] ?? 1, message };
      }),
  };
}
