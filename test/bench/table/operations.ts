/** DynamoDB's operations, as far as the register uses them, over a shelf, each charged to a bill. */
import { type EntryOf, openBill, sortOf } from './bill.ts';
import { invalid, meets, Refusal, updated, type Words } from './expressions.ts';
import { keysFound, partitionOf, type Query } from './query.ts';
import { type KeyNames, Shelf } from './shelf.ts';
import { sizeOf, type WireItem, writeUnits } from './units.ts';

/** Of items in one page of a query. */
const PAGE_BYTES = 1024 * 1024;

interface Schema {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

/** What CreateTable is asked for. */
export interface Definition extends Schema {
  readonly TableName: string;
  readonly GlobalSecondaryIndexes: readonly (Schema & {
    readonly IndexName: string;
    readonly Projection: { readonly ProjectionType: string };
  })[];
}

interface Conditional extends Words {
  readonly ConditionExpression?: string;
}

type Requests = readonly {
  readonly PutRequest?: { readonly Item: WireItem };
  readonly DeleteRequest?: { readonly Key: WireItem };
}[];

const keyNames = ({ KeySchema }: Schema): KeyNames => {
  const nameOf = (type: string) => KeySchema.find(({ KeyType }) => KeyType === type)!.AttributeName;
  return { pk: nameOf('HASH'), sk: nameOf('RANGE') };
};

const conditionFailed = (): Refusal =>
  new Refusal('com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', 'The conditional request failed');

export const openTable = (definition: Definition) => {
  const key = keyNames(definition);
  const indexes = new Map<string, KeyNames>();
  for (const index of definition.GlobalSecondaryIndexes) {
    if (index.Projection.ProjectionType !== 'ALL') throw invalid(`${index.IndexName} does not project all attributes`);
    indexes.set(index.IndexName, keyNames(index));
  }
  const shelf = new Shelf(key, indexes);
  const entries = [...indexes.values()].map(
    ({ pk, sk }): EntryOf =>
      (item) =>
        item[pk] && item[sk] && `${item[pk].S}\0${item[sk].S}`,
  );
  const bill = openBill(entries);
  const sort = (item: WireItem) => sortOf(item[key.pk]!.S!, item[key.sk]!.S!);

  /** One item, unless the condition fails. */
  const write = (
    wanted: WireItem,
    { ConditionExpression: condition, ...words }: Conditional,
    make: (before: WireItem | undefined) => WireItem,
  ): WireItem => {
    const before = shelf.get(wanted);
    const met = condition === undefined || meets(before, condition, words);
    const after = met ? make(before) : before;
    bill.write(sort(wanted), before, after, !met);
    if (!met) throw conditionFailed();
    shelf.put([after!]);
    return after!;
  };

  return {
    bill,
    items: () => shelf.all(),
    /** What it would cost to write each resource that is not retired once more, with some attribute changed. */
    rewriting() {
      const sum = { items: 0, table: 0, indexes: 0 };
      for (const item of shelf.all()) {
        if (sort(item) !== 'resources' || item.lifecycle?.S === 'retired') continue;
        const units = writeUnits(sizeOf(item));
        sum.items++;
        sum.table += units;
        sum.indexes += units * entries.filter((entryOf) => entryOf(item) !== undefined).length;
      }
      return sum;
    },
    get(wanted: WireItem, consistent: boolean): WireItem | undefined {
      const item = shelf.get(wanted);
      bill.read(sort(wanted), item === undefined ? 0 : sizeOf(item), consistent);
      return item;
    },
    query(query: Query) {
      const pk = partitionOf(query);
      const names = query.IndexName === undefined ? key : indexes.get(query.IndexName)!;
      const found = keysFound(query, shelf.below(query.IndexName, pk), key, names);
      const items: WireItem[] = [];
      let bytes = 0;
      for (const one of found) {
        if (bytes >= PAGE_BYTES || items.length === query.Limit) break;
        const item = shelf.get(one)!;
        items.push(item);
        bytes += sizeOf(item);
      }
      bill.read(items[0] === undefined ? sortOf(pk, '') : sort(items[0]), bytes, query.ConsistentRead === true);
      const more = items.length < found.length && { LastEvaluatedKey: found[items.length - 1]! };
      return { Items: items, Count: items.length, ...more };
    },
    writeBatch(requests: Requests): void {
      const puts: WireItem[] = [];
      for (const { PutRequest: put, DeleteRequest: gone } of requests) {
        const wanted = put?.Item ?? gone!.Key;
        bill.write(sort(wanted), shelf.get(wanted), put?.Item);
        if (put) puts.push(put.Item);
        else shelf.delete(wanted);
      }
      shelf.put(puts);
    },
    put: ({ Item, ...rest }: Conditional & { readonly Item: WireItem }) => write(Item, rest, () => Item),
    update: ({ Key, UpdateExpression: update, ...rest }: Conditional & { Key: WireItem; UpdateExpression: string }) =>
      write(Key, rest, (before) => updated(before ?? Key, update, rest)),
  };
};

export type MeteredTable = ReturnType<typeof openTable>;
