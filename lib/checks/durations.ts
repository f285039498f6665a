/** Days and times that checks go by. */
import * as z from 'zod';
import { timeOf } from '../kinds/times.ts';
import type { FieldValue } from '../kinds/types.ts';
import type { Lasts } from './types.ts';

const DAY_MS = 86_400_000;

/** Whether `days` have passed from `since` to `now`; undefined where `since` is no time. */
export const olderThan = (since: unknown, days: number, now: string): boolean | undefined => {
  const from = timeOf(since);
  return from === null ? undefined : Date.parse(now) - Date.parse(from) >= days * DAY_MS;
};

/** A check's `days`: how long the state that it looks at may last; `what` completes "Days that …". */
export const daysOf = (what: string, days = 0) => z.number().int().min(0).default(days).describe(`Days that ${what}.`);

/** A state that may last for `days`; `told` is when the provider says that it began, where it does. */
export const lasting = (days: number, told?: FieldValue): Lasts =>
  typeof told === 'string' ? { days, told } : { days };

/** Whether a refs field names anything; undefined where the provider did not tell. */
export const namesAny = (value: unknown): boolean | undefined => (Array.isArray(value) ? value.length > 0 : undefined);
