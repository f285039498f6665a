/** Times as clouds tell them, or tell that there is none. */

/** Clouds say that there is no time by the first moment of a calendar: .NET's 0001-01-01, Unix's 1970-01-01, or zones of it. */
const FIRST = Date.UTC(1970, 0, 2);
/** Years of more than four digits are no ISO 8601 that sorts. */
const LAST = Date.UTC(10_000, 0, 1);

/** ISO 8601 as clouds write it: a day, or a day and a time with any fraction, with a zone or without. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

const MS_DIGITS = 3;

/** `+0000` and `+00` as `+00:00`; a time that names no zone is UTC, wherever it is read. */
const zoneOf = (zone: string | undefined): string =>
  zone === undefined || /^[Zz]$/.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;

const isoTime = (text: string): number => {
  const [whole, day, time = '00:00', fraction = '', zone] = ISO.exec(text.trim()) ?? [];
  if (whole === undefined || day === undefined) return Number.NaN;
  // Date.parse takes 31 June for 1 July.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return Number.NaN;
  const seconds = time.length === 'hh:mm'.length ? `${time}:00` : time;
  return Date.parse(`${day}T${seconds}.${fraction.slice(0, MS_DIGITS).padEnd(MS_DIGITS, '0')}${zoneOf(zone)}`);
};

/**
 * ISO 8601 UTC; null for what is no time. A text must be ISO 8601: `Date` would also take `2020` and `Tue, 19 Nov`, and read
 * both in the zone of the machine. A number tells no unit, and is no time.
 */
export const timeOf = (value: unknown): string | null => {
  if (!(value instanceof Date) && typeof value !== 'string') return null;
  const at = value instanceof Date ? value.getTime() : isoTime(value);
  return at >= FIRST && at < LAST ? new Date(at).toISOString() : null;
};

/** When the present state began, as `told`: a time before the last change to another state is of an earlier one, and none. */
export const beganAt = (told: unknown, lastOther: unknown): string | null => {
  const [began, other] = [timeOf(told), timeOf(lastOther)];
  return began !== null && other !== null && began < other ? null : began;
};
