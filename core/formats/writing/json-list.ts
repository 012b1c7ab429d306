import type { WriteSink } from '../exchange.ts';

/** A list in a JSON file that is written item by item, in the form that `JSON.stringify` gives with an indent of one. */
export interface JsonList {
  /** Several items in one go; without any nothing is written. */
  add(items: readonly object[]): void;
  end(): void;
}

/** `depth` is how deep the list itself stands. The bracket is written at once. */
export function openJsonList(sink: WriteSink, path: string, { part = 0, depth = 0 } = {}): JsonList {
  let isEmpty = true;
  const lineEnd = `\n${' '.repeat(depth + 1)}`;
  sink.write(path, '[', { part });
  return {
    add(items) {
      if (items.length === 0) return;
      isEmpty = false;
      // A line end inside a string is escaped, so that these are of the form alone.
      const written = items.map((item) => lineEnd + JSON.stringify(item, null, 1).replaceAll('\n', lineEnd));
      sink.write(path, written.join(','), { part, between: ',' });
    },
    end: () => sink.write(path, isEmpty ? ']' : `\n${' '.repeat(depth)}]`, { part }),
  };
}
