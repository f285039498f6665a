/** Lists that an item holds as they are, and those that would outgrow it. */
import { expect, it } from 'vitest';
import { partitionsOf } from '../../lib/register/summaries.ts';
import { openOn, tableForTest } from './table.ts';

it.each([3, 80_000])('a partition of %i accounts is kept with all of them, and written once', async (count) => {
  const table = await tableForTest();
  const accounts = Array.from({ length: count }, (_, i) => `sys-${String(i * 7_919).padStart(26, '0')}`).sort();
  const totals = { kinds: {}, checks: {} };
  const store = await openOn(table.database, 0);
  await store.saveOwners({}, accounts, totals);
  expect((await partitionsOf(table.database)).map((one) => one.accounts)).toEqual([accounts]);
  for (const kind of Object.keys(table.puts)) delete table.puts[kind];
  await store.saveOwners({}, accounts, totals);
  expect(table.puts).toEqual({});
});
