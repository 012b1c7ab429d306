import { expect, test } from 'vitest';
import { withUtf8Paths } from './locale.ts';

test('the browser gets a UTF-8 locale where none is set, and keeps one that is', () => {
  expect(withUtf8Paths({ HOME: '/h' }, 'linux')).toEqual({ HOME: '/h', LC_CTYPE: 'C.UTF-8' });
  expect(withUtf8Paths({ LANG: 'C', LC_ALL: 'POSIX' }, 'linux')).toEqual({ LANG: 'C', LC_CTYPE: 'C.UTF-8' });
  expect(withUtf8Paths({ LANG: 'de_DE.UTF-8' }, 'linux')).toEqual({ LANG: 'de_DE.UTF-8' });
  expect(withUtf8Paths({ LANG: 'ja_JP.eucJP', LC_CTYPE: 'en_US.utf8' }, 'linux')).toEqual({
    LANG: 'ja_JP.eucJP',
    LC_CTYPE: 'en_US.utf8',
  });
  expect(withUtf8Paths({ LANG: 'C' }, 'darwin')).toEqual({ LANG: 'C' });
});
