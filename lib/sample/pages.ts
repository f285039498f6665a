/** Pages out of an estate's stretches: filled to their size although positions are passed over and records filtered. */

import type { Cursor } from './tokens.ts';
import type { Stretch } from './types.ts';

/** What a page takes. */
export interface Taking<Item> {
  /** Items, or weight, of a full page; infinite: everything. */
  readonly limit: number;
  /** How many items a record counts for; 1 where absent. */
  readonly weigh?: ((item: Item) => number) | undefined;
  /** Which records are asked for; absent: all. */
  readonly keep?: ((item: Item) => boolean) | undefined;
  /** A filter gives short pages, rather than reads on until the page is full. */
  readonly short?: boolean | undefined;
}

/** Records read at once at most. */
const WHOLE = 1000;

/** Where a listing's first page begins. */
export const firstCursor = (limit: number): Cursor => ({ from: 0, skip: 0, width: Math.min(limit, WHOLE) });

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the page after it begins; undefined after the last. */
  readonly next: Cursor | undefined;
}

/**
 * Pages that look true and are not: `repeat` says that the next one begins where it began, `overlap` that it begins
 * half-way; `shuffle` has its records in another order; the token of `astray` leads nowhere; `empty` is the last page,
 * without a record, as a role sees it that lost its permission.
 */
export type PageFault = 'repeat' | 'overlap' | 'shuffle' | 'astray' | 'empty';

/** What a fault makes of a token; any other fault leaves it as it is. */
export const bentToken = (token: string, fault: string | undefined): string =>
  fault === 'astray' ? [...token].reverse().join('') : token;

/** The page that begins at `start`. */
const takePage = <Item>(
  read: (from: number, limit: number) => Stretch<Item>,
  { limit, weigh = () => 1, keep, short }: Taking<Item>,
  start: Cursor,
): Page<Item> => {
  const taken: Item[] = [];
  let { from, skip, width } = start;
  let weight = 0;
  for (;;) {
    const { items, next } = read(from, width);
    for (let index = skip; index < items.length; index++) {
      const item = items[index]!;
      if (keep !== undefined && !keep(item)) continue;
      const heavier = weight + weigh(item);
      if (heavier > limit && taken.length > 0) return { items: taken, next: { from, skip: index, width } };
      weight = heavier;
      taken.push(item);
    }
    if (next === null) return { items: taken, next: undefined };
    from = next;
    skip = 0;
    width = Math.min(limit, WHOLE);
    if (weight >= limit || (short && keep !== undefined)) return { items: taken, next: { from, skip, width } };
    // A filter may leave little of what is read: reading the page's rest alone would take many readings.
    if (keep === undefined) width = Math.min(limit - weight, WHOLE);
  }
};

/** The page that begins at `start`, as a fault makes it; any other fault leaves it as it is. */
export const bentPage = <Item>(
  read: (from: number, limit: number) => Stretch<Item>,
  taking: Taking<Item>,
  start: Cursor,
  fault: string | undefined,
): Page<Item> => {
  const page = takePage(read, taking, start);
  if (fault === 'empty') return { items: [], next: undefined };
  if (fault === 'repeat') return { ...page, next: start };
  if (fault === 'shuffle') return { ...page, items: page.items.toReversed() };
  if (fault !== 'overlap' || page.next === undefined) return page;
  return { ...page, next: takePage(read, { ...taking, limit: Math.ceil(taking.limit / 2) }, start).next };
};
