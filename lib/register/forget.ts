/** Forgetting what a selector names: partition by partition, each under its lease. */
import { catalog } from '../checks/catalog.ts';
import type { Entry } from '../collect/entry.ts';
import { type Forgotten, forgetIn } from '../collect/forget.ts';
import type { Forgettable, Forgetting, Selector } from './act-types.ts';
import { newActId, saveAct } from './acts.ts';
import type { Database } from './database.ts';
import { LEASE_MS } from './lease.ts';
import { settleNotes } from './noted.ts';
import { openPartition } from './partition-store.ts';
import { putPlan, readPlan } from './plan.ts';
import { type KnownPartition, partitionsOf } from './summaries.ts';
import { accountQuery, keys } from './table.ts';

const fitting =
  ({ id, accountId, region, kind }: Selector) =>
  (one: Pick<Entry, 'id' | 'accountId' | 'region' | 'kind'>): boolean =>
    (id === undefined || one.id === id) &&
    (accountId === undefined || one.accountId === accountId) &&
    (region === undefined || one.region === region) &&
    (kind === undefined || one.kind === kind);

/** The partitions that may hold what a selector names. */
const concerned = async (database: Database, { root, id }: Selector): Promise<KnownPartition[]> => {
  const home = id === undefined ? undefined : (await database.get(keys.resource(id)))?.partition;
  return (await partitionsOf(database)).filter(
    (one) => (root === undefined || one.root === root) && (id === undefined || one.partition === home),
  );
};

/** What forgetting would retire. */
export async function* forgettable(database: Database, selector: Selector): AsyncGenerator<Forgettable> {
  const fits = fitting(selector);
  for (const { partition, accounts } of await concerned(database, selector)) {
    for (const account of accounts) {
      if (account !== (selector.accountId ?? account)) continue;
      for await (const item of database.queryIndex(accountQuery(account, selector.kind))) {
        const { id, kind, accountId, region, lifecycle } = item as unknown as Forgettable & { lifecycle: string };
        if (item.partition !== partition || lifecycle === 'retired' || !fits({ id, kind, accountId, region })) continue;
        yield { id, kind, accountId, region, partition };
      }
    }
  }
}

/** Takes out of the plan what nobody is to be reminded of; the next collection that asks for it puts it in again. */
const prune = async (
  database: Database,
  partition: string,
  { accountId, region, kind, id }: Selector,
  { accounts, emptied }: Forgotten,
): Promise<void> => {
  const plan = await readPlan(database, partition);
  if (plan === undefined) return;
  const wholeAccounts = [region, kind, id].every((part) => part === undefined);
  const named = (account: string) => wholeAccounts && account === (accountId ?? account);
  await putPlan(database, partition, {
    ...plan,
    accounts: plan.accounts.filter((account) => accounts.has(account) || !named(account)),
    listings: plan.listings.filter((listing) => wholeAccounts || !emptied.has(listing)),
    left: Object.fromEntries(Object.entries(plan.left).filter(([account]) => accounts.has(account) || !named(account))),
  });
};

const severityOf = new Map(catalog.map(({ id, severity }) => [id, severity]));

/** Retires what fits, at once. Throws a `PartitionBusyError` where it is being collected. */
export const forget = async (
  database: Database,
  { selector, by, now }: { readonly selector: Selector; readonly by: string; readonly now: string },
  takeOver: boolean,
): Promise<Forgetting> => {
  const begun: Forgetting = { what: 'forget', id: newActId('forget', now), at: now, by, selector, retired: null };
  await saveAct(database, begun);
  await settleNotes(database);
  let retired = 0;
  for (const { partition, provider, root } of await concerned(database, selector)) {
    const about = { provider, root };
    const store = await openPartition(database, partition, { run: begun.id, now, about, leaseMs: LEASE_MS, takeOver });
    const forgotten = await forgetIn(store, fitting(selector), {
      run: begun.id,
      now,
      severity: (check) => severityOf.get(check) ?? 'low',
    });
    await prune(database, partition, selector, forgotten);
    await store.release(true);
    retired += forgotten.retired;
  }
  const done: Forgetting = { ...begun, retired };
  await saveAct(database, done);
  return done;
};
