/** Resources that another partition has found last: what comes with them. */
import { expect, test } from 'vitest';
import { openPartition } from '../../lib/register/partition-store.ts';
import { openReader } from '../../lib/register/reader.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { collect, dayOf, listing, volume, volumeId } from '../collect/estate.ts';
import { gather, openOn, tableForTest } from './table.ts';

const idle = (name: string) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [] });
const listed = [listing([[idle('a'), idle('b')]])];
const word = { id: volumeId('a'), check: 'unattached_disk', by: 'bob' };

test('what people said of them holds though the index does not know yet that they moved', async () => {
  const table = await tableForTest();
  const { database } = table;
  await collect(await openOn(database, 0), 0, listed);
  await openWriter(database).suppress({ ...word, until: dayOf(9).slice(0, 10), reason: 'kept', now: dayOf(0) });
  const elsewhere = (day: number) =>
    openPartition(database, 'another', {
      ...{ run: `run-${day}`, now: dayOf(day), about: { provider: 'aws', root: 'another' } },
      ...{ leaseMs: 60_000, takeOver: false },
    });
  const findings = () => gather(openReader(database).findings({ includeSuppressed: true }));
  const before = await findings();
  expect(before.map(({ suppressed }) => suppressed?.by)).toEqual(['bob', undefined]);
  table.hand = async ({ operation, body }, send) =>
    operation === 'Query' && body.IndexName ? { Items: [], Count: 0, ScannedCount: 0 } : send();
  const { counts } = await collect(await elsewhere(1), 1, listed);
  expect(counts).toMatchObject({ new: 0, changed: 0, findingsOpened: 0, findingsResolved: 0, findingsReopened: 0 });
  table.hand = (_, send) => send();
  expect(await findings()).toEqual(before);

  // A word that was taken back meanwhile is no word.
  await openWriter(database).unsuppress({ ...word, now: dayOf(1) });
  await collect(await openOn(database, 2, { takeOver: true }), 2, listed);
  expect((await findings()).map(({ suppressed }) => suppressed)).toEqual([null, null]);
});
