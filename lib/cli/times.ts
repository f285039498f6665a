/** Times as people write them: a day, a time of day, or how long ago. */
import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const DAY_MS = 86_400_000;

/** What to write, for the help of options. */
export const timeForms = 'as 2026-06-01, 2026-06-01T12:00Z, 3d or 12h (ago)';

/** Epoch milliseconds; undefined for what is no time. Without a zone it is UTC; a day is its beginning, or its end. */
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

/** Reads an option's time as ISO 8601 UTC. `past` refuses what is yet to come. */
export const timeOption =
  ({ day = 'begins', past = false }: { readonly day?: 'begins' | 'ends'; readonly past?: boolean } = {}) =>
  (written: string): string => {
    const now = Date.now();
    const time = read(written, now, day);
    if (time === undefined || time < 0)
      throw new InvalidArgumentError('Expected a time as 2026-06-01, 2026-06-01T12:00Z, 3d or 12h.');
    if (past && time > now) throw new InvalidArgumentError('Expected a time that is not yet to come.');
    return new Date(time).toISOString();
  };
