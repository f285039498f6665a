/** From what the checks said to what changed since the last run: findings opened, changed, suppressed, closed. */
import { isDeepStrictEqual } from 'node:util';
import type { Question, Severity, Verdict } from '../checks/types.ts';
import type { Suppressed } from '../register/assertion-types.ts';
import type { Finding } from '../register/types.ts';
import type { Entries, Entry, OpenFinding } from './entry.ts';
import type { FindingChange, PartitionStore } from './store.ts';
import type { SuppressedBy } from './suppression.ts';
import type { Tally } from './tally.ts';
import type { Index, View } from './view.ts';

export interface FindingTools {
  readonly run: string;
  readonly now: string;
  readonly severity: (check: string) => Severity;
  readonly answer: (question: Question, view: View) => Verdict;
  readonly suppressed: SuppressedBy;
}

type Opened = Exclude<Verdict, { verdict: 'pass' }>;

interface Standing {
  readonly verdict: Opened;
  readonly suppressed: Suppressed | undefined;
}

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

/** The findings that stand on an entry, by check. A retired resource has none. */
const standingOn = (entry: Entry, index: Index, tools: FindingTools): Map<string, Standing> => {
  const standing = new Map<string, Standing>();
  if (entry.lifecycle === 'retired') return standing;
  for (const pending of entry.pending) {
    const { check, outcome } = pending;
    const verdict = 'any' in outcome ? tools.answer(outcome, index.for(entry)) : outcome;
    if (verdict.verdict !== 'pass') standing.set(check, { verdict, suppressed: tools.suppressed(entry.id, pending) });
  }
  return standing;
};

/** As the manifest notes it: what is absent is no attribute. `failed`: since it was opened, if not now. */
export const openFinding = (
  says: string,
  since: string,
  suppressed: Suppressed | null | undefined,
  failed: boolean | undefined,
): OpenFinding => ({
  says,
  since,
  ...(suppressed && { suppressed }),
  ...(failed && wordsOf(says).verdict !== 'fail' && { failed }),
});

const hasFailed = ({ says, failed }: OpenFinding): boolean => failed === true || wordsOf(says).verdict === 'fail';

/** What is suppressed is not told: neither when it opens, nor when it is resolved. */
const count = (tally: Tally, before: OpenFinding | undefined, after: OpenFinding | undefined): void => {
  if (after === undefined) tally.findingsResolved += before?.suppressed ? 0 : 1;
  else if (after.suppressed) tally.findingsSuppressed += before?.suppressed ? 0 : 1;
  else if (before === undefined) tally.findingsOpened++;
  else if (before.suppressed) tally.findingsReopened++;
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
    await store.writeFindings(batch);
    batch = [];
  };
  for (const entry of entries.values()) {
    if (entry.pending.length === 0 && Object.keys(entry.open).length === 0) continue;
    const standing = standingOn(entry, index, tools);
    const open: Record<string, OpenFinding> = {};
    let changed = false;
    const change = (check: string, verdict: Opened, { since, suppressed, failed }: OpenFinding, closed: boolean) => {
      changed = true;
      const before = entry.open[check];
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
        suppressed: suppressed ?? null,
        ...(failed && { failed }),
        before: before
          ? { ...wordsOf(before.says), suppressed: before.suppressed ?? null, failed: hasFailed(before) }
          : null,
        closed,
        run: tools.run,
      });
    };
    for (const [check, { verdict, suppressed }] of standing) {
      const before = entry.open[check];
      const says = saysOf({ ...verdict, severity: tools.severity(check), owner: entry.owner });
      const after = openFinding(says, before?.since ?? tools.now, suppressed, before && hasFailed(before));
      open[check] = after;
      if (before?.says === says && isDeepStrictEqual(before.suppressed, suppressed)) continue;
      count(tally, before, after);
      change(check, verdict, after, false);
    }
    for (const [check, before] of Object.entries(entry.open)) {
      if (standing.has(check)) continue;
      count(tally, before, undefined);
      change(check, saidBy(before.says), before, true);
    }
    if (!changed) continue;
    dirty = true;
    entry.open = open;
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return dirty;
};
