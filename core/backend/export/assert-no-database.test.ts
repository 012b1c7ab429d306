import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../../../test-support/test-backend.ts';

let backend: TestBackend;
afterEach(() => backend.close());

test.each(['jsonl', 'doccano'] as const)('an export as %s does not replace a project', async (format) => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('own.standoff').file });
  const other = join(backend.folder, 'other.standoff');
  await copyFile(join(backend.folder, 'own.standoff'), other);
  const before = await readFile(other);
  const outcome = await backend.job('export.start', { format, file: backend.adopt('other.standoff').file });
  expect(outcome).toEqual({
    is: 'failed',
    message:
      '“other.standoff” is a Standoff project or another database, which an export does not replace. Choose another name.',
  });
  expect(await readFile(other)).toEqual(before);

  // A file of another kind is, as by any program that is told where to write.
  await writeFile(join(backend.folder, 'old.txt'), 'x');
  const replaced = await backend.job('export.start', { format, file: backend.adopt('old.txt').file });
  expect(replaced).toMatchObject({ is: 'exported' });
});
