import { expect, test } from 'vitest';
import { formatDay, formatPublished } from './format.ts';

test('a day of publication is that day wherever it is read; less than a day stays as it is given', () => {
  expect(formatPublished('2024-03-01')).toBe(formatDay('2024-03-01T12:00'));
  expect(formatPublished('2024-03')).toBe('2024-03');
  expect(formatPublished('2024-03-01T08:00:00Z')).not.toBe(formatPublished('2024-03-01T09:00:00Z'));
});
