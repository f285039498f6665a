/**
 * The embedded table in a folder of its own, with an ear on what the client sends and a hand in the way of it. Where
 * `REGISTER_ENDPOINT` says where another DynamoDB is, a table of its own there, so that the same tests try both.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import type { PartitionStore } from '../../lib/collect/store.ts';
import { connectTable, type LocalTable, openLocalTable } from '../../lib/local/table.ts';
import type { Database, Item } from '../../lib/register/database.ts';
import { openPartition } from '../../lib/register/partition-store.ts';
import { dayOf, partition } from '../collect/estate.ts';

/** A request on its way: what it asks for, as JSON of the wire. */
export interface Request {
  readonly operation: string;
  body: any;
}

/** Stands between the client and the wire: answers itself, or with what `send` gives for what is left of the request. */
export type Hand = (request: Request, send: () => Promise<any>) => Promise<any>;

export interface Table {
  readonly database: Database;
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly folder: string;
  /** Kinds of items that were put since this was emptied: `resource`, `version`, … */
  readonly puts: Record<string, number>;
  hand: Hand;
}

const kindOf = ({ pk, sk }: { readonly pk: { S: string }; readonly sk: { S: string } }): string => {
  if (pk.S.startsWith('r#')) return { n: 'resource', v: 'version', f: 'finding', a: 'assertion' }[sk.S[0]!] ?? sk.S;
  return pk.S.startsWith('p#') ? sk.S.replace(/^m#.*/, 'manifest') : pk.S;
};

const putsIn = ({ operation, body }: Request): string[] => {
  if (operation === 'UpdateItem') return [kindOf(body.Key)];
  if (operation !== 'BatchWriteItem') return [];
  return Object.values<any[]>(body.RequestItems)
    .flat()
    .map(({ PutRequest: put, DeleteRequest: gone }) => (put ? kindOf(put.Item) : `${kindOf(gone.Key)} deleted`));
};

const read = async (body: AsyncIterable<Uint8Array>): Promise<any> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
};

/** On the wire itself: what is sent is the client's, what is answered the table's, unless the hand says otherwise. */
const listen = (client: DynamoDBClient, table: Pick<Table, 'puts' | 'hand'>): void => {
  const wire = client.config.requestHandler;
  const send = wire.handle.bind(wire);
  wire.handle = async (http, options) => {
    const operation = http.headers['x-amz-target']!.split('.')[1]!;
    const request: Request = { operation, body: JSON.parse(new TextDecoder().decode(http.body)) };
    let response: any = { statusCode: 200, headers: {} };
    const answer = await table.hand(request, async () => {
      for (const kind of putsIn(request)) table.puts[kind] = (table.puts[kind] ?? 0) + 1;
      http.body = JSON.stringify(request.body);
      http.headers['content-length'] = String(Buffer.byteLength(http.body));
      ({ response } = await send(http, options));
      return read(response.body);
    });
    response.body = Readable.from([Buffer.from(JSON.stringify(answer))]);
    return { response };
  };
};

const openElsewhere = async (endpoint: string, TableName: string): Promise<LocalTable> => {
  const { database, client } = await connectTable(endpoint, TableName);
  const close = async () => {
    await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
  };
  return { database, client, close };
};

/** A table that several tests share. */
export const openTable = async (): Promise<Table & { close(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-'));
  const { REGISTER_ENDPOINT: elsewhere } = process.env;
  const name = elsewhere === undefined ? 'cadastre' : randomUUID();
  const { database, client, close } = await (elsewhere === undefined
    ? openLocalTable(folder)
    : openElsewhere(elsewhere, name));
  const passOn: Hand = (_, send) => send();
  const table = {
    database,
    client,
    name,
    folder,
    puts: {},
    hand: passOn,
    close: async () => {
      // Elsewhere a table is deleted by a request of its own, which no test's hand may refuse.
      table.hand = passOn;
      await close();
      await rm(folder, { recursive: true });
    },
  };
  listen(client, table);
  return table;
};

/** A table of the test's own, gone when the test ends. */
export const tableForTest = async (): Promise<Table> => {
  const table = await openTable();
  onTestFinished(table.close);
  return table;
};

/** The partition as a run of that day has it. */
export const openOn = (database: Database, day: number, over = {}): Promise<PartitionStore> =>
  openPartition(database, partition.id, {
    run: `run-${day}`,
    now: dayOf(day),
    about: { provider: partition.provider, root: partition.root },
    leaseMs: 60_000,
    takeOver: false,
    ...over,
  });

/** Every item there is. */
export const itemsOf = async ({ client, name: TableName }: Pick<Table, 'client' | 'name'>): Promise<Item[]> => {
  const items: Item[] = [];
  const documents = DynamoDBDocumentClient.from(client);
  let start: Record<string, any> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName, ...(start !== undefined && { ExclusiveStartKey: start }) }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

export const gather = async <Value>(sequence: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = [];
  for await (const one of sequence) all.push(one);
  return all;
};

/** Makes the table hold these items and no others. */
export const restore = async (table: Table, items: readonly Item[]): Promise<void> => {
  const kept = new Set(items.map(({ pk, sk }) => pk + sk));
  const others = (await itemsOf(table)).filter(({ pk, sk }) => !kept.has(pk + sk));
  await table.database.write(
    items,
    others.map(({ pk, sk }) => ({ pk, sk })),
  );
};
