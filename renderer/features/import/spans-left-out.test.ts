import { expect, test } from 'vitest';
import type { FoundName } from './names-of.ts';
import { spansLeftOut } from './spans-left-out.ts';

const name = (label: string, count: number, by: FoundName['by'], to: FoundName['to'] = null): FoundName => ({
  ...{ layer: 'entity', label, count, by, to },
  home: null,
});

test('counts all spans that stay out, and those whose names the scheme lacks, each name once', () => {
  const known = { layer: 'entity', label: 'person' } as unknown as FoundName['to'];
  expect(spansLeftOut([])).toEqual({ count: 0, lacking: { count: 0, names: 0 } });
  expect(
    spansLeftOut([
      name('Person', 7, 'name', known),
      name('Vehicle', 3, 'none'),
      name('Vehicle', 2, 'none'),
      name('Act', 4, 'none'),
      name('Odd', 5, 'choice'),
      name('Old', 6, 'memory'),
      name('New', 8, 'new', known),
    ]),
  ).toEqual({ count: 20, lacking: { count: 9, names: 2 } });
});
