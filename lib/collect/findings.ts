/** From what the checks said to what changed since the last run: findings opened, changed, suppressed, closed. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../checks/questions.ts';
import type { Severity, Verdict } from '../checks/types.ts';
import type { Suppressed } from '../register/assertion-types.ts';
import type { Finding } from '../register/types.ts';
import type { Entries, Entry, OpenFinding } from './entry.ts';
import { judged } from './judged.ts';
import type { FindingChange, PartitionStore } from './store.ts';
import type { SuppressedBy } from './suppression.ts';
import type { Tally } from './tally.ts';
import type { Index } from './view.ts';

export interface FindingTools {
  readonly run: string;
  readonly now: string;
  readonly severity: (check: string) => Severity;
  readonly answer: Answer;
  readonly suppressed: SuppressedBy;
  /** When the listing was whole last; null where it never was. */
  readonly wholeAt: string | null;
  /** What holds the resource has the same finding, which is told there. Absent: nothing is told elsewhere. */
  readonly toldElsewhere?: (entry: Entry, check: string) => boolean;
}

type Opened = Exclude<Verdict, { verdict: 'pass' }>;

interface Standing {
  readonly verdict: Opened;
  readonly suppressed: Suppressed | undefined;
  /** Since when what it says is so; undefined where it speaks of no state. */
  readonly from: string | undefined;
}

/** What a finding says, as one text that differs where any part does; an owner's name may hold any character. */
export const saysOf = ({
  verdict,
  severity,
  owner,
  lifecycle,
  reason,
}: Pick<Finding, 'verdict' | 'severity' | 'owner' | 'lifecycle' | 'reason'>) =>
  [verdict, severity, owner.replace(/[%|]/g, encodeURIComponent), lifecycle, reason].join('|');

/** The words of fixed spelling in what a finding says. */
export const wordsOf = (says: string): Pick<Finding, 'verdict' | 'severity'> => {
  const [verdict, severity] = says.split('|', 2);
  return { verdict, severity } as Pick<Finding, 'verdict' | 'severity'>;
};

const saidBy = (says: string): Opened => {
  const [verdict, , , , ...reason] = says.split('|');
  return { verdict: verdict as Opened['verdict'], reason: reason.join('|') };
};

/** How many changes are written at once: memory stays bounded by it. */
const BATCH = 1_000;

/** The findings that stand on an entry, by check, and how long what they say is so. A retired resource has none. */
const standingOn = (entry: Entry, index: Index, tools: FindingTools) => {
  const standing = new Map<string, Standing>();
  const { verdicts, lasting } = judged(entry, index, tools);
  for (const [pending, verdict] of verdicts) {
    if (verdict.verdict === 'pass' || tools.toldElsewhere?.(entry, pending.check)) continue;
    const from = lasting[pending.check]?.since;
    standing.set(pending.check, { verdict, suppressed: tools.suppressed(entry.id, pending), from });
  }
  return { standing, lasting };
};

/**
 * As the manifest notes it: what is absent is no attribute. `failed`: since it was opened, if not now; `from`: since when what
 * it says is so.
 */
export const openFinding = (
  says: string,
  since: string,
  suppressed: Suppressed | null | undefined,
  failed: boolean | undefined,
  from: string | undefined,
): OpenFinding => ({
  says,
  since,
  ...(from !== undefined && { from }),
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

/** Nothing is said of it, and nothing was. */
const isQuiet = ({ pending, open, lasting, unchanged }: Entry): boolean =>
  pending.length === 0 &&
  unchanged === undefined &&
  Object.keys(open).length === 0 &&
  Object.keys(lasting).length === 0;

/** Notes since when what the checks judge is so; true where that is news. */
const noteStates = (entry: Entry, lasting: Entry['lasting']): boolean => {
  const looked = entry.unchanged !== undefined && entry.seen === true;
  if (looked) entry.unchanged = undefined;
  if (isDeepStrictEqual(entry.lasting, lasting)) return looked;
  entry.lasting = lasting;
  return true;
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
    if (isQuiet(entry)) continue;
    const { standing, lasting } = standingOn(entry, index, tools);
    if (noteStates(entry, lasting)) dirty = true;
    const open: Record<string, OpenFinding> = {};
    let changed = false;
    const change = (check: string, verdict: Opened, after: OpenFinding, closed: boolean) => {
      const { since, suppressed, failed, from } = after;
      changed = true;
      const before = entry.open[check];
      const { id: resourceId, kind, accountId, owner, lifecycle } = entry;
      batch.push({
        check,
        severity: tools.severity(check),
        ...verdict,
        since,
        resourceId,
        kind,
        accountId,
        owner,
        lifecycle,
        suppressed: suppressed ?? null,
        ...(failed && { failed }),
        ...(from !== undefined && { from }),
        before: before
          ? { ...wordsOf(before.says), suppressed: before.suppressed ?? null, failed: hasFailed(before) }
          : null,
        closed,
        run: tools.run,
      });
    };
    for (const [check, { verdict, suppressed, from }] of standing) {
      const before = entry.open[check];
      const { owner, lifecycle } = entry;
      const says = saysOf({ ...verdict, severity: tools.severity(check), owner, lifecycle });
      const after = openFinding(says, before?.since ?? tools.now, suppressed, before && hasFailed(before), from);
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
