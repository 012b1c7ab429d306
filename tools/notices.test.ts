import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noticesText } from './notices.ts';
import { root } from './paths.ts';

it('lists what is shipped; after a change of packages run `npm run notices:write`', async () => {
  expect(readFileSync(join(root, 'docs/third-party.md'), 'utf8')).toBe(await noticesText());
}, 60_000);
