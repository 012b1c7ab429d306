import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEYS_OF_THE_WINDOW } from '#model/free-names.ts';

/** Plain keys of commands, which stand in brackets behind their titles or after `keys:`. */
const PLAIN = /\['(?:Shift\+)?([a-z])'\]/g;

test('layers are given no key that a command of the window has', () => {
  const renderer = join(import.meta.dirname, '..');
  const used = new Set<string>();
  for (const name of readdirSync(renderer, { recursive: true, encoding: 'utf8' })) {
    if (!/commands?\.ts$|keys\.ts$|-(bar|list|pane)\.tsx$/.test(name)) continue;
    for (const [, key = ''] of readFileSync(join(renderer, name), 'utf8').matchAll(PLAIN)) used.add(key);
  }
  expect([...used].sort()).toEqual([...KEYS_OF_THE_WINDOW].sort());
});
