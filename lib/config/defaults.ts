/** What holds where the config is silent. */
import type { Concurrency } from './types.ts';

/** Days that a superseded version is kept: a year and a month, so that a month can be compared with last year's. */
export const defaultHistoryDays = 400;

/** Spelling does not matter: `Owner`, `OWNER ` and `owner_` are one key. */
export const defaultTagKeys: readonly string[] = [
  'owner',
  'owner-email',
  'owner-contact',
  'owner-name',
  'technical-owner',
  'team',
  'team-owner',
];

export const defaultCreatorTagKeys: readonly string[] = [
  'created-by',
  'creator',
  'creator-name',
  'creator-email',
  'aws:createdBy',
];

/** Well below the request rates that AWS accounts and Azure tenants are throttled at. */
export const defaultConcurrency: Concurrency = { partitions: 4, listings: 6 };
