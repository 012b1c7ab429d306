import { OffsetIndex, type Utf16Offset } from '#model/offset.ts';

/** `expected.json` of a set of exports: what must be read, and what was reported as lost. */
export interface Expected {
  /** By format, `DOCUMENT SPAN` of each span that was left out. */
  readonly lost: Readonly<Record<string, readonly string[]>>;
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    /** Offsets of fragments count UTF-16 units. */
    readonly spans: readonly {
      readonly id: string;
      readonly layer: string;
      readonly label: string | null;
      readonly fragments: readonly { readonly start: Utf16Offset; readonly end: Utf16Offset }[];
    }[];
  }[];
}

/** Every fragment that a format must hold, as its text with its place in code points, sorted. */
export function wantedPlaces(expected: Expected, format: string): string[] {
  const lost = new Set(expected.lost[format]);
  return expected.documents
    .flatMap(({ id, text, spans }) => {
      const index = new OffsetIndex(text);
      return spans
        .filter((span) => !lost.has(`${id} ${span.id}`))
        .flatMap(({ fragments }) =>
          fragments.map(({ start, end }) =>
            placeKey(text, index.toCodePoint(start), index.toCodePoint(end), text.slice(start, end)),
          ),
        );
    })
    .sort();
}

/** Offsets count code points. */
export function placeKey(text: string, start: number, end: number, quote: string): string {
  return JSON.stringify([text, start, end, quote]);
}
