import { afterEach, expect, it } from 'vitest';
import { foldedTerms } from '#model/search-fold.ts';
import { createSessionWorkbench, type SessionWorkbench } from '../../test-support/session-workbench.ts';
import { sha256 } from './storage/text-store.ts';
import { createTextSearch } from './text-search.ts';

let workbench: SessionWorkbench | null = null;
afterEach(() => workbench?.close());

it.each([
  ['Größe der STRASSE', 'strasse GRÖSSE', true],
  ['caf\u00e9', 'cafe\u0301', true],
  ['Ὀδυσσεύς', 'ὈΔΥΣΣΕΎΣ', true],
  ['It’s the company’s “plan”.', `it's "plan"`, true],
  ['人民银行', '民银', true],
  ['one two', 'two one', true],
  ['one two', 'one three', false],
  ['one two', ' \t ', true],
  ['The rail operator spoke.', '"RAIL operator"', true],
  ['The operator of the rail spoke.', '"rail operator"', false],
  ['The rail\n  operator spoke.', '“rail operator” spoke', true],
  ['Das „Café am Markt“ schließt.', '"cafe am MARKT"', true],
  ['😀 emoji', '😀', true],
])('%j holds %j: %s', async (text, search, expected) => {
  workbench = await createSessionWorkbench();
  await workbench.importTexts([text]);
  const { db } = workbench.session().reader;
  // With memory for all texts, and with none.
  for (const texts of [createTextSearch(), createTextSearch(0)]) {
    const holds = () => foldedTerms(search).every((term) => texts.finder(db, term)(sha256(text)));
    expect(holds()).toBe(expected);
    expect(holds()).toBe(expected);
  }
});
