/** From what the checks said to what changed since the last run: findings opened, changed, closed. */
import type { Question, Severity, Verdict } from '../checks/types.ts';
import type { Finding } from '../register/types.ts';
import type { Entries, Entry, OpenFinding } from './entry.ts';
import type { FindingChange, PartitionStore } from './store.ts';
import type { Tally } from './tally.ts';
import type { Index, View } from './view.ts';

export interface FindingTools {
  readonly run: string;
  readonly now: string;
  readonly severity: (check: string) => Severity;
  readonly answer: (question: Question, view: View) => Verdict;
}

type Opened = Exclude<Verdict, { verdict: 'pass' }>;

/** What a finding says, as one text that differs where any part does; an owner's name may hold any character. */
export const saysOf = ({
  verdict,
  severity,
  owner,
  reason,
}: Pick<Finding, 'verdict' | 'severity' | 'owner' | 'reason'>) =>
  [verdict, severity, owner.replace(/[%|]/g, encodeURIComponent), reason].join('|');

/** The words of fixed spelling in what a finding says. */
export const wordsOf = (says: string): Pick<Finding, 'verdict' | 'severity'> => {
  const [verdict, severity] = says.split('|', 2);
  return { verdict, severity } as Pick<Finding, 'verdict' | 'severity'>;
};

const saidBy = (says: string): Opened => {
  const [verdict, , , ...reason] = says.split('|');
  return { verdict: verdict as Opened['verdict'], reason: reason.join('|') };
};

/** How many changes are written at once: memory stays bounded by it. */
const BATCH = 1_000;

/** The open findings of an entry, by check. A retired resource has none. */
const verdictsOf = (entry: Entry, index: Index, tools: FindingTools): Map<string, Opened> => {
  const verdicts = new Map<string, Opened>();
  if (entry.lifecycle === 'retired') return verdicts;
  for (const { check, outcome } of entry.pending) {
    const verdict = 'any' in outcome ? tools.answer(outcome, index.for(entry)) : outcome;
    if (verdict.verdict !== 'pass') verdicts.set(check, verdict);
  }
  return verdicts;
};

/** Writes what changed and notes it in the entries; true where anything did. */
export const settleFindings = async (
  entries: Entries,
  index: Index,
  store: PartitionStore,
  tools: FindingTools,
  tally: Tally,
): Promise<boolean> => {
  let dirty = false;
  let batch: FindingChange[] = [];
  const flush = async () => {
    await store.writeFindings(await withoutKnown(batch, entries, store));
    batch = [];
  };
  for (const entry of entries.values()) {
    if (entry.pending.length === 0 && Object.keys(entry.open).length === 0) continue;
    const verdicts = verdictsOf(entry, index, tools);
    const open: Record<string, OpenFinding> = {};
    let changed = false;
    const change = (check: string, verdict: Opened, since: string, closed: boolean) => {
      changed = true;
      const { id: resourceId, kind, accountId, owner } = entry;
      batch.push({
        check,
        severity: tools.severity(check),
        ...verdict,
        since,
        resourceId,
        kind,
        accountId,
        owner,
        closed,
        run: tools.run,
      });
    };
    for (const [check, verdict] of verdicts) {
      const before = entry.open[check];
      const says = saysOf({ ...verdict, severity: tools.severity(check), owner: entry.owner });
      const since = before?.since ?? tools.now;
      open[check] = { says, since };
      if (before?.says === says) continue;
      if (before === undefined) tally.findingsOpened++;
      change(check, verdict, since, false);
    }
    for (const [check, { says, since }] of Object.entries(entry.open)) {
      if (verdicts.has(check)) continue;
      tally.findingsResolved++;
      change(check, saidBy(says), since, true);
    }
    if (!changed) continue;
    dirty = true;
    entry.open = open;
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return dirty;
};

/** After a crash the table may hold findings that the manifest does not: they keep their `since`. */
const withoutKnown = async (
  changes: readonly FindingChange[],
  entries: Entries,
  store: PartitionStore,
): Promise<readonly FindingChange[]> => {
  if (!store.unclean) return changes;
  const known = await store.openFindings(changes.map(({ resourceId: id, check }) => ({ id, check })));
  const sinceOf = new Map(known.map((finding) => [`${finding.check}\u0000${finding.resourceId}`, finding.since]));
  return changes.map((change) => {
    const since = sinceOf.get(`${change.check}\u0000${change.resourceId}`);
    if (since === undefined || change.closed) return change;
    const entry = entries.get(change.resourceId);
    const open = entry?.open[change.check];
    if (entry && open) entry.open = { ...entry.open, [change.check]: { ...open, since } };
    return { ...change, since };
  });
};
