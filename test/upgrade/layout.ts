/**
 * Registers as the code of some day left them: every item of the table, gzipped JSON in `layouts/`, named by that code's
 * commit. Each is of the sample estate, so that today's code can go on where that code stopped.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

const folder = new URL('layouts/', import.meta.url);
const TABLE = 'cadastre';
/** As many as BatchWriteItem takes. */
const BATCH = 25;

type Item = Record<string, AttributeValue>;

export interface Layout {
  readonly seed: number;
  readonly size: number;
  /** The estate's day at each run; the runs follow one another by the hour. */
  readonly days: readonly number[];
  readonly items: readonly Item[];
}

const fileOf = (name: string): URL => new URL(`${name}.json.gz`, folder);

/** Names of the layouts that are kept. */
export const layouts = (): string[] => readdirSync(folder).map((file) => file.replace('.json.gz', ''));

export const readLayout = (name: string): Layout =>
  JSON.parse(gunzipSync(readFileSync(fileOf(name))).toString('utf8'), (key, value) =>
    key === 'B' ? Buffer.from(value, 'base64') : value,
  );

/** Bytes become base64, as on the wire. */
export const writeLayout = (name: string, layout: Layout): void => {
  const text = JSON.stringify(layout, function (this: any, key, value) {
    return key === 'B' ? Buffer.from(this[key]).toString('base64') : value;
  });
  writeFileSync(fileOf(name), gzipSync(text, { level: 9 }));
};

/** Every item of the table. */
export const itemsIn = async (client: DynamoDBClient): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: TABLE, ...(start !== undefined && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

/** Puts items into an empty table. */
export const putAll = async (client: DynamoDBClient, items: readonly Item[]): Promise<void> => {
  for (let i = 0; i < items.length; i += BATCH) {
    const puts = items.slice(i, i + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
  }
};
