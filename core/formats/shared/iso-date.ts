/** A year, a month, a day, or a time with its zone, as ISO 8601 and W3C-DTF write it. */
const FORM = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** As it is given, where that is a date or a time of ISO 8601; its month and day are not checked. */
export function isoDate(value: string | null): string | null {
  const date = value?.trim() ?? '';
  return FORM.test(date) ? date : null;
}
