import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeBar } from './bar-place.ts';

const pane = { left: 300, top: 80, right: 940, bottom: 760 };
const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const LINE = 30;

test('the bar stands in a margin where it fits, else above the selection, else below and a line further', () => {
  const bar = { width: 200, height: 40 };
  const place = (selection: ReturnType<typeof box>, column: ReturnType<typeof box>) =>
    placeBar(selection, column, pane, bar, LINE);
  expect(place(box(400, 200, 80, 30), box(320, 80, 380, 600))).toEqual({ left: 710, top: 200 });
  expect(place(box(600, 200, 80, 30), box(540, 80, 380, 600))).toEqual({ left: 330, top: 200 });
  const wide = box(320, 80, 600, 600);
  expect(place(box(400, 200, 80, 30), wide)).toEqual({ left: 400, top: 150 });
  expect(place(box(400, 100, 80, 30), wide)).toEqual({ left: 400, top: 170 });
  // Neither above nor a line further: then right below.
  expect(place(box(400, 100, 80, 575), wide)).toEqual({ left: 400, top: 685 });
});

test('the bar is always within the pane, and not over a selection of a few lines', () => {
  const place = fc.record({
    left: fc.integer({ min: 320, max: 850 }),
    top: fc.integer({ min: 90, max: 700 }),
    width: fc.integer({ min: 5, max: 80 }),
    height: fc.integer({ min: 20, max: 50 }),
    barWidth: fc.integer({ min: 80, max: 400 }),
    barHeight: fc.integer({ min: 30, max: 260 }),
  });
  fc.assert(
    fc.property(place, ({ left, top, width, height, barWidth, barHeight }) => {
      const selection = box(left, top, width, height);
      const bar = { width: barWidth, height: barHeight };
      const at = placeBar(selection, box(320, 80, 600, 600), pane, bar, LINE);
      expect(at.left).toBeGreaterThanOrEqual(pane.left);
      expect(at.left + barWidth).toBeLessThanOrEqual(pane.right);
      expect(at.top).toBeGreaterThanOrEqual(pane.top);
      expect(at.top + barHeight).toBeLessThanOrEqual(pane.bottom);
      const over = at.top < selection.bottom && at.top + barHeight > selection.top;
      expect(over).toBe(false);
    }),
  );
});
