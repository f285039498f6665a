/** What a sweep passes over and counts: how much of which type, where, and why it has no row. */
import { createHash } from 'node:crypto';
import type { Resource } from '../kinds/types.ts';
import type { CountedRow } from '../register/types.ts';

/** Counts by account, region, type and reason. */
export class Counting {
  readonly #counts = new Map<string, number>();
  total = 0;

  add({ accountId, region, type }: Pick<Resource, 'accountId' | 'region' | 'type'>, because: string): void {
    const key = JSON.stringify([accountId, region, type, because]);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.total++;
  }

  /** In one order, whichever came first: what is counted alike is written once. */
  rows(): readonly CountedRow[] {
    return [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, resources]) => {
        const [accountId, region, type, because] = JSON.parse(key);
        return { accountId, region, type, resources, because };
      });
  }
}

/** The same for the same counts, and for no others; empty where nothing is counted. 72 bits. */
export const digestOf = (rows: readonly CountedRow[]): string =>
  rows.length === 0 ? '' : createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 12);
