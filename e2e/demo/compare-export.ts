interface ExportedFragment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface ExportedDocument {
  readonly title: string;
  readonly text: string;
  readonly annotations: readonly {
    readonly layer: string;
    readonly label: string | null;
    readonly start: number;
    readonly end: number;
    readonly quote: string;
    readonly fragments: readonly ExportedFragment[];
  }[];
}

/**
 * Reads exported JSON Lines as Python does, by code points. Answers a line per annotation and how many fragments were
 * compared; throws at the first that is not the text at its offsets, or where there is none at all.
 */
export function compareExport(content: string): {
  readonly lines: readonly string[];
  readonly fragments: number;
} {
  const lines: string[] = [];
  let compared = 0;
  for (const json of content.trimEnd().split('\n')) {
    const { title, text, annotations } = JSON.parse(json) as ExportedDocument;
    const points = Array.from(text);
    for (const { layer, label, start, end, quote, fragments } of annotations) {
      for (const fragment of fragments) {
        const found = points.slice(fragment.start, fragment.end).join('');
        if (found !== fragment.text) {
          throw new Error(
            `${title}: ${fragment.start}–${fragment.end} is “${found}”, not “${fragment.text}”.`,
          );
        }
        compared += 1;
      }
      if (fragments.map((fragment) => fragment.text).join(' ') !== quote) {
        throw new Error(`${title}: the quote “${quote}” is not the text of its fragments.`);
      }
      lines.push(`${`${start}–${end}`.padEnd(12)} ${`${layer}/${label}`.padEnd(22)} ${quote}`);
    }
  }
  if (compared === 0) throw new Error('The export holds no annotation.');
  return { lines, fragments: compared };
}
