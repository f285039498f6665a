/** How fresh the register is: one line for each account and listing, from what runs stored. */
import type { ListingState } from '../collect/store.ts';
import type { ProviderId } from '../providers/types.ts';
import type { Coverage } from './act-types.ts';
import type { Database } from './database.ts';
import { listingStates } from './lease.ts';
import { readPlan, type StoredPlan } from './plan.ts';
import { lastEnded } from './runs.ts';
import { partitionsOf } from './summaries.ts';
import { keys } from './table.ts';
import type { Run } from './types.ts';

type Line = Pick<Coverage, 'outcome' | 'reason' | 'unread' | 'found' | 'lastComplete'>;

const never = { unread: null, found: null, lastComplete: null } as const;

const lineOf = (state: ListingState | undefined, planned: boolean): Line => {
  if (state === undefined) return { outcome: 'incomplete', reason: 'it was never swept to its end', ...never };
  const { outcome, reason, unread = null, found, lastComplete } = state;
  return planned
    ? { outcome, reason, unread, found, lastComplete }
    : { outcome: 'unasked', reason: 'the config no longer asks for it', unread: null, found, lastComplete };
};

const withConfirmation = async (database: Database, partition: string, listing: string, line: Line, since: string) => {
  const item = await database.get(keys.confirmation(partition, listing));
  if (item?.since !== since) return line;
  return {
    ...line,
    reason: `${line.reason}; the drop is confirmed by ${item.by} on ${item.at}: the next complete listing believes it`,
  };
};

/** By account, each with all its listings. */
async function* linesOf(
  database: Database,
  partition: string,
  { accounts, listings }: StoredPlan,
): AsyncGenerator<Pick<Coverage, 'accountId' | 'listing'> & Line> {
  const states = await listingStates(database, partition);
  const planned = new Set(listings);
  const lines = new Map<string, Line>();
  for (const listing of [...new Set([...listings, ...states.keys()])].sort()) {
    const state = states.get(listing);
    // What is no longer asked for and had nothing leaves nothing that could grow old.
    if (!planned.has(listing) && (state?.found ?? 0) === 0) continue;
    const line = lineOf(state, planned.has(listing));
    const held = planned.has(listing) ? state?.hold?.since : undefined;
    lines.set(listing, held === undefined ? line : await withConfirmation(database, partition, listing, line, held));
  }
  for (const accountId of accounts) for (const [listing, line] of lines) yield { accountId, listing, ...line };
}

/** Of accounts that a partition was asked for once, and no longer is. */
function* leftLines({ left }: Pick<StoredPlan, 'left'>): Generator<Pick<Coverage, 'accountId' | 'listing'> & Line> {
  const reason = 'the account is no longer asked for: the config or the credential no longer names it';
  for (const [accountId, known] of Object.entries(left))
    for (const [listing, lastComplete] of Object.entries(known))
      yield { accountId, listing, outcome: 'unasked', reason, ...never, lastComplete };
}

/** Accounts of every partition that was ever collected or planned, those that are no longer asked for among them. */
export const knownAccounts = async (database: Database): Promise<readonly string[]> => {
  const accounts = new Set<string>();
  for (const known of await partitionsOf(database)) {
    const plan = await readPlan(database, known.partition);
    for (const id of [...known.accounts, ...(plan?.accounts ?? []), ...Object.keys(plan?.left ?? {})]) accounts.add(id);
  }
  return [...accounts].sort();
};

/** What a run could not even begin of a provider. */
function* notBegun(provider: ProviderId, { listings, failedRoots }: Run): Generator<Coverage> {
  const nothing = { listing: '*', outcome: 'incomplete', ...never } as const;
  const ofIt = (name: string) => name.startsWith(`${provider}:`);
  for (const { root, reason } of failedRoots)
    if (ofIt(root)) yield { provider, root, partition: null, accountId: null, ...nothing, reason };
  for (const { partition, reason, whole } of listings.incomplete)
    for (const accountId of ofIt(partition) ? (whole?.accounts ?? []) : [])
      yield { provider, root: whole!.root, partition, accountId, ...nothing, reason };
}

/** What is known of accounts that the last run found closed stays as it is, and grows old: the line says why. */
const ofClosed = (line: Line, reason: string | undefined): Line =>
  reason === undefined ? line : { ...line, outcome: 'unasked', reason };

/**
 * A line for each account and listing of every partition that was ever planned, and one for each root or partition
 * that the last run could not begin.
 */
export async function* coverage(database: Database): AsyncGenerator<Coverage> {
  const ended = await lastEnded(database);
  const closed = new Map(
    [...new Set(ended.values())].flatMap((run) => run.closed?.map(({ id, reason }) => [id, reason] as const) ?? []),
  );
  const asked = new Set<string>();
  const left: (Pick<Coverage, 'provider' | 'root' | 'partition'> & Pick<StoredPlan, 'left'>)[] = [];
  for (const { partition, provider, root } of await partitionsOf(database)) {
    const plan = await readPlan(database, partition);
    if (plan === undefined) continue;
    const place = { provider: provider as ProviderId, root, partition };
    for (const account of plan.accounts) asked.add(account);
    if (Object.keys(plan.left).length > 0) left.push({ ...place, left: plan.left });
    for await (const line of linesOf(database, partition, plan))
      yield { ...place, ...line, ...ofClosed(line, closed.get(line.accountId ?? '')) };
  }
  // What another partition is asked for now grows old nowhere.
  for (const { left: accounts, ...place } of left)
    for (const line of leftLines({ left: accounts }))
      if (!asked.has(line.accountId!)) yield { ...place, ...line, ...ofClosed(line, closed.get(line.accountId!)) };
  for (const [provider, run] of ended) yield* notBegun(provider, run);
}
