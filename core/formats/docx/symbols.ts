/**
 * What the characters of the font Symbol are in Unicode, from 0x20 (Unicode mapping “symbol.txt” of Adobe, which is the
 * table of the PDF standard, annex D.5). A no-break space where there is none.
 */
const SYMBOL =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u00a0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u00a0' +
  '\u00a0'.repeat(32) +
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\u00a0\u00a0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑' +
  '\u00a0'.repeat(11) +
  '〉∫⌠\u00a0⌡';

/** Of Wingdings only what stands in running text: bullets, boxes, ticks, arrows, faces. */
const WINGDINGS: Readonly<Record<number, string>> = {
  34: '✂',
  40: '☎',
  42: '✉',
  74: '☺',
  75: '😐',
  76: '☹',
  108: '●',
  110: '■',
  111: '□',
  113: '❑',
  117: '◆',
  118: '❖',
  159: '•',
  167: '▪',
  168: '◻',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '➔',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

/**
 * The character that a `w:sym` shows: `code` is hexadecimal, often in the private range from F000 on, where fonts of
 * symbols have theirs. `null` where it is not known.
 */
export function symbolOf(font: string, code: string): string | null {
  if (!/^[0-9a-f]{1,6}$/i.test(code)) return null;
  const point = Number.parseInt(code, 16);
  const own = point >= 0xf000 && point <= 0xf0ff ? point - 0xf000 : point;
  if (/^symbol$/i.test(font)) {
    const found = SYMBOL.charAt(own - 0x20);
    return found === '' || found === '\u00a0' ? null : found;
  }
  if (/^wingdings$/i.test(font)) return WINGDINGS[own] ?? null;
  const isCharacter = point >= 0x20 && !(point >= 0xd800 && point <= 0xf8ff) && point <= 0x10ffff;
  return isCharacter ? String.fromCodePoint(point) : null;
}
