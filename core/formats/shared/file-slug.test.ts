import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileSlug } from './file-slug.ts';

test.each([
  ['Straßenbahn bis vier Uhr früh', 'Strassenbahn-bis-vier-Uhr-frueh'],
  ['Böhm', 'Boehm'],
  // The same letters in two code points.
  ['Bo\u0308hm', 'Boehm'],
  ['ÖBB: Ærø, Łódź & Ísland', 'OeBB-Aeroe-Lodz-Island'],
  ['  “Très bien”, dit-elle…', 'Tres-bien-dit-elle'],
  ['ﬁnal ①', 'final-1'],
  ['夜の電車', ''],
  ['CON', 'CON-file'],
  ['nul', 'nul-file'],
  ['COM1', 'COM1-file'],
  ['lpt¹', 'lpt1-file'],
  ['com.1', 'com-1'],
  ['Concert', 'Concert'],
])('%s becomes %s', (name, slug) => {
  expect(fileSlug(name, 80)).toBe(slug);
});

test('is safe and the same whatever form of Unicode the name has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      const slug = fileSlug(name, 60);
      expect(slug).toMatch(/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,63}[A-Za-z0-9])?)?$/);
      expect(fileSlug(name.normalize('NFD'), 60)).toBe(fileSlug(name.normalize('NFC'), 60));
    }),
  );
});
