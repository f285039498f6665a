/** The table over DynamoDB's own client: batches, pages, back-off, and a count of what was read and written. */
import { type AttributeValue, ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { type IndexQuery, type Key, table } from './table.ts';

export type Item = Record<string, any> & Key;

/** Limits of BatchWriteItem and BatchGetItem. */
const WRITE_BATCH = 25;
const READ_BATCH = 100;
/** Batches of one call under way at once. */
const CONCURRENCY = 8;
/** Back-off between tries of unprocessed items: doubling from the first to the last, milliseconds. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 5_000;
const TRIES = 12;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Retries what a batch left over until nothing is left; throws when the table refuses for about a minute. */
const untilDone = async <Left>(
  first: Left,
  send: (left: Left) => Promise<Left | undefined>,
  what: string,
): Promise<void> => {
  let left: Left | undefined = first;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    left = await send(left);
    if (left === undefined) return;
    await sleep(Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
  throw new Error(
    `The register's table left ${what} unprocessed after ${TRIES} tries; it is throttled. Run again: nothing is lost.`,
  );
};

const inBatches = async <Value>(values: readonly Value[], size: number, work: (batch: Value[]) => Promise<void>) => {
  let next = 0;
  const worker = async () => {
    while (next < values.length) {
      const batch = values.slice(next, next + size);
      next += size;
      await work(batch);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, Math.ceil(values.length / size)) }, worker));
};

/** What a query says of the sort key: how it begins, or from where to where it reaches; nothing where it begins with ''. */
const sortKeyCondition = (range: string | readonly [string, string]) => {
  if (range === '') return { condition: '', values: {} };
  if (typeof range === 'string') return { condition: ' AND begins_with(#sk, :sk)', values: { ':sk': range } };
  return { condition: ' AND #sk BETWEEN :from AND :to', values: { ':from': range[0], ':to': range[1] } };
};

const textOf = ({ pk, sk }: Key) => `${pk}\u0000${sk}`;

export class Database {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  /** Items read and written so far; a deletion counts as written. */
  readonly count = { read: 0, written: 0 };

  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#table = tableName;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    this.count.read++;
    return Item as Item | undefined;
  }

  /** The items that exist, in no order. */
  async getAll(wanted: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    const unique = [...new Map(wanted.map((key) => [textOf(key), key])).values()];
    await inBatches(unique, READ_BATCH, (batch) =>
      untilDone(
        batch as Key[],
        async (Keys) => {
          const answer = await this.#client.send(
            new BatchGetCommand({ RequestItems: { [this.#table]: { Keys, ConsistentRead: true } } }),
          );
          const items = (answer.Responses?.[this.#table] ?? []) as Item[];
          found.push(...items);
          this.count.read += Keys.length - (answer.UnprocessedKeys?.[this.#table]?.Keys?.length ?? 0);
          return answer.UnprocessedKeys?.[this.#table]?.Keys as Key[] | undefined;
        },
        'reads',
      ),
    );
    return found;
  }

  /** Puts and deletes, in no order among themselves; done when the promise is. A key may come once only. */
  async write(puts: readonly Item[], deletes: readonly Key[] = []): Promise<void> {
    const requests = [
      ...puts.map((Item) => ({ PutRequest: { Item } })),
      ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
    ];
    await inBatches(requests, WRITE_BATCH, (batch) =>
      untilDone(
        batch as any[],
        async (left) => {
          const answer = await this.#client.send(new BatchWriteCommand({ RequestItems: { [this.#table]: left } }));
          const unprocessed = answer.UnprocessedItems?.[this.#table];
          this.count.written += left.length - (unprocessed?.length ?? 0);
          return unprocessed;
        },
        'writes',
      ),
    );
  }

  /** Writes one item unless the condition fails: then false. `names` stand for attributes whose names are reserved. */
  async putIf(
    item: Item,
    condition: string,
    values: Record<string, unknown>,
    names: Record<string, string> = {},
  ): Promise<boolean> {
    return this.#unlessConditionFails(() =>
      this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: item,
          ConditionExpression: condition,
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
          ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
        }),
      ),
    );
  }

  /** Updates one item unless the condition fails: then undefined; else its new attributes. */
  async updateIf(key: Key, update: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<Item | undefined> {
    let attributes: Item | undefined;
    await this.#unlessConditionFails(async () => {
      const answer = await this.#client.send(
        new UpdateCommand({ TableName: this.#table, Key: key, ReturnValues: 'ALL_NEW', ...update }),
      );
      attributes = answer.Attributes as Item;
    });
    return attributes;
  }

  async #unlessConditionFails(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
    this.count.written++;
    return true;
  }

  /** Items below a partition key whose sort key begins so, page by page, in order. */
  query(
    pk: string,
    begins: string,
    options: { readonly newestFirst?: boolean; readonly limit?: number } = {},
  ): AsyncGenerator<Item> {
    return this.#pages(table.key, undefined, pk, begins, options);
  }

  /** Items of an index, in order of its sort key. Eventually consistent, as indexes are. */
  queryIndex(
    { index, pk, begins, between }: IndexQuery,
    options: { readonly newestFirst?: boolean } = {},
  ): AsyncGenerator<Item> {
    return this.#pages(table.indexes[index], table.indexes[index].name, pk, between ?? begins, options);
  }

  async *#pages(
    names: { readonly pk: string; readonly sk: string },
    index: string | undefined,
    pk: string,
    range: string | readonly [string, string],
    { newestFirst = false, limit }: { readonly newestFirst?: boolean; readonly limit?: number },
  ): AsyncGenerator<Item> {
    const { condition, values } = sortKeyCondition(range);
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page: { Items?: Record<string, any>[] | undefined; LastEvaluatedKey?: Record<string, any> | undefined } =
        await this.#client.send(
          new QueryCommand({
            TableName: this.#table,
            ...(index !== undefined && { IndexName: index }),
            KeyConditionExpression: `#pk = :pk${condition}`,
            ExpressionAttributeNames: { '#pk': names.pk, ...(condition !== '' && { '#sk': names.sk }) },
            ExpressionAttributeValues: { ':pk': pk, ...values },
            ScanIndexForward: !newestFirst,
            ...(index === undefined && { ConsistentRead: true }),
            ...(limit !== undefined && { Limit: limit }),
            ...(start !== undefined && { ExclusiveStartKey: start }),
          }),
        );
      const items = (page.Items ?? []) as Item[];
      this.count.read += items.length;
      yield* items;
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
}
