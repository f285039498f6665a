/** A page of a query's rows, and how many there are in all. */
import { firstCursor, takePage } from '../pages.ts';
import { type Cursor, mintToken, readToken } from '../tokens.ts';
import type { AwsRecord, Estate } from '../types.ts';
import { project } from './columns.ts';
import { badToken } from './errors.ts';
import type { Asked } from './request.ts';

export interface GraphAnswer {
  readonly totalRecords: number;
  readonly count: number;
  readonly data: readonly AwsRecord[];
  readonly facets: readonly never[];
  /** Whether rows are lost: there are more, and no token to get them. */
  readonly resultTruncated: 'true' | 'false';
  readonly $skipToken?: string;
}

/** Positions read at once where rows are only counted. */
const STRIDE = 1_000;

/** Counts what queries have in all; each count is made once, since an estate does not change. */
const openTotals = ({ azure }: Estate) => {
  const totals = new Map<string, number>();
  const count = ({ query: { table, keep }, subscriptions }: Asked): number => {
    if (keep === undefined) return azure.total(table, subscriptions);
    let total = 0;
    for (let from: number | null = 0; from !== null; ) {
      const { items, next }: ReturnType<typeof azure.rows> = azure.rows(table, subscriptions, from, STRIDE);
      for (const row of items) if (keep(row)) total++;
      from = next;
    }
    return total;
  };
  return (asked: Asked): number => {
    const key = JSON.stringify([asked.query.table, asked.query.filter, asked.subscriptions]);
    const total = totals.get(key) ?? count(asked);
    totals.set(key, total);
    return total;
  };
};

/** `secret` signs the tokens. Throws an `ArmRefusal` for a token that is not this query's. */
export const openAnswers = (estate: Estate, secret: Buffer) => {
  const { azure } = estate;
  const totalOf = openTotals(estate);
  const startOf = ({ token, listing, top }: Asked): Cursor => {
    if (token === undefined) return firstCursor(top);
    const cursor = readToken(secret, listing, token);
    if (cursor === undefined) throw badToken();
    return cursor;
  };
  return (asked: Asked): GraphAnswer => {
    const { query, subscriptions, top, listing } = asked;
    const { items, next } = takePage(
      (from, limit) => azure.rows(query.table, subscriptions, from, limit),
      { limit: top, keep: query.keep },
      startOf(asked),
    );
    const data = items.map((row) => project({ tenantId: azure.tenantId, ...row }, query.columns));
    // Without its id a row cannot be told from another: such a result has one page.
    const paged = query.columns.includes('id');
    return {
      totalRecords: totalOf(asked),
      count: data.length,
      data,
      facets: [],
      resultTruncated: next !== undefined && !paged ? 'true' : 'false',
      ...(next !== undefined && paged && { $skipToken: mintToken(secret, listing, next) }),
    };
  };
};
