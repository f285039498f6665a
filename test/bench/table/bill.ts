/** Units as they are used up, by what they were used for. */
import { readUnits, sizeOf, type WireItem, writeUnits } from './units.ts';

/** Items written and units of one sort of item. */
export interface Used {
  readonly written: number;
  /** Write units of the table itself. */
  readonly table: number;
  /** Write units of its indexes. */
  readonly indexes: number;
  /** Read units of the table and its indexes. */
  readonly read: number;
}

export type Bill = Readonly<Record<string, Used>>;

const nothing: Used = { written: 0, table: 0, indexes: 0, read: 0 };

const ofResource: Readonly<Record<string, string>> = { n: 'resources', v: 'versions', f: 'findings', a: 'assertions' };

/** What an item is, by its key as `lib/register/table.ts` lists them. */
export const sortOf = (pk: string, sk: string): string => {
  if (pk.startsWith('r#')) return ofResource[sk[0] ?? 'n'] ?? 'resources';
  if (pk === 'outbox') return 'outbox';
  return pk.startsWith('p#') && sk.startsWith('m#') ? 'manifests' : 'runs, leases and the rest';
};

const sizeOrNothing = (item: WireItem | undefined): number => (item === undefined ? 0 : sizeOf(item));

const same = (a: WireItem, b: WireItem): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]))
  );
};

/** An item's entry in an index: its key there; undefined where it has none. */
export type EntryOf = (item: WireItem) => string | undefined;

/** An index that projects all attributes: a changed item is written anew, a changed key deletes there and puts here. */
const indexUnits = (before: WireItem | undefined, after: WireItem | undefined, entryOf: EntryOf): number => {
  const was = before && entryOf(before);
  const is = after && entryOf(after);
  const old = was === undefined ? 0 : writeUnits(sizeOf(before!));
  const now = is === undefined ? 0 : writeUnits(sizeOf(after!));
  if (was !== is) return old + now;
  return is === undefined || same(before!, after!) ? 0 : Math.max(old, now);
};

export const openBill = (indexes: readonly EntryOf[]) => {
  let bill: Record<string, Used> = {};
  const add = (sort: string, more: Partial<Used>) => {
    const { written, table, indexes, read } = bill[sort] ?? nothing;
    bill[sort] = {
      written: written + (more.written ?? 0),
      table: table + (more.table ?? 0),
      indexes: indexes + (more.indexes ?? 0),
      read: read + (more.read ?? 0),
    };
  };
  return {
    /** One item put, updated or deleted; also one whose condition failed, which is left as it was. */
    write(sort: string, before: WireItem | undefined, after: WireItem | undefined, failed = false): void {
      add(sort, {
        written: failed ? 0 : 1,
        table: writeUnits(Math.max(sizeOrNothing(before), sizeOrNothing(after))),
        indexes: indexes.reduce((sum, entryOf) => sum + indexUnits(before, after, entryOf), 0),
      });
    },
    read(sort: string, bytes: number, consistent: boolean): void {
      add(sort, { read: readUnits(bytes, consistent) });
    },
    /** Since it was taken last. */
    take(): Bill {
      const taken = bill;
      bill = {};
      return taken;
    },
  };
};
