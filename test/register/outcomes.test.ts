/** A run's record has room for so many outcomes, and counts the others. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { noCounts } from '../../lib/collect/tally.ts';
import { MOST_ACCOUNTS, MOST_OUTCOMES, notComplete, Outcomes, outcomeCounts } from '../../lib/register/outcomes.ts';
import { savePart } from '../../lib/register/run-parts.ts';
import { saveRun } from '../../lib/register/runs.ts';
import type { ListingOutcome } from '../../lib/register/types.ts';
import { noLedger } from '../../lib/runs/record.ts';
import { notCollected } from '../../lib/runs/work.ts';
import { pastRun } from '../cli/fake.ts';
import { tableForTest } from './table.ts';

const outcome = (index: number, over: Partial<ListingOutcome> = {}): ListingOutcome => ({
  partition: `aws:${String(index).padStart(12, '0')}`,
  listing: 'aws_ebs_volume@eu-west-1',
  outcome: 'incomplete',
  reason: 'access denied',
  found: 0,
  lastComplete: null,
  ...over,
});

const gathered = (all: readonly ListingOutcome[]) => {
  const outcomes = new Outcomes();
  for (const one of all) outcomes.add(one);
  const { incomplete, more } = outcomes.all;
  const since = '2026-06-01T12:00:00.000Z';
  return { listings: { complete: 0, incomplete: incomplete.map((one) => ({ ...one, since })), more } };
};

it('holds all of few', () => {
  const all = [outcome(2), outcome(1, { outcome: 'held' })];
  const { listings } = gathered(all);
  expect(listings).toMatchObject({ incomplete: all, more: undefined });
  expect(outcomeCounts({ listings })).toEqual({ incomplete: 1, held: 1 });
});

it('holds so many of a hundred thousand, whole partitions and held ones first, the same in whichever order they come', () => {
  const whole = { root: 'aws:organization', accounts: ['1'] };
  const all = Array.from({ length: 100_000 }, (_, i) =>
    outcome(i, i % 1_000 === 999 ? { outcome: 'held' } : i % 1_000 === 500 ? { whole, listing: '*' } : {}),
  );
  const run = gathered(all);
  const { incomplete, more } = run.listings;
  expect(incomplete).toHaveLength(MOST_OUTCOMES);
  expect(incomplete.filter((one) => one.whole)).toHaveLength(100);
  expect(incomplete.filter((one) => one.outcome === 'held')).toHaveLength(100);
  expect(more).toEqual({ incomplete: 98_000, held: 0 });
  expect([outcomeCounts(run), notComplete(run)]).toEqual([{ incomplete: 99_900, held: 100 }, 100_000]);
  expect(gathered(all.toReversed())).toEqual(run);
});

it('has room for so many accounts of partitions that could not be begun', async () => {
  const accounts = Array.from({ length: 80_000 }, () => randomUUID());
  const { database } = await tableForTest();
  const partition = { id: 'gcp:organizations/1', root: 'gcp:organizations/1', provider: 'gcp' as const };
  const lost = notCollected({ ...partition, accounts: accounts.map((id) => ({ id })) }, 'another holds it');
  const { listings } = gathered([lost, outcome(1), { ...lost, partition: 'gcp:organizations/2' }]);
  await saveRun(database, pastRun({ listings }));
  expect(listings.incomplete.map(({ whole }) => whole?.accounts.length)).toEqual([MOST_ACCOUNTS, undefined, 0]);
  const part = { partition: partition.id, finished: false, outcomes: [lost], counts: noCounts, ...noLedger };
  await savePart(database, 'run-1', part, '2026-06-01T12:00:00.000Z');
});
