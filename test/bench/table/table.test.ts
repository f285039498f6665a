/** The table that measures, against the embedded one: the same requests, answered and charged the same. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectTable } from '../../../lib/local/table.ts';
import { PartitionBusyError } from '../../../lib/register/lease.ts';
import { openReader } from '../../../lib/register/reader.ts';
import { keys } from '../../../lib/register/table.ts';
import { dayOf } from '../../collect/estate.ts';
import { collect, gathered, openRegister, type Register } from '../../pipeline/harness.ts';
import { openOn, tableForTest } from '../../register/table.ts';
import { serveTable } from './serve.ts';

const metered = async () => {
  const served = await serveTable();
  const { database, client } = await connectTable(served.endpoint);
  onTestFinished(async () => {
    client.destroy();
    await served.close();
  });
  return { ...served, database, client };
};

/** Units of reads and writes of resources, their versions and findings, as the embedded table tells them. */
const unitsOf = (client: DynamoDBClient) => {
  const units = { read: 0, written: 0 };
  client.middlewareStack.add(
    (next: any, context: any) => async (args: any) => {
      if (!/^Batch(Get|Write)Item/.test(context.commandName)) return next(args);
      args.input.ReturnConsumedCapacity = 'TOTAL';
      const { Keys, ...rest } = Object.values<any>(args.input.RequestItems)[0];
      const first = Keys?.[0] ?? rest[0]?.PutRequest?.Item ?? rest[0]?.DeleteRequest?.Key;
      const answer = await next(args);
      const pk = first.pk.S ?? first.pk;
      if (pk.startsWith('r#')) units[Keys ? 'read' : 'written'] += answer.output.ConsumedCapacity[0].CapacityUnits;
      return answer;
    },
    { step: 'initialize', priority: 'low' },
  );
  return units;
};

describe('the table that measures', () => {
  it('comes to the same register as the embedded one, answers the same, and counts the same units', async () => {
    const embedded = await openRegister();
    onTestFinished(() => embedded.close());
    const { database, client, items, bill } = await metered();
    const other = { table: { database, client } } as unknown as Register;
    const reader = openReader(database);
    const embeddedUnits = unitsOf(embedded.table.client);
    for (const [turn, day] of [0, 20].entries()) {
      const estate = { seed: 3, size: 300, day };
      // One listing after another: what changes and then gets its holder's new owner has a version more in another order.
      const a = await collect(embedded, { estate, turn, listings: 1 });
      const b = await collect(other, { estate, turn, listings: 1 });
      expect({ ...b, id: '', items: { ...b.items, read: 0 } }).toEqual({
        ...a,
        id: '',
        items: { ...a.items, read: 0 },
      });
    }
    const { resources, versions, findings } = bill();
    const sum = (unit: 'table' | 'read') => resources![unit] + versions![unit] + findings![unit];
    expect({ written: sum('table'), read: sum('read') }).toEqual(embeddedUnits);

    const dump = [...items()].filter(({ pk, sk }) => pk!.S!.startsWith('r#') || sk!.S === 'owners');
    expect(dump.length).toBe((await embedded.dump()).length);

    const text = (all: readonly unknown[]) =>
      all.map((one) => JSON.stringify(one).replaceAll(/\d{8}T\d{9}Z-\w{4}/g, 'run'));
    const both = async (ask: (of: typeof reader) => AsyncIterable<unknown>) =>
      expect(text(await gathered(ask(reader)))).toEqual(text(await gathered(ask(embedded.reader))));
    await both((of) => of.resources({ includeRetired: true }));
    await both((of) => of.resources({ owner: 'unowned' }));
    await both((of) => of.findings({}));
    await both((of) => of.changes({ since: '2026-06-01', until: '2026-06-02' }));
    await both((of) => of.coverage());
  });

  it('pages through an index and a partition, forwards and backwards, as the embedded one does', async () => {
    const puts = Array.from({ length: 2_500 }, (_, n) => ({
      ...keys.note('', '', String((n * 7) % 2_500).padStart(4, '0')),
      placePk: n % 3 === 0 ? 'a' : 'b',
      placeSk: `${n % 100}#é${n}`,
      text: 'x'.repeat(1_000),
    }));
    const [a, b] = await Promise.all([tableForTest(), metered()]);
    const sequences = [a, b].map(async ({ database }) => {
      await database.write(puts);
      await database.write(
        puts.slice(0, 3).map((one) => ({ ...one, placePk: 'b' })),
        puts.slice(3, 6),
      );
      const place = { index: 'byPlace', pk: 'b' } as const;
      return [
        await gathered(database.query('outbox', '##0')),
        await gathered(database.query('outbox', '', { newestFirst: true, limit: 70 })),
        await gathered(database.queryIndex({ ...place, begins: '7' })),
        await gathered(database.queryIndex({ ...place, begins: '', between: ['3', '8'] }, { newestFirst: true })),
      ].map((list) => list.map(({ pk, sk, placePk, placeSk }) => [pk, sk, placePk, placeSk]));
    });
    const [embedded, measured] = await Promise.all(sequences);
    expect(embedded!.every((list) => list.length > 100)).toBe(true);
    expect(measured).toEqual(embedded);
  });

  it('keeps the conditions of leases', async () => {
    const { database } = await metered();
    const first = await openOn(database, 1);
    await expect(openOn(database, 2)).rejects.toThrow(PartitionBusyError);
    await first.release(true);
    const second = await openOn(database, 2);
    expect(second.unclean).toBe(false);
    await expect(openOn(database, 3, { takeOver: true, now: dayOf(3) })).resolves.toMatchObject({ unclean: true });
    await expect(second.release(true)).rejects.toThrow('took');
  });

  it('refuses what it does not know', async () => {
    const { database } = await metered();
    const update = { UpdateExpression: 'SET a.b = :b', ExpressionAttributeValues: { ':b': 1 } };
    await expect(database.updateIf(keys.history, update)).rejects.toThrow('does not know the expression');
  });
});
