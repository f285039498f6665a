/** What a partition's last collection asked for: accounts and listings, and the accounts that it no longer does. */
import { isDeepStrictEqual } from 'node:util';
import type { ListingState } from '../collect/store.ts';
import { saveNames } from './account-names.ts';
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';

export interface Plan {
  readonly accounts: readonly string[];
  readonly listings: readonly string[];
  /** Display names of the accounts, by their ids, where the provider tells them. Absent: none. */
  readonly names?: Readonly<Record<string, string>> | undefined;
}

export interface StoredPlan extends Plan {
  /** Accounts that were asked for once: when each listing of then was complete for them last. */
  readonly left: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Of accounts that were asked for once as well. */
  readonly names: Readonly<Record<string, string>>;
}

/** Undefined for a partition that was never planned. */
export const readPlan = async (database: Database, partition: string): Promise<StoredPlan | undefined> => {
  const item = await database.get(keys.plan(partition));
  return item && unpack<StoredPlan>(item.plan);
};

/** Written only where it differs from what is there. */
export const putIfOther = async (
  database: Database,
  item: { readonly pk: string; readonly sk: string } & Record<string, unknown>,
): Promise<void> => {
  const before = await database.get({ pk: item.pk, sk: item.sk });
  const same =
    before !== undefined && Object.entries(item).every(([name, value]) => isDeepStrictEqual(before[name], value));
  if (!same) await database.write([item]);
};

export const putPlan = (database: Database, partition: string, plan: StoredPlan): Promise<void> =>
  database.write([{ ...keys.plan(partition), plan: pack(plan) }]);

/** `states` are those before this collection: what they say holds for the accounts that are not asked for any more. */
export const savePlan = async (
  database: Database,
  partition: string,
  about: Readonly<Record<string, string>>,
  plan: Plan,
  states: ReadonlyMap<string, ListingState>,
): Promise<void> => {
  const before = await readPlan(database, partition);
  const accounts = [...plan.accounts].sort();
  const asked = new Set(accounts);
  const gone = before?.accounts.filter((account) => !asked.has(account)) ?? [];
  const fresh = Object.fromEntries(before?.listings.map((id) => [id, states.get(id)?.lastComplete ?? null]) ?? []);
  const left = Object.fromEntries([
    ...Object.entries(before?.left ?? {}).filter(([account]) => !asked.has(account)),
    ...gone.map((account) => [account, fresh] as const),
  ]);
  const known = Object.entries(before?.names ?? {}).filter(([account]) => account in left);
  const names = { ...Object.fromEntries(known), ...plan.names };
  const after: StoredPlan = { accounts, listings: [...plan.listings].sort(), left, names };
  if (isDeepStrictEqual(before, after)) return;
  await saveNames(database, partition, names, before?.names ?? {});
  // Who looks at the register must find a partition whose first collection never came to its end.
  if (before === undefined && (await database.get(keys.partition(partition))) === undefined)
    await database.write([{ ...keys.partition(partition), ...about, partition, accounts: [] }]);
  await putPlan(database, partition, after);
};
