/** Numbers and times as people read them. */

import type { Selector } from '../register/act-types.ts';

export { accountText, counted, number, pairsText, quoted } from '../reports/words.ts';

/** Milliseconds as `4.2 s` or `3 min 05 s`. */
export const duration = (ms: number): string => {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};

/** Seconds in the largest unit that they fill twice: `90 min`, `3 d`. */
export const ageText = (seconds: number): string => {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 2 * 3_600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 2 * 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
};

/** `account 123, region eu-west-3`. */
export const selectorText = ({ root, accountId, region, kind, id }: Selector): string =>
  Object.entries({ root, account: accountId, region, kind, resource: id })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(', ');

/** How long something is suppressed, with a blank before it; nothing where it has no end. */
export const lasting = (until: string | null): string => (until === null ? '' : ` to the end of ${until}`);
