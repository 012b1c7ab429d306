import { expect, test } from 'vitest';
import { searchTerms } from './search-terms.ts';

test.each([
  ['rail operator', ['rail', 'operator']],
  ['"rail operator"', ['rail operator']],
  ['“rail  operator” spoke', ['rail operator', 'spoke']],
  ['„rail operator“', ['rail operator']],
  ['strike "rail oper', ['strike', 'rail oper']],
  ['12" screen', ['12"', 'screen']],
  ['"" " " \t', []],
  ['a a', ['a']],
])('%j searches for %j', (search, terms) => {
  expect(searchTerms(search)).toEqual(terms);
});
