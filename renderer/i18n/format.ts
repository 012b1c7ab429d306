const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const number = new Intl.NumberFormat();

/** The time of an ISO 8601 moment, to the second; with the day where it is not today's. */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toDateString() === new Date().toDateString() ? time.format(date) : moment.format(date);
}

export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : moment.format(date);
}

export function formatDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : day.format(date);
}

/** When something was published, as exact as is known: a day has no time, and a year or month stays as it is given. */
export function formatPublished(iso: string): string {
  if (/T\d/.test(iso)) return formatMoment(iso);
  // Midnight here, not in Greenwich, or it would be the day before in the West.
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? formatDay(`${iso}T00:00`) : iso;
}

export function formatNumber(value: number): string {
  return number.format(value);
}

/** A size in bytes, in the unit that reads best. */
export function formatSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

/** A stretch of time in seconds or minutes, rounded as one would say it. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(value),
  );
}

/** A quote short enough for a line: the middle gives way. */
export function shorten(text: string, most = 80): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= most) return flat;
  const half = Math.floor((most - 1) / 2);
  return `${flat.slice(0, half).trimEnd()}…${flat.slice(-half).trimStart()}`;
}
