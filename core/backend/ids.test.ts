import { expect, it } from 'vitest';
import { createIds } from './ids.ts';

it('grow at every call: in one millisecond, at its end, and where the clock goes back', () => {
  let time = Date.UTC(2024, 0, 1);
  const newId = createIds({ now: () => time, random: () => crypto.getRandomValues(new Uint8Array(10)) });
  const ids: string[] = [];
  for (let index = 0; index < 10_000; index += 1) ids.push(newId());
  time -= 3_600_000;
  ids.push(newId());
  time += 7_200_000;
  ids.push(newId());
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
