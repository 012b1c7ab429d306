import { languageTag } from '../shared/language-tag.ts';

/** What a PDF says of itself (ISO 32000-2, 14.3.3). */
export interface AboutPdf {
  readonly title: string | null;
  readonly author: string | null;
  readonly language: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export function aboutPdf(info: Readonly<Record<string, unknown>>): AboutPdf {
  const text = (key: string): string | null => {
    const value = info[key];
    if (typeof value !== 'string') return null;
    return (
      value
        .toWellFormed()
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim() || null
    );
  };
  const created = dateOf(text('CreationDate'));
  const modified = dateOf(text('ModDate'));
  const title = text('Title');
  return {
    title: title === null || isFileName(title) ? null : title,
    author: text('Author'),
    language: languageTag(text('Language')),
    metadata: { ...(created === null ? {} : { created }), ...(modified === null ? {} : { modified }) },
  };
}

/** Programs give a name of their own where the author gave none. */
function isFileName(title: string): boolean {
  return /^(?:untitled|unbenannt|document ?\d*|microsoft word - .*|.*\.(?:docx?|odt|tex|dvi|indd|qxd|pages|html?|pdf))$/i.test(
    title,
  );
}

/** `D:20240305120000+01'00'` as ISO 8601, with as much as is given; `null` for anything else. */
function dateOf(value: string | null): string | null {
  const found =
    /^(?:D:)?(\d{4})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(?:(Z)|([+-])([01]\d|2[0-3])'?([0-5]\d)?)?)?)?)?/.exec(
      value ?? '',
    );
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, utc, sign, zoneHour, zoneMinute] = found;
  if (hour === undefined) return [year, month, day].filter((part) => part !== undefined).join('-');
  const zone = utc ?? (sign === undefined ? '' : `${sign}${zoneHour}:${zoneMinute ?? '00'}`);
  return `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}${zone}`;
}
