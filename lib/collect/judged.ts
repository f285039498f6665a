/** What the checks come to on one entry: their questions answered, and each verdict weighed by how long it is so. */
import { type Lasted, lastedAfter, toldVerdict } from '../checks/lasting.ts';
import type { Verdict } from '../checks/types.ts';
import type { Entry, Pending } from './entry.ts';
import type { FindingTools } from './findings.ts';
import type { Index } from './view.ts';

export interface Judged {
  readonly verdicts: readonly (readonly [Pending, Verdict])[];
  readonly lasting: Readonly<Record<string, Lasted>>;
}

/** When it was last seen as it is: what is missing stands as it was, and so does what an incomplete listing passed over. */
const seenAt = ({ lifecycle, since, seen }: Entry, { now, wholeAt }: FindingTools): string =>
  lifecycle === 'missing' ? since : seen ? now : (wholeAt ?? '');

const latest = (...times: readonly string[]): string => times.reduce((a, b) => (b > a ? b : a));

const nothing: Judged = { verdicts: [], lasting: {} };

/** The verdicts as they are told, and since when what they are about is so. Of a retired resource nothing is. */
export const judged = (entry: Entry, index: Index, tools: FindingTools): Judged => {
  if (entry.lifecycle === 'retired') return nothing;
  const lasting: Record<string, Lasted> = { ...entry.lasting };
  const seen = seenAt(entry, tools);
  const verdicts = entry.pending.map((pending) => {
    const { check, outcome } = pending;
    const verdict = tools.answer(outcome, index.for(entry));
    const open = entry.open[check];
    // What its own fields say is so since they changed last; what others say, since the register first asked.
    const own = 'verdict' in outcome ? entry.unchanged : undefined;
    const began = open?.from ?? own ?? tools.now;
    const lasted = lastedAfter(entry.lasting[check], verdict, began, tools.now);
    if (lasted === undefined) return [pending, verdict] as const;
    lasting[check] = lasted;
    return [pending, toldVerdict(verdict, lasted, latest(seen, open?.since ?? '', lasted.since))] as const;
  });
  const asked = new Set(entry.pending.map(({ check }) => check));
  for (const [check, lasted] of Object.entries(entry.lasting))
    if (!asked.has(check)) lasting[check] = lastedAfter(lasted, { verdict: 'pass' }, tools.now, tools.now)!;
  return { verdicts, lasting };
};
