/**
 * Fields are written as characters: where one begins, where its code ends and its result comes, where it ends
 * (ECMA-376 part 1, 17.16.18). Only results are shown.
 */
export interface Fields {
  /** `begin`, `separate` or `end`; `depth` is how many paragraphs are open. */
  character(type: string, depth: number): void;
  inCode(): boolean;
  /** A code does not go on in the next paragraph: one that was never ended would hide all that follows. */
  endParagraph(depth: number): void;
}

export function createFields(): Fields {
  const open: { inCode: boolean; readonly depth: number }[] = [];
  return {
    character(type, depth) {
      const last = open.at(-1);
      if (type === 'begin') open.push({ inCode: true, depth });
      else if (type === 'separate' && last !== undefined) last.inCode = false;
      else if (type === 'end') open.pop();
    },
    inCode: () => open.some(({ inCode }) => inCode),
    endParagraph(depth) {
      for (const field of open) if (field.depth > depth) field.inCode = false;
    },
  };
}
