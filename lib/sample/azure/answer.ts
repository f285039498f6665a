/** A page of a query's rows, and how many there are in all. */
import { bentPage, bentToken, firstCursor } from '../pages.ts';
import { type Cursor, mintToken, readToken } from '../tokens.ts';
import type { AwsRecord, Estate } from '../types.ts';
import { project } from './columns.ts';
import { badToken } from './errors.ts';
import type { GraphQuery } from './kql.ts';
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

/** Which rows of a query may be read. Resource Graph leaves the others out and says nothing of them. */
const openRead = (allowed: readonly string[]) => {
  const actions = new Set(allowed.map((action) => action.toLowerCase()));
  return ({ query: { table, keep } }: Asked): GraphQuery['keep'] => {
    if (table === 'resourcecontainers' || actions.has('*/read')) return keep;
    return (row) => actions.has(`${String(row.type).toLowerCase()}/read`) && keep?.(row) !== false;
  };
};

/** Counts what queries have in all; each count is made once, since an estate does not change. */
const openTotals = ({ azure }: Estate, readOf: ReturnType<typeof openRead>) => {
  const totals = new Map<string, number>();
  const count = (asked: Asked): number => {
    const { query, subscriptions } = asked;
    const { table } = query;
    const keep = readOf(asked);
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

/** What a fault makes of an answer that is not whole although it looks so. */
const notWhole = (answer: GraphAnswer, fault: string | undefined): GraphAnswer => {
  if (fault === 'short') return { ...answer, data: answer.data.slice(0, -1), count: Math.max(0, answer.count - 1) };
  if (fault === 'empty') return { ...answer, totalRecords: 0 };
  if (fault !== 'truncated' && fault !== 'shrunk') return answer;
  const { $skipToken: _, ...rest } = answer;
  if (fault === 'truncated') return { ...rest, resultTruncated: 'true' };
  return { ...rest, totalRecords: answer.count };
};

/**
 * `secret` signs the tokens; no page is larger than `pageSize`; `allowed` are the actions of whoever asks. Throws an `ArmRefusal` for a token that is not this
 * query's.
 */
export const openAnswers = (estate: Estate, secret: Buffer, pageSize: number, allowed: readonly string[]) => {
  const { azure } = estate;
  const readOf = openRead(allowed);
  const totalOf = openTotals(estate, readOf);
  const startOf = ({ token, listing }: Asked, top: number): Cursor => {
    if (token === undefined) return firstCursor(top);
    const cursor = readToken(secret, listing, token);
    if (cursor === undefined) throw badToken();
    return cursor;
  };
  return (asked: Asked, fault?: string): GraphAnswer => {
    const { query, subscriptions, listing } = asked;
    const top = Math.min(asked.top, pageSize);
    const start = startOf(asked, top);
    const { items, next } = bentPage(
      (from, limit) => azure.rows(query.table, subscriptions, from, limit),
      { limit: top, keep: readOf(asked) },
      start,
      fault,
    );
    const data = items.map((row) => project({ tenantId: azure.tenantId, ...row }, query.columns));
    // Without its id a row cannot be told from another: such a result has one page.
    const paged = query.columns.includes('id');
    const answer: GraphAnswer = {
      totalRecords: totalOf(asked),
      count: data.length,
      data,
      facets: [],
      resultTruncated: next !== undefined && !paged ? 'true' : 'false',
      ...(next !== undefined && paged && { $skipToken: bentToken(mintToken(secret, listing, next), fault) }),
    };
    return notWhole(answer, fault);
  };
};
