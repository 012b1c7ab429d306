import { expect, test } from 'vitest';
import { namesOfIds } from './names-of-ids.ts';

test.each([
  ['reported-speech', 'Reported speech'],
  ['reportedSpeech', 'Reported speech'],
  ['Main_One', 'Main One'],
  ['URL', 'URL'],
  ['entity', 'Entity'],
  ['größe-2', 'Größe 2'],
  ['a/b', 'a/b'],
  ['-', '-'],
  ['東京', '東京'],
])('%s is called %s', (id, name) => {
  expect(namesOfIds([id], [])(id)).toBe(name);
});

test('an id whose name another has keeps itself as its name', () => {
  const name = namesOfIds(['a-b', 'a_b', 'c', 'd'], ['C']);
  expect(['a-b', 'a_b', 'c', 'd'].map(name)).toEqual(['a-b', 'a_b', 'c', 'D']);
});
