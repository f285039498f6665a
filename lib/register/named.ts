/** Resources by what people call them, out of what the manifests hold: no resource is read for it. */
import { lastPart } from '../collect/called.ts';
import type { Database } from './database.ts';
import { readRows } from './links.ts';
import { inflate, type Row } from './manifest.ts';

/** A resource as it is called. */
export interface Called {
  readonly id: string;
  /** The last part of its id, its name, its addresses. */
  readonly names: readonly string[];
  readonly retired: boolean;
}

const calledFrom = (text: string): Called => {
  const row: Row = JSON.parse(text);
  return { id: row[0], names: [lastPart(row[0]), ...(row[17]?.called ?? [])], retired: row[8] === 'retired' };
};

/** Each resource once: what moved to another partition may still be remembered by the one that had it. */
const once = (all: readonly Called[]): Called[] => [...new Map(all.map((one) => [one.id, one])).values()];

/** Those called so, in any casing, the last part of an id counting as a name. Rows without the word are not parsed. */
export const called = async (database: Database, written: string): Promise<readonly Called[]> => {
  const wanted = written.toLowerCase();
  const inRow = new RegExp(
    JSON.stringify(written)
      .slice(1, -1)
      .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    'i',
  );
  const all = await readRows(database, async (chunk) => {
    const text = (await inflate(chunk)).toString('utf8');
    if (!inRow.test(text)) return [];
    return text
      .split('\n')
      .filter((row) => inRow.test(row))
      .map(calledFrom)
      .filter(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  });
  return once(all);
};

/** Every resource, as it is called: for telling what was meant. */
export const everyName = async (database: Database): Promise<readonly Called[]> =>
  once(await readRows(database, async (chunk) => (await inflate(chunk)).toString('utf8').split('\n').map(calledFrom)));

/** Regions in which the register has, or had, something. */
export const regionsOf = async (database: Database): Promise<readonly string[]> => {
  const regions = await readRows(database, async (chunk) => {
    const rows: Row[] = (await inflate(chunk))
      .toString('utf8')
      .split('\n')
      .map((row) => JSON.parse(row));
    return [...new Set(rows.map((row) => row[4]))];
  });
  return [...new Set(regions)].sort();
};
