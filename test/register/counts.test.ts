import { expect, it } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import { collect, listing, snapshot, volume } from '../collect/estate.ts';
import { openOn, type Table, tableForTest } from './table.ts';

const idle = (name: string, over = {}) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });

const volumes = (...names: string[]) => listing([[...names.map((name) => idle(name)), volume('held')]]);
const snapshots = listing([[snapshot('s', 'held')]], { kind: 'aws_ebs_snapshot' });

const sweep = async ({ database }: Table, day: number, listings: Parameters<typeof collect>[2]) =>
  collect(await openOn(database, day), day, listings);

it('resources are counted by kind and findings by check; what is missing counts until it is retired, as in every list', async () => {
  const table = await tableForTest();
  const counts = () => openReader(table.database).counts();
  expect(await counts()).toEqual({ kinds: {}, checks: {} });
  await sweep(table, 0, [volumes('a', 'b'), snapshots]);
  expect(await counts()).toEqual({
    kinds: { aws_ebs_snapshot: 1, aws_ebs_volume: 3 },
    checks: { unattached_disk: { severity: 'medium', fail: 2, unknown: 0, suppressed: 0 } },
  });
  // The one that is missing keeps its finding until it is retired.
  await sweep(table, 1, [volumes('a'), snapshots]);
  expect(await counts()).toEqual({
    kinds: { aws_ebs_snapshot: 1, aws_ebs_volume: 3 },
    checks: { unattached_disk: { severity: 'medium', fail: 2, unknown: 0, suppressed: 0 } },
  });
  await sweep(table, 2, [volumes('a'), snapshots]);
  expect(await counts()).toEqual({
    kinds: { aws_ebs_snapshot: 1, aws_ebs_volume: 2 },
    checks: { unattached_disk: { severity: 'medium', fail: 1, unknown: 0, suppressed: 0 } },
  });
});

it('counts that are as they were are not written again, whichever listing came first', async () => {
  const table = await tableForTest();
  await sweep(table, 0, [volumes('a', 'b'), snapshots]);
  delete table.puts.owners;
  await sweep(table, 1, [snapshots, volumes('b', 'a')]);
  expect(table.puts.owners).toBeUndefined();
  for (const day of [2, 3]) await sweep(table, day, [snapshots, volumes('a')]);
  expect(table.puts.owners).toBe(1);
});
