import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixtureTable } from '../../test-support/fixture-table.ts';

const page = new URL('../../docs/formats/fixtures.md', import.meta.url);

test('docs/formats/fixtures.md says what becomes of each file of others; `vitest run FILE -u` rewrites it', async () => {
  const table = await fixtureTable();
  // Every file is either counted or refused with a sentence.
  for (const row of table.trimEnd().split('\n').slice(2)) {
    expect(row).toMatch(
      /\| (\d+ documents?, |\d+ files together: (\d+ doc|refused: .)|read with .|refused: .*\.)/,
    );
  }
  const [head = ''] = readFileSync(page, 'utf8').split('| file |');
  await expect(head + table).toMatchFileSnapshot(page.pathname);
});
