import type { Fragment } from '#model/annotation.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import type { DomPoint, TextMap } from './text-map.ts';

/** Pixels above and below a line's glyphs that still count as the line: the space between two lines. */
const BETWEEN_LINES = 6;

/** Where things of the text are on screen. Coordinates are viewport pixels. */
export interface Geometry {
  /** The caret's place that is nearest to a point; null where the point is on no text of the article. */
  caretAt(x: number, y: number): Utf16Offset | null;
  /** The start of the character under a point; null beside the text, as behind the end of a line. */
  characterAt(x: number, y: number): Utf16Offset | null;
  /** The box around a stretch; null where it is not laid out. */
  boxOf(fragment: Fragment): DOMRect | null;
  /** The box of one edge of a stretch: a line as high as the text, at the side where the stretch begins or ends. */
  edgeOf(fragment: Fragment, edge: 'start' | 'end'): DOMRect | null;
}

export function createGeometry(text: string, map: TextMap): Geometry {
  const pointAt = (x: number, y: number): DomPoint | null => {
    // Chromium before 128 knows only the older call.
    if (typeof document.caretPositionFromPoint !== 'function') {
      const range = document.caretRangeFromPoint(x, y);
      return range && { node: range.startContainer, offset: range.startOffset };
    }
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  };

  const caretAt = (x: number, y: number): Utf16Offset | null => {
    const point = pointAt(x, y);
    return point && map.toOffset(point.node, point.offset);
  };

  const boxesOf = (start: number, end: number): DOMRect[] => {
    const range = map.rangeOf({ start: asUtf16(start), end: asUtf16(end) });
    return range === null ? [] : [...range.getClientRects()];
  };

  const characterAt = (x: number, y: number): Utf16Offset | null => {
    const caret = caretAt(x, y);
    if (caret === null) return null;
    // The nearest caret is on either side of the character.
    for (const start of [caret, before(text, caret)]) {
      const hit = boxesOf(start, after(text, start)).some(
        (box) =>
          box.left - 1 <= x &&
          x <= box.right + 1 &&
          box.top - BETWEEN_LINES <= y &&
          y <= box.bottom + BETWEEN_LINES,
      );
      if (hit) return asUtf16(start);
    }
    return null;
  };

  return {
    caretAt,
    characterAt,
    boxOf(fragment) {
      const box = map.rangeOf(fragment)?.getBoundingClientRect();
      return box === undefined || box.height === 0 ? null : box;
    },
    edgeOf({ start, end }, edge) {
      const first = edge === 'start' ? start : before(text, end);
      const last = edge === 'start' ? after(text, start) : end;
      const box = boxesOf(first, last).at(edge === 'start' ? 0 : -1);
      if (box === undefined) return null;
      // In a text from right to left a character begins at its right side. A collapsed range stands at the edge.
      const caret = boxesOf(edge === 'start' ? start : end, edge === 'start' ? start : end).at(-1);
      const onLine = caret !== undefined && Math.abs(caret.top - box.top) < box.height / 2;
      const atRight = onLine
        ? Math.abs(caret.left - box.right) < Math.abs(caret.left - box.left)
        : edge === 'end';
      return new DOMRect(atRight ? box.right : box.left, box.top, 0, box.height);
    },
  };
}

function before(text: string, offset: number): number {
  const unit = text.charCodeAt(offset - 1);
  return Math.max(0, offset - (unit >= 0xdc00 && unit <= 0xdfff ? 2 : 1));
}

function after(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return Math.min(text.length, offset + (unit >= 0xd800 && unit <= 0xdbff ? 2 : 1));
}
