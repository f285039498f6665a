/** Which items a query finds, in which order. */
import type { Words } from './expressions.ts';
import { invalid } from './expressions.ts';
import type { KeyNames } from './shelf.ts';
import type { WireItem } from './units.ts';

export interface Query extends Words {
  readonly IndexName?: string;
  readonly KeyConditionExpression: string;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: WireItem;
}

/** Strings sort by their bytes of UTF-8. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What a condition says of the sort key; the partition key comes first in all that the register asks. */
const rangeOf = ({ KeyConditionExpression: condition, ExpressionAttributeValues: values = {} }: Query) => {
  const parts = /^#pk = :pk(?: AND begins_with\(#sk, (:\w+)\)| AND #sk BETWEEN (:\w+) AND (:\w+))?$/.exec(condition);
  if (parts === null) throw invalid(`This table does not know the condition “${condition}”.`);
  const [, begins, from, to] = parts.map((name) => values[name]?.S);
  if (begins !== undefined) return (sk: string) => sk.startsWith(begins);
  if (from === undefined || to === undefined) return () => true;
  return (sk: string) => byBytes(from, sk) <= 0 && byBytes(sk, to) <= 0;
};

export const partitionOf = ({ ExpressionAttributeValues: values }: Query): string => values![':pk']!.S!;

/** Keys of what is asked for, in order, from behind the start key on: so a million items are never held at once. */
export const keysFound = (
  query: Query,
  below: Iterable<WireItem>,
  table: KeyNames,
  { pk, sk }: KeyNames,
): WireItem[] => {
  const wanted = rangeOf(query);
  const names = [...new Set([table.pk, table.sk, pk, sk])];
  const turn = query.ScanIndexForward === false ? -1 : 1;
  const order = (a: WireItem, b: WireItem): number =>
    turn *
    (byBytes(a[sk]!.S!, b[sk]!.S!) ||
      byBytes(a[table.pk]!.S!, b[table.pk]!.S!) ||
      byBytes(a[table.sk]!.S!, b[table.sk]!.S!));
  const { ExclusiveStartKey: start } = query;
  const found: WireItem[] = [];
  for (const item of below) {
    if (item[sk]?.S === undefined || !wanted(item[sk].S)) continue;
    if (start === undefined || order(item, start) > 0)
      found.push(Object.fromEntries(names.map((name) => [name, item[name]!])));
  }
  return found.sort(order);
};
