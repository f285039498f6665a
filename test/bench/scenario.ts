/** A register in the table that counts units, and sweeps of an estate in one partition into it, each measured once. */
import { once } from 'node:events';
import type { Root } from '../../lib/providers/roots.ts';
import { defaultEstate } from '../../lib/sample/state.ts';
import type { CloudsOrder } from './clouds.ts';
import { collectWith, type Measured } from './collecting.ts';
import type { Mark } from './estate.ts';
import { start } from './processes.ts';
import type { Bill } from './table/bill.ts';

/** The table's maps of millions of keys. */
const TABLE_HEAP_MB = 6_000;

export interface Sweep {
  readonly measured: Measured;
  readonly bill: Bill;
}

export interface Rewriting {
  readonly items: number;
  readonly table: number;
  readonly indexes: number;
}

export interface Scenario {
  readonly size: number;
  readonly first: Sweep;
  readonly unchanged: Sweep;
  /** By the share of the resources that changed. */
  readonly changed: ReadonlyMap<number, Sweep>;
  readonly rewriting: Rewriting;
}

/** Measures a first sweep, an unchanged one, and one after each share of the resources changed. */
export const measure = async (size: number, shares: readonly number[]): Promise<Scenario> => {
  const table = await start<{ endpoint: string }>('./metered.ts', {}, {}, [`--max-old-space-size=${TABLE_HEAP_MB}`]);
  const ask = async <Answer>(question: string): Promise<Answer> => {
    const answered = once(table.child, 'message');
    table.child.send(question);
    return (await answered)[0] as Answer;
  };
  const sweep = async (mark: Mark | undefined): Promise<Sweep> => {
    const order: CloudsOrder = { estate: { ...defaultEstate, size }, onePartition: { mark } };
    const clouds = await start<{ roots: Root[]; env: Record<string, string> }>('./clouds.ts', order);
    try {
      const { roots, env } = clouds.answer;
      const measured = await collectWith({ table: table.answer.endpoint, roots, profile: false }, env);
      const bill = await ask<Bill>('bill');
      console.error(`${size} ${JSON.stringify({ mark, measured, bill })}`);
      return { measured, bill };
    } finally {
      await clouds.stop();
    }
  };
  try {
    const first = await sweep(undefined);
    const rewriting = await ask<Rewriting>('rewriting');
    const unchanged = await sweep(undefined);
    const changed = new Map<number, Sweep>();
    for (const [index, share] of shares.entries()) changed.set(share, await sweep({ turn: index + 1, share }));
    return { size, first, unchanged, changed, rewriting };
  } finally {
    await table.stop();
  }
};
