/** How numbers are shown that are not shown as they are. */
export type NumberKind =
  | { readonly is: 'general' }
  | { readonly is: 'date'; readonly date: boolean; readonly time: boolean }
  | { readonly is: 'elapsed' }
  | { readonly is: 'percent'; readonly decimals: number }
  /** Filled up with zeros in front. */
  | { readonly is: 'zeros'; readonly digits: number };

const GENERAL: NumberKind = { is: 'general' };
const DATE: NumberKind = { is: 'date', date: true, time: false };
const TIME: NumberKind = { is: 'date', date: false, time: true };
const BOTH: NumberKind = { is: 'date', date: true, time: true };

/** The formats without a code in the file (ECMA-376 part 1, 18.8.30), those of East Asian editions among them. */
export function builtInKind(id: number): NumberKind {
  if (id === 9) return { is: 'percent', decimals: 0 };
  if (id === 10) return { is: 'percent', decimals: 2 };
  if (id === 22) return BOTH;
  if (id === 46) return { is: 'elapsed' };
  if ((id >= 18 && id <= 21) || id === 45 || id === 47 || (id >= 32 && id <= 35)) return TIME;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return DATE;
  return GENERAL;
}

/** What a format's code makes of a number, by its first section. */
export function kindOfCode(code: string): NumberKind {
  const bare = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .split(';')[0]
    ?.toLowerCase() as string;
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return { is: 'elapsed' };
  const plain = bare.replace(/\[[^\]]*\]/g, '');
  if (/^0{2,}$/.test(plain)) return { is: 'zeros', digits: plain.length };
  const percent = /^[#0,]*(?:\.([0#]+))?\s*%$/.exec(plain);
  if (percent !== null) return { is: 'percent', decimals: percent[1]?.length ?? 0 };
  if (plain.includes('general') || /[#0?]/.test(plain.replace(/s\.0+/g, 's'))) return GENERAL;
  const time = /[hs]|am\/pm|a\/p/.test(plain);
  // m is a month, but minutes beside hours or seconds.
  const date = /[yde]|b{2}|g/.test(plain) || (/m/.test(plain) && !time);
  return date || time ? { is: 'date', date, time } : GENERAL;
}

const DAY = 86_400;
const LAST_SERIAL = 2_958_465;

/** A number as its format shows it; dates as ISO 8601. `raw` is the number as the file writes it. */
export function shownNumber(raw: string, kind: NumberKind, date1904: boolean): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  switch (kind.is) {
    case 'general':
      return plainNumber(raw, value);
    case 'percent':
      return `${(value * 100).toFixed(Math.min(kind.decimals, 20))}%`;
    case 'zeros':
      return Number.isInteger(value) && value >= 0
        ? String(value).padStart(kind.digits, '0')
        : plainNumber(raw, value);
    case 'elapsed':
      return value < 0 || value > LAST_SERIAL ? plainNumber(raw, value) : elapsed(Math.round(value * DAY));
    case 'date':
      return value < 0 || value > LAST_SERIAL ? plainNumber(raw, value) : dateTime(value, kind, date1904);
  }
}

/** Spreadsheets show 15 digits at most: what binary fractions leave behind them is not of the sheet. */
function plainNumber(raw: string, value: number): string {
  return /^-?\d+$/.test(raw) ? raw : String(Number(value.toPrecision(15)));
}

function dateTime(serial: number, kind: { date: boolean; time: boolean }, date1904: boolean): string {
  const seconds = Math.round(serial * DAY);
  const days = Math.floor(seconds / DAY);
  const time = elapsed(seconds - days * DAY);
  const date = dateOf(days, date1904);
  if (!kind.date) return days > 0 && !date1904 ? `${date}T${time}` : time;
  return kind.time ? `${date}T${time}` : date;
}

/** The 1900 system counts a 29 February 1900 that never was. */
function dateOf(days: number, date1904: boolean): string {
  if (!date1904 && days === 60) return '1900-02-29';
  const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(first + days * DAY * 1000).toISOString().slice(0, 10);
}

function elapsed(seconds: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
