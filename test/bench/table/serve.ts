/**
 * A DynamoDB for measuring: it speaks the protocol to the real client, holds millions of items in little memory, and
 * counts the units that DynamoDB would bill. One table, all of its items in this process, gone with it.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bill } from './bill.ts';
import { invalid, Refusal } from './expressions.ts';
import { type MeteredTable, openTable } from './operations.ts';
import type { WireItem } from './units.ts';

const notFound = () =>
  new Refusal('com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 'Requested resource not found');
const inUse = () => new Refusal('com.amazonaws.dynamodb.v20120810#ResourceInUseException', 'The table exists already');

const only = <One>(of: Readonly<Record<string, One>>): readonly [name: string, one: One] => Object.entries(of)[0]!;

const read = async (request: IncomingMessage): Promise<any> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

export interface Served {
  readonly endpoint: string;
  items(): Iterable<WireItem>;
  /** Units since it was asked last. */
  bill(): Bill;
  rewriting(): ReturnType<MeteredTable['rewriting']>;
  close(): Promise<void>;
}

export const serveTable = async (): Promise<Served> => {
  let table: MeteredTable | undefined;
  const opened = (): MeteredTable => {
    if (table === undefined) throw notFound();
    return table;
  };
  const operations: Readonly<Record<string, (body: any) => object>> = {
    CreateTable(body) {
      if (table !== undefined) throw inUse();
      table = openTable(body);
      return {};
    },
    DescribeTable: ({ TableName }) => opened() && { Table: { TableName, TableStatus: 'ACTIVE' } },
    GetItem({ Key, ConsistentRead }) {
      const Item = opened().get(Key, ConsistentRead === true);
      return Item === undefined ? {} : { Item };
    },
    BatchGetItem({ RequestItems }) {
      const [name, { Keys, ConsistentRead }] = only<any>(RequestItems);
      const items = Keys.map((key: WireItem) => opened().get(key, ConsistentRead === true));
      return { Responses: { [name]: items.filter(Boolean) }, UnprocessedKeys: {} };
    },
    BatchWriteItem({ RequestItems }) {
      opened().writeBatch(only<any>(RequestItems)[1]);
      return { UnprocessedItems: {} };
    },
    PutItem: (body) => opened().put(body) && {},
    UpdateItem: ({ ReturnValues, ...body }) => {
      const Attributes = opened().update(body);
      return ReturnValues === 'ALL_NEW' ? { Attributes } : {};
    },
    Query: (body) => opened().query(body),
  };
  const server = createServer((request, response) => {
    const name = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const reply = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    read(request)
      .then((body) => {
        const operation = operations[name];
        if (operation === undefined) throw invalid(`This table does not know ${name}.`);
        reply(200, operation(body));
      })
      .catch((error) => {
        if (error instanceof Refusal) reply(400, { __type: error.type, message: error.message });
        else reply(500, { __type: 'InternalServerError', message: String(error?.stack) });
      });
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    items: () => opened().items(),
    bill: () => opened().bill.take(),
    rewriting: () => opened().rewriting(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
