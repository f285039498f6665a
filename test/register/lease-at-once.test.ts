import { expect, it } from 'vitest';
import { PartitionBusyError } from '../../lib/register/lease.ts';
import { openOn, tableForTest } from './table.ts';

it('a partition is opened by exactly one of many who try at once', async () => {
  const { database } = await tableForTest();
  const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, day) => openOn(database, day)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of tries) {
    if (one.status === 'fulfilled') continue;
    expect(one.reason).toBeInstanceOf(PartitionBusyError);
    expect(one.reason.message).toContain('Another collection of aws:111111111111 is under way');
  }
});
