/** The register's table on this machine: an embedded DynamoDB on disk, in this process. */
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Database } from '../register/database.ts';
import { table } from '../register/table.ts';

const TABLE_NAME = 'cadastre';

/** What CreateTable is asked for: the same keys and indexes that the stack deploys. */
export const tableDefinition = (name: string) => {
  const attributes = [table.key, ...Object.values(table.indexes)].flatMap(({ pk, sk }) => [pk, sk]);
  const schema = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: schema(table.key),
    GlobalSecondaryIndexes: Object.values(table.indexes).map((index) => ({
      IndexName: index.name,
      KeySchema: schema(index),
      Projection: { ProjectionType: 'ALL' as const },
    })),
  };
};

export interface LocalTable {
  readonly database: Database;
  readonly client: DynamoDBClient;
  close(): Promise<void>;
}

/** Opens the table below `dataDir`, making it where it is new. One process at a time: a second gets an error. */
export const openLocalTable = async (dataDir: string): Promise<LocalTable> => {
  const path = join(dataDir, 'table');
  await mkdir(path, { recursive: true });
  const server: Server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const close = async () => {
    client.destroy();
    await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  };
  try {
    await client.send(new CreateTableCommand(tableDefinition(TABLE_NAME)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) {
      await close().catch(() => undefined);
      throw error;
    }
  }
  return { database: new Database(client, TABLE_NAME), client, close };
};
