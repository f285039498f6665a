/** The table over DynamoDB's own client: batches, pages, back-off, and a count of what was read and written. */
import { isDeepStrictEqual } from 'node:util';
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
import { patiently, untilDone } from './patience.ts';
import { type IndexQuery, type Key, table } from './table.ts';

export { TableThrottledError, TableUnreachableError } from './patience.ts';

export type Item = Record<string, any> & Key;

/** Limits of BatchWriteItem and BatchGetItem. */
const WRITE_BATCH = 25;
const READ_BATCH = 100;
/** Batches of one call under way at once. */
const CONCURRENCY = 8;

/** Where one batch fails no other is begun, and those under way have ended when it throws. */
const inBatches = async <Value>(values: readonly Value[], size: number, work: (batch: Value[]) => Promise<void>) => {
  let next = 0;
  const worker = async () => {
    try {
      while (next < values.length) {
        const batch = values.slice(next, next + size);
        next += size;
        await work(batch);
      }
    } catch (error) {
      next = values.length;
      throw error;
    }
  };
  const workers = Array.from({ length: Math.min(CONCURRENCY, Math.ceil(values.length / size)) }, worker);
  for (const one of await Promise.allSettled(workers)) if (one.status === 'rejected') throw one.reason;
};

/**
 * What a query says of the sort key: how it begins, or from where to where it reaches; nothing where it begins with
 * ''.
 */
const sortKeyCondition = (range: string | readonly [string, string]) => {
  if (range === '') return { condition: '', values: {} };
  if (typeof range === 'string') return { condition: ' AND begins_with(#sk, :sk)', values: { ':sk': range } };
  return { condition: ' AND #sk BETWEEN :from AND :to', values: { ':from': range[0], ':to': range[1] } };
};

type Request = { readonly PutRequest: { Item: Item } } | { readonly DeleteRequest: { Key: Key } };

/** As it comes back from the table: what is undefined is not stored. */
const defined = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item;

const textOf = ({ pk, sk }: Key) => `${pk}\u0000${sk}`;

/**
 * One table of DynamoDB. Reads are consistent but on indexes; what is throttled or fails is tried for some three minutes,
 * and then thrown as a `TableThrottledError` or a `TableUnreachableError`.
 */
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
    const { Item } = await patiently('a read', (abortSignal) =>
      this.#client.send(new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }), { abortSignal }),
    );
    this.count.read++;
    return Item as Item | undefined;
  }

  /** The items that exist, in no order. */
  async getAll(wanted: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    const unique = [...new Map(wanted.map((key) => [textOf(key), key])).values()];
    await inBatches(unique, READ_BATCH, (batch) =>
      untilDone('reads', batch, async (left) => {
        const RequestItems = { [this.#table]: { Keys: [...left], ConsistentRead: true } };
        const answer = await patiently('reads', (abortSignal) =>
          this.#client.send(new BatchGetCommand({ RequestItems }), { abortSignal }),
        );
        found.push(...((answer.Responses?.[this.#table] ?? []) as Item[]));
        const rest = (answer.UnprocessedKeys?.[this.#table]?.Keys ?? []) as Key[];
        this.count.read += left.length - rest.length;
        return rest;
      }),
    );
    return found;
  }

  /**
   * Puts and deletes, in no order among themselves; done when the promise is. A key may come once only. `guard` is asked
   * before each batch is sent, and each time that it is sent again.
   */
  async write(puts: readonly Item[], deletes: readonly Key[] = [], guard?: () => Promise<void>): Promise<void> {
    const requests: Request[] = [
      ...puts.map((Item) => ({ PutRequest: { Item } })),
      ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
    ];
    await inBatches(requests, WRITE_BATCH, (batch) =>
      untilDone('writes', batch, async (left) => {
        const RequestItems = { [this.#table]: [...left] };
        const answer = await patiently('writes', async (abortSignal) => {
          await guard?.();
          return this.#client.send(new BatchWriteCommand({ RequestItems }), { abortSignal });
        });
        const rest = (answer.UnprocessedItems?.[this.#table] ?? []) as Request[];
        this.count.written += left.length - rest.length;
        return rest;
      }),
    );
  }

  /**
   * Writes one item unless the condition fails: then false. That a try without an answer wrote it is no failure. `names`
   * stand for attributes whose names are reserved.
   */
  async putIf(
    item: Item,
    condition: string,
    values: Record<string, unknown>,
    names: Record<string, string> = {},
  ): Promise<boolean> {
    const command = new PutCommand({
      TableName: this.#table,
      Item: item,
      ConditionExpression: condition,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    });
    const done = await patiently(
      'a write',
      async (abortSignal) => {
        await this.#client.send(command, { abortSignal });
        return true;
      },
      async (error, again) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return again && isDeepStrictEqual(await this.get({ pk: item.pk, sk: item.sk }), defined(item));
      },
    );
    if (done) this.count.written++;
    return done;
  }

  /**
   * Updates one item unless the condition fails: then undefined; else its new attributes. A try without an answer may
   * have updated it, and fail the condition of the next: the condition should hold afterwards as well.
   */
  async updateIf(key: Key, update: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<Item | undefined> {
    const command = new UpdateCommand({ TableName: this.#table, Key: key, ReturnValues: 'ALL_NEW', ...update });
    const answer = await patiently(
      'an update',
      async (abortSignal) => (await this.#client.send(command, { abortSignal })).Attributes as Item,
      async (error) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return undefined;
      },
    );
    if (answer !== undefined) this.count.written++;
    return answer;
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
    const query = {
      TableName: this.#table,
      ...(index !== undefined && { IndexName: index }),
      KeyConditionExpression: `#pk = :pk${condition}`,
      ExpressionAttributeNames: { '#pk': names.pk, ...(condition !== '' && { '#sk': names.sk }) },
      ExpressionAttributeValues: { ':pk': pk, ...values },
      ScanIndexForward: !newestFirst,
      ...(index === undefined && { ConsistentRead: true }),
      ...(limit !== undefined && { Limit: limit }),
    };
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page: { Items?: Record<string, any>[] | undefined; LastEvaluatedKey?: Record<string, any> | undefined } =
        await patiently('a query', (abortSignal) =>
          this.#client.send(new QueryCommand({ ...query, ...(start && { ExclusiveStartKey: start }) }), {
            abortSignal,
          }),
        );
      const items = (page.Items ?? []) as Item[];
      this.count.read += items.length;
      yield* items;
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
}
