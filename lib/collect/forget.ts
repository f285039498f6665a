/** Retires what a person names, without a listing that says it is gone: of what nobody collects any more. */
import type { Entries, Entry } from './entry.ts';
import { type FindingTools, settleFindings } from './findings.ts';
import { countOwners } from './owner-counts.ts';
import { carryOut } from './retire.ts';
import { knownOf, type PartitionStore } from './store.ts';
import { overAt } from './suppression.ts';
import { Tally } from './tally.ts';
import { Index } from './view.ts';

export type ForgetTools = Pick<FindingTools, 'run' | 'now' | 'severity'>;

export interface Forgotten {
  readonly retired: number;
  /** Accounts that still have something that is not retired. */
  readonly accounts: ReadonlySet<string>;
  /** Listings that lost something, and have nothing left. */
  readonly emptied: ReadonlySet<string>;
}

const live = ({ lifecycle }: Entry): boolean => lifecycle !== 'retired';

/** Retires what fits, closes its findings and counts anew. Safe to repeat after a crash. */
export const forgetIn = async (
  store: PartitionStore,
  fits: (entry: Entry) => boolean,
  { run, now, severity }: ForgetTools,
): Promise<Forgotten> => {
  const tally = new Tally();
  const manifests = new Map<string, Entries>();
  for (const id of store.listings.keys()) manifests.set(id, await store.manifest(id));
  const emptied = new Set<string>();
  // What is retired has no finding that stands: nothing is asked, neither of the index nor of the checks.
  const index = new Index([], { incomplete: () => null, outside: () => null });
  const answer: FindingTools['answer'] = () => ({ verdict: 'pass' });
  const settling: FindingTools = { run, now, severity, answer, suppressed: () => undefined, wholeAt: null };
  for (const [id, entries] of manifests) {
    const doomed = [...entries.values()].filter((entry) => live(entry) && fits(entry));
    if (doomed.length === 0) continue;
    const events = doomed.map((entry) => ({ entry, event: 'retired' as const }));
    const done = await carryOut(id, entries, events, { turn: 0, clock: now }, store, { run, now }, tally);
    await settleFindings(new Map(done.map((entry) => [entry.id, entry])), index, store, settling, tally);
    const found = [...entries.values()].filter(live).length;
    if (found === 0) emptied.add(id);
    await store.saveListing(id, { ...knownOf(store.listings.get(id)!), found }, entries);
  }
  await store.endSuppressions(overAt(await store.suppressions(), manifests.values(), now));
  const { owners, accounts, totals } = countOwners(manifests.values());
  await store.saveOwners(owners, accounts, totals);
  const left = new Set<string>();
  for (const entries of manifests.values())
    for (const entry of entries.values()) if (live(entry)) left.add(entry.accountId);
  return { retired: tally.retired, accounts: left, emptied };
};
