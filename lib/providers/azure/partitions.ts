/** Subscriptions in partitions: small enough for one invocation, and the same from run to run. */
import { createHash } from 'node:crypto';
import type { Account, Partition } from '../types.ts';

/** Subscriptions of one partition, about: small enough for a function's time, large enough to be few. */
const SUBSCRIPTIONS_A_PARTITION = 200;

/**
 * Partitions by the hash of the subscription's id, in as many buckets as there must be. Their number is a power
 * of two, so that a growing tenant moves subscriptions seldom; when it does, all partitions are new ones, which take over
 * what the old ones had (lib/register/adopt.ts, lib/register/let-go.ts).
 */
export const partitionsOf = (accounts: readonly Account[], root: string): Partition[] => {
  const buckets = 2 ** Math.max(0, Math.ceil(Math.log2(accounts.length / SUBSCRIPTIONS_A_PARTITION)));
  const parts = new Map<number, Account[]>();
  for (const account of accounts) {
    const bucket = createHash('sha256').update(account.id).digest().readUInt32BE(0) % buckets;
    parts.set(bucket, [...(parts.get(bucket) ?? []), account]);
  }
  return [...parts].map(([bucket, part]) => ({
    id: `${root}:${bucket}of${buckets}`,
    provider: 'azure',
    root,
    accounts: part,
    regions: [],
    access: {},
  }));
};

/** Subscriptions that the config names and Resource Graph does not show: a partition that says so when it is listed. */
export const unseenPartition = (subscriptions: readonly string[], root: string): Partition[] =>
  subscriptions.length === 0
    ? []
    : [
        {
          id: `${root}:unseen`,
          provider: 'azure',
          root,
          accounts: subscriptions.map((id) => ({ id, tags: {} })),
          regions: [],
          access: { unseen: 'yes' },
        },
      ];
