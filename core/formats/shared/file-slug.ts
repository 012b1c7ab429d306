/** Letters that Unicode does not take apart into a letter of ASCII and marks, and the umlauts as German writes them without. */
const SPELT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  å: 'aa',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'ng',
};
const SPELT_LETTERS = new RegExp(`[${Object.keys(SPELT).join('')}]`, 'giu');

/** Names that Windows keeps for devices, whatever comes after a dot, and those of files that lie beside documents. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|manifest|annotation|typesystem)$/i;

/**
 * A name as far as every file system, address and archive takes it: letters of ASCII, digits and hyphens (formats.md 0.3).
 * Umlauts are spelt, other marks go, letters of other scripts are left out. Empty where nothing remains; never longer
 * than `longest`, in UTF-16 units.
 */
export function fileSlug(name: string, longest: number): string {
  const slug = name
    .normalize('NFC')
    .replace(SPELT_LETTERS, spelt)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return RESERVED.test(slug) ? `${slug}-file` : slug;
}

function spelt(letter: string): string {
  const lower = letter.toLowerCase();
  const spelling = SPELT[lower] ?? lower;
  return letter === lower ? spelling : `${spelling.charAt(0).toUpperCase()}${spelling.slice(1)}`;
}
