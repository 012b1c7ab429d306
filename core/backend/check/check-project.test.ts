import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asId } from '#model/ids.ts';
import { createSessionWorkbench, type SessionWorkbench } from '../../../test-support/session-workbench.ts';
import { checkProject } from './check-project.ts';
import type { Check } from './problem.ts';

let workbench: SessionWorkbench;
beforeEach(async () => {
  workbench = await createSessionWorkbench();
  const [documentId = asId('')] = await workbench.importTexts(['Ada met Bob.\nThey spoke.']);
  const session = workbench.session();
  const tag = (start: number, end: number) => {
    session.edit({
      kind: 'annotation.create',
      documentId,
      layer: asId('entity'),
      label: asId('person'),
      fragments: [{ start, end } as never],
    });
  };
  tag(0, 3);
  tag(8, 11);
  const [source, target] = session.reader.annotationsOf(documentId);
  session.edit({
    kind: 'relation.create',
    type:
      session.reader.scheme().relationTypes.find(({ id }) => id.toLowerCase() === 'sameas')?.id ?? asId(''),
    source: source?.id ?? asId(''),
    target: target?.id ?? asId(''),
  });
  session.putOriginal(Buffer.from('original'));
});
afterEach(() => workbench.close());

async function checksAfter(sql: string): Promise<Check[]> {
  const { raw } = workbench.session().db;
  raw.pragma('foreign_keys = OFF');
  raw.exec(sql);
  const { problems } = await checkProject(workbench.session().reader, async () => {});
  for (const { place, message } of problems) expect(`${place}${message}`).not.toMatch(/undefined|\[object/);
  return [...new Set(problems.map(({ check }) => check))].sort();
}

it('finds nothing in a sound project, and counts what it looked at', async () => {
  const { problems, checked } = await checkProject(workbench.session().reader, async () => {});
  expect(problems).toEqual([]);
  // An annotator, the scheme, a document, two annotations, a status, a relation.
  expect(checked).toEqual({ documents: 1, annotations: 2, changes: 7 });
});

describe('finds what was done to the file behind its back', () => {
  it.each<[string, string, Check[]]>([
    ['a text', "UPDATE document_text SET text = replace(text, 'Ada', 'Eve')", ['quote', 'text']],
    ['a text of another length', "UPDATE document_text SET text = text || ' '", ['text']],
    ['kept bytes', "UPDATE document_original SET bytes = x'00'", ['original']],
    ['a missing text', 'DELETE FROM document_text', ['foreign-key', 'record']],
    ['a block', 'UPDATE block SET "end" = 9999 WHERE position = 1', ['block', 'replay']],
    ['a fragment', 'UPDATE fragment SET start = 1 WHERE start = 0', ['quote', 'replay']],
    [
      'a fragment out of the text',
      'UPDATE fragment SET "end" = 9999 WHERE start = 8',
      ['fragment', 'replay'],
    ],
    ['missing fragments', 'DELETE FROM fragment', ['fragment', 'replay']],
    ['a quote', "UPDATE annotation SET quote = 'Eve' WHERE quote = 'Ada'", ['quote', 'replay']],
    ['a label', "UPDATE annotation SET label = 'place'", ['replay']],
    ['a document state', "UPDATE document_status SET state = 'accepted'", ['replay']],
    ['a removed annotator', 'DELETE FROM annotator', ['foreign-key', 'replay']],
    ['a relation to nowhere', "UPDATE relation SET target_id = 'gone'", ['foreign-key', 'record', 'replay']],
    ['the scheme', "UPDATE scheme SET body = replace(body, 'Entities', 'Things')", ['replay']],
    ['who did it, in the log', "UPDATE change_group SET annotator_id = 'x' WHERE id = 3", ['chain']],
    ['when, in the log', "UPDATE change_group SET time = '2000' WHERE id = 3", ['chain']],
    [
      'what, in log and table',
      `UPDATE annotation SET note = 'new' WHERE quote = 'Ada';
       UPDATE change SET "after" = replace("after", '"note":""', '"note":"new"') WHERE kind = 'annotation' AND "after" LIKE '%"quote":"Ada"%'`,
      ['chain'],
    ],
    ['a hash', "UPDATE change SET hash = 'x' WHERE id = 3", ['chain']],
    ['a row missing from the log', 'DELETE FROM change WHERE id = 4', ['chain', 'replay']],
    ['the end of the log missing', 'DELETE FROM change WHERE id = 7', ['replay']],
    ['a step missing', 'DELETE FROM change_group WHERE id = 3', ['chain', 'foreign-key', 'history']],
    ['an undo out of order', "INSERT INTO change_group VALUES (6, '', '', 'undo', '', 2)", ['history']],
  ])('%s', async (_what, sql, expected) => {
    expect(await checksAfter(sql)).toEqual(expected);
  });
});
