import fc from 'fast-check';

/** What breaks naive text handling, one piece each. */
const PIECES = [
  'a',
  'Z',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '.',
  ', ',
  '. ',
  '?',
  '! ',
  '“',
  '”',
  '‘',
  '’',
  '"',
  "'",
  '(',
  ')',
  '—',
  '-',
  '#',
  '3.5',
  'U.S.',
  'word',
  'The ',
  'Dr. ',
  'é',
  'e\u0301',
  'ñ',
  '\u0301',
  ' \u0301',
  '\u00a0',
  '\u200b',
  '\u3000',
  '\u2028',
  '\u0085',
  '\t',
  '\ufeff',
  '😀',
  '👩‍👩‍👧‍👦',
  '👍🏽',
  '🇩🇪',
  '🇫🇷🇬🇧',
  '❤️',
  '1️⃣',
  '𝒳',
  '𠮷',
  '\u200d',
  '東京は',
  '。',
  '「',
  '」',
  'ひらがな',
  '한국어',
  '\u1112\u1161\u11ab',
  '中文',
  '，',
  'שלום',
  'مرحبا',
  'بكم؟ ',
  '\u0600',
  '\u202b',
  '\u202c',
  '\u200f',
  '\u2066',
  '\u2069',
  'नमस्ते',
  'क्षि',
  '। ',
  'ภาษาไทย',
  'நி',
  '\u0e33',
] as const;

/** Well-formed text in LF, as a document holds it. */
export const documentText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((pieces) =>
    pieces
      .join('')
      .replace(/\r\n?/g, '\n')
      .replace(/^\ufeff+/, ''),
  );

/** What a file may decode to: CRLF, CR, byte order marks and lone surrogates besides. */
export const decodedText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      documentText,
      fc.constantFrom('\r\n', '\r', '\n\r', '\ufeff', '\ud83d', '\ude00', '\udfff\ud800'),
    ),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''));
