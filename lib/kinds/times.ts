/** Times as clouds tell them, or tell that there is none. */

/** Clouds say that there is no time by the first moment of a calendar: .NET's 0001-01-01, Unix's 1970-01-01, or zones of it. */
const FIRST = Date.UTC(1970, 0, 2);
/** Years of more than four digits are no ISO 8601 that sorts. */
const LAST = Date.UTC(10_000, 0, 1);

/** ISO 8601 UTC, or null for what is no time. */
export const timeOf = (value: unknown): string | null => {
  if (!(value instanceof Date) && typeof value !== 'string' && typeof value !== 'number') return null;
  const time = value instanceof Date ? value : new Date(value);
  const at = time.getTime();
  return at >= FIRST && at < LAST ? time.toISOString() : null;
};
