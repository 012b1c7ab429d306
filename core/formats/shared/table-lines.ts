/** The text of a table of data, as one paragraph: cells parted by tabs, rows by line feeds; `null` where it is blank. */
export function tableLines(rows: readonly (readonly string[])[]): string | null {
  const lines: string[] = [];
  for (const cells of rows) {
    const texts = cells.map((text) => text.replace(/[\t\n]+/g, ' '));
    if (texts.some((text) => text.trim() !== '')) lines.push(texts.join('\t'));
  }
  return lines.length === 0 ? null : lines.join('\n');
}
