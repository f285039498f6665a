/** What a table's stream says of each write, on two others' understandings of it: what the publisher makes events of. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsIn } from '../../lib/deployed/publisher.ts';
import { Database, type Item } from '../../lib/register/database.ts';
import { keys } from '../../lib/register/table.ts';
import { versionItem } from '../../lib/register/versions.ts';
import { volume } from '../collect/estate.ts';
import { startMoto } from '../standins/moto.ts';
import { openStream, type Stream } from './mapping.ts';
import { ACCOUNT, REGION, type Reach, startMiniStack } from './ministack.ts';

const TABLE = 'register';

const standIns: Readonly<Record<string, () => Promise<Reach & { stop(): Promise<void> }>>> = {
  MiniStack: startMiniStack,
  moto: async () => {
    const { port, stop } = await startMoto();
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'any' };
    return { endpoint: `http://127.0.0.1:${port}`, region: REGION, credentials, stop };
  },
};

const resource = {
  ...volume('a'),
  tags: {},
  owner: {
    id: 'ana',
    status: 'known',
    source: 'tag',
    key: 'owner',
    value: 'ana',
    from: 'a',
    coOwners: [],
    overrode: [],
  },
  lifecycle: 'active',
  version: 1,
  firstSeen: '2026-06-01T12:00:00.000Z',
  changedAt: '2026-06-01T12:00:00.000Z',
} as const;
const version = (n: number, changes = {}): Item =>
  versionItem(
    {
      resourceId: resource.id,
      version: n,
      event: n === 1 ? 'discovered' : 'changed',
      changes,
      at: resource.changedAt,
      run: 'r',
      previousAt: null,
    },
    resource,
    undefined,
  );

describe.each(Object.keys(standIns))('the stream of a table of %s', (name) => {
  let standIn: Reach & { stop(): Promise<void> };
  let client: DynamoDBClient;
  let database: Database;
  let stream: Stream;
  beforeAll(async () => {
    standIn = await standIns[name]!();
    client = new DynamoDBClient(standIn);
    const attributes = ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
    await client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    );
    database = new Database(client, TABLE);
    stream = await openStream(standIn, TABLE);
  });
  afterAll(async () => {
    client?.destroy();
    await standIn?.stop();
  });

  it('tells a new item, one that replaces it, and one that is deleted, each with what is and what was', async () => {
    const item = { ...keys.profile('ana'), name: 'Ana', bytes: new Uint8Array([1, 2, 250]) };
    await database.write([item]);
    await database.write([{ ...item, name: 'Ana Lopes' }]);
    await database.write([], [{ pk: item.pk, sk: item.sk }]);
    const records = await stream.read();
    expect(
      records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => [eventName, OldImage?.name.S, NewImage?.name.S]),
    ).toEqual([
      ['INSERT', undefined, 'Ana'],
      ['MODIFY', 'Ana', 'Ana Lopes'],
      ['REMOVE', 'Ana Lopes', undefined],
    ]);
    // As the wire has bytes, and so the event that Lambda passes on.
    expect(records[0]?.dynamodb.NewImage.bytes.B).toBe(Buffer.from([1, 2, 250]).toString('base64'));
    const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
    expect(numbers).toEqual([...numbers].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('gives the events of what was written, and none for what was written again or deleted', async () => {
    await database.write([version(1)]);
    await database.write([version(2, { 'fields.sizeGib': [8, 16] })]);
    await database.write([], [keys.version(resource.id, 1)]);
    const told = (await stream.read()).map((record) => eventsIn(record as never).map(({ type }) => type));
    expect(told).toEqual([['Resource Discovered'], ['Resource Changed'], []]);
  });
});
