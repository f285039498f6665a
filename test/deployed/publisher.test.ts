/** From the table's stream to the bus, on items as a run really writes them. */

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PublisherEdges, publishRecords } from '../../lib/deployed/publisher.ts';
import { PUT_ENTRIES } from '../../lib/events/bus.ts';
import { collect, openRegister, type Register } from '../pipeline/harness.ts';
import { listen, tell } from '../pipeline/told.ts';

let register: Register;
let records: DynamoDBRecord[];
const listener = listen();

/** Bytes as a stream's record has them when Lambda gives it to a function: base64. */
const encoded = (image: Record<string, any>): Record<string, any> =>
  Object.fromEntries(
    Object.entries(image).map(([name, value]) => [
      name,
      'B' in value ? { B: Buffer.from(value.B).toString('base64') } : value,
    ]),
  );

beforeAll(async () => {
  register = await openRegister();
  await collect(register, { estate: { seed: 5, size: 100, day: 0 }, only: ['gcp'] });
  const items: Record<string, any>[] = [];
  let start: Record<string, any> | undefined;
  do {
    const page = await register.table.client.send(
      new ScanCommand({ TableName: 'cadastre', ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  records = items.map((item, number) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(number).padStart(5, '0'), NewImage: encoded(item) },
  }));
  await tell(register, listener);
});
afterAll(() => register.close());

interface Put {
  readonly type: string;
  readonly detail: any;
}

const bus = (refuse: (entry: Put) => boolean = () => false) => {
  const put: Put[] = [];
  const calls: number[] = [];
  const failures: string[] = [];
  const edges: PublisherEdges = {
    bus: 'cadastre',
    client: {
      send: async ({ input }: PutEventsCommand) => {
        calls.push(input.Entries!.length);
        return {
          Entries: input.Entries!.map(({ DetailType, Detail, EventBusName, Source }) => {
            expect([EventBusName, Source]).toEqual(['cadastre', 'cadastre']);
            const one = { type: DetailType!, detail: JSON.parse(Detail!) };
            if (refuse(one)) return { ErrorCode: 'InternalFailure', ErrorMessage: 'try again' };
            put.push(one);
            return { EventId: 'x' };
          }),
        };
      },
    } as unknown as PublisherEdges['client'],
    onFailure: (record) => failures.push(record),
    onPut: () => undefined,
  };
  return { edges, put, calls, failures };
};

describe('the publisher', () => {
  it('tells of written items what the outbox tells, with the same ids, ten in a call', async () => {
    const { edges, put, calls, failures } = bus();
    expect(await publishRecords(records, edges)).toEqual({ batchItemFailures: [] });
    expect(failures).toEqual([]);
    expect(new Set(put.map(({ detail }) => detail.id))).toEqual(new Set(listener.events.keys()));
    expect(put).toHaveLength(listener.events.size);
    expect(Math.max(...calls)).toBe(PUT_ENTRIES);
    const opened = put.find(({ type }) => type === 'Finding Opened');
    expect(opened?.detail).toMatchObject({ severity: expect.any(String), run: expect.any(String) });
  });

  it('gives back a record that cannot be read and what comes after it: what came before is told', async () => {
    const poison = 20;
    const poisoned = records.map((record, number) =>
      number === poison
        ? {
            ...record,
            dynamodb: { ...record.dynamodb, NewImage: { ...marshall({ pk: 'runs', sk: 'x' }), run: { B: 'AAAA' } } },
          }
        : record,
    ) as DynamoDBRecord[];
    const { edges, put, failures } = bus();
    const sequence = poisoned[poison]!.dynamodb!.SequenceNumber!;
    expect(await publishRecords(poisoned, edges)).toEqual({ batchItemFailures: [{ itemIdentifier: sequence }] });
    expect(failures).toEqual([sequence]);
    const before = bus();
    await publishRecords(poisoned.slice(0, poison), before.edges);
    expect(put).toEqual(before.put);
    const after = bus();
    expect(await publishRecords(poisoned.slice(poison + 1), after.edges)).toEqual({ batchItemFailures: [] });
    expect(before.put.length + after.put.length).toBeGreaterThan(0);
  });

  it('gives back from the first event on that the bus refuses', async () => {
    let seen = 0;
    const { edges, failures } = bus(() => ++seen === 4);
    const { batchItemFailures } = await publishRecords(records, edges);
    expect(batchItemFailures).toEqual([{ itemIdentifier: failures[0] }]);
  });

  it('tells nothing of what expires', async () => {
    const gone = records.map(({ dynamodb }) => ({
      eventName: 'REMOVE' as const,
      dynamodb: { ...dynamodb, OldImage: dynamodb!.NewImage, NewImage: undefined },
    }));
    const { edges, put } = bus();
    expect(await publishRecords(gone as DynamoDBRecord[], edges)).toEqual({ batchItemFailures: [] });
    expect(put).toEqual([]);
  });
});
