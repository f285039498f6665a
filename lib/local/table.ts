/** The register's table on this machine: an embedded DynamoDB on disk, in this process. */
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Database } from '../register/database.ts';
import { table } from '../register/table.ts';
import { lockFolder } from './lock.ts';

const TABLE_NAME = 'cadastre';

/** What CreateTable is asked for: the same keys and indexes that the stack deploys. */
const tableDefinition = (name: string) => {
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

/** Serves the table below `dataDir` on a free port of loopback. One process at a time: a second gets a `FolderBusyError`. */
export const startTable = async (dataDir: string): Promise<{ readonly endpoint: string; close(): Promise<void> }> => {
  const path = join(dataDir, 'table');
  await mkdir(path, { recursive: true });
  const unlock = await lockFolder(join(dataDir, 'table.lock'));
  const server: Server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  } catch (error) {
    await unlock();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
      await unlock();
    },
  };
};

export interface ConnectedTable {
  readonly database: Database;
  readonly client: DynamoDBClient;
}

/** A new table takes no request before it is active; seconds. */
const untilActive = (client: DynamoDBClient) => ({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 });

/** Connects to a served table, making it where it is new. `name`: that of one among several. */
export const connectTable = async (endpoint: string, name = TABLE_NAME): Promise<ConnectedTable> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials });
  try {
    await client.send(new CreateTableCommand(tableDefinition(name)));
    await waitUntilTableExists(untilActive(client), { TableName: name });
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) {
      client.destroy();
      throw error;
    }
  }
  return { database: new Database(client, name), client };
};

export interface LocalTable extends ConnectedTable {
  close(): Promise<void>;
}

/** Opens the table below `dataDir` in this process. */
export const openLocalTable = async (dataDir: string): Promise<LocalTable> => {
  const served = await startTable(dataDir);
  try {
    const { database, client } = await connectTable(served.endpoint);
    const close = async () => {
      client.destroy();
      await served.close();
    };
    return { database, client, close };
  } catch (error) {
    await served.close();
    throw error;
  }
};
