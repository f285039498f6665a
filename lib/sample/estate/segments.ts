/** Sequences made of segments: any stretch of them can be made without what stands before it. */
import type { Stretch } from '../types.ts';

/** Positions `0 … count - 1`, each of which holds a record or, since it was deleted, nothing. */
export interface Segment<One> {
  readonly count: number;
  readonly make: (index: number) => One | undefined;
}

/** Up to `limit` records from position `from` on, counted over all segments. */
export const stretchOver = <One>(segments: Iterable<Segment<One>>, from: number, limit: number): Stretch<One> => {
  const items: One[] = [];
  let start = 0;
  for (const { count, make } of segments) {
    for (let index = Math.max(0, from - start); index < count; index++) {
      if (items.length === limit) return { items, next: start + index };
      const one = make(index);
      if (one !== undefined) items.push(one);
    }
    start += count;
  }
  return { items, next: null };
};
