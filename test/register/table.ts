/** The embedded table in a folder of its own, with an ear on what the client sends and a hand in the way of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { onTestFinished } from 'vitest';
import type { PartitionStore } from '../../lib/collect/store.ts';
import { openLocalTable } from '../../lib/local/table.ts';
import type { Database, Item } from '../../lib/register/database.ts';
import { openPartition } from '../../lib/register/partition-store.ts';
import { dayOf, partition } from '../collect/estate.ts';

/** A request on its way: what it asks for, as JSON of the wire. */
export interface Request {
  readonly operation: string;
  body: any;
}

/** Stands between the client and the wire; `send` goes on with what is left of the request. */
export type Hand = (request: Request, send: () => Promise<any>) => Promise<any>;

export interface Table {
  readonly database: Database;
  readonly client: DynamoDBClient;
  readonly folder: string;
  /** Kinds of items that were put since this was emptied: `resource`, `version`, … */
  readonly puts: Record<string, number>;
  hand: Hand;
}

const kindOf = ({ pk, sk }: { readonly pk: { S: string }; readonly sk: { S: string } }): string => {
  if (pk.S.startsWith('r#')) return { n: 'resource', v: 'version', f: 'finding' }[sk.S[0]!] ?? sk.S;
  return pk.S.startsWith('p#') ? sk.S.replace(/^m#.*/, 'manifest') : pk.S;
};

const putsIn = ({ operation, body }: Request): string[] => {
  if (operation === 'UpdateItem') return [kindOf(body.Key)];
  if (operation !== 'BatchWriteItem') return [];
  return Object.values<any[]>(body.RequestItems)
    .flat()
    .map(({ PutRequest: put, DeleteRequest: gone }) => (put ? kindOf(put.Item) : `${kindOf(gone.Key)} deleted`));
};

const listen = (client: DynamoDBClient, table: Pick<Table, 'puts' | 'hand'>): void =>
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const http = args.request as { body: string };
      const operation = String(context.commandName).replace(/Command$/, '');
      const request: Request = { operation, body: JSON.parse(http.body) };
      return table.hand(request, async () => {
        http.body = JSON.stringify(request.body);
        for (const kind of putsIn(request)) table.puts[kind] = (table.puts[kind] ?? 0) + 1;
        return next(args);
      });
    },
    { step: 'build', priority: 'high', name: 'listen' },
  );

/** A table of the test's own, gone when the test ends. */
export const tableForTest = async (): Promise<Table> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-'));
  const { database, client, close } = await openLocalTable(folder);
  onTestFinished(async () => {
    await close();
    await rm(folder, { recursive: true });
  });
  const table: Table = { database, client, folder, puts: {}, hand: (_, send) => send() };
  listen(client, table);
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
export const itemsOf = async ({ client }: Pick<Table, 'client'>): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Record<string, any> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: 'cadastre', ...(start !== undefined && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []).map((item) => unmarshall(item) as Item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

export const gather = async <Value>(sequence: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = [];
  for await (const one of sequence) all.push(one);
  return all;
};
