/** Times as people write them: a day, a time of day, or how long ago. */

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const DAY_MS = 86_400_000;

/** What to write. */
export const timeForms = 'as 2026-06-01, 2026-06-01T12:00Z, 3d or 12h (ago)';

/** Without a zone it is UTC; a day is its beginning, or its end. */
const read = (written: string, now: number, day: 'begins' | 'ends'): number | undefined => {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(written.trim()) ?? [];
  if (count !== undefined) return now - Number(count) * units[unit!]!;
  const [, date, time, zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(written.trim()) ?? [];
  if (date === undefined) return undefined;
  const start = Date.parse(`${date}T${time ?? '00:00'}${zone ?? 'Z'}`);
  // Date.parse takes 31 June for 1 July.
  if (Number.isNaN(start) || !new Date(`${date}T00:00Z`).toISOString().startsWith(date)) return undefined;
  return time === undefined && day === 'ends' ? start + DAY_MS - 1 : start;
};

export interface TimeRule {
  /** What a day means; `begins` unless said. */
  readonly day?: 'begins' | 'ends';
  /** What is yet to come is refused. */
  readonly past?: boolean;
}

/** A time as ISO 8601 UTC. `now`: epoch milliseconds. Throws a `RangeError` that says what was expected. */
export const readTime = (written: string, { day = 'begins', past = false }: TimeRule, now: number): string => {
  const time = read(written, now, day);
  if (time === undefined || time < 0)
    throw new RangeError('Expected a time as 2026-06-01, 2026-06-01T12:00Z, 3d or 12h.');
  if (past && time > now) throw new RangeError('Expected a time that is not yet to come.');
  return new Date(time).toISOString();
};
