/** What comes with a resource that another partition had: its open findings, and what people said of it. */
import type { OpenFinding } from '../collect/entry.ts';
import { pool } from '../collect/pool.ts';
import type { Suppression } from './assertion-types.ts';
import { assertionsOn } from './assertions.ts';
import type { Database } from './database.ts';
import { assertionItem, openFindingFrom } from './items.ts';
import { keys } from './table.ts';

export interface Adopted {
  readonly open: ReadonlyMap<string, Readonly<Record<string, OpenFinding>>>;
  /** What is in force, and found under this partition from now on. */
  readonly said: readonly Suppression[];
}

/** Resources asked for at once: each takes two queries. */
const CONCURRENCY = 16;
const NAMES = { '#ended': 'ended' } as const;

const openOn = async (database: Database, id: string): Promise<Record<string, OpenFinding>> => {
  const all: Record<string, OpenFinding> = {};
  for await (const item of database.query(keys.finding(id, '').pk, 'f#')) {
    const open = openFindingFrom(item);
    if (open !== undefined) all[item.check] = open;
  }
  return all;
};

/** Safe to repeat: what is there already is written again as it is. */
export const adoptFrom = async (database: Database, partition: string, ids: readonly string[]): Promise<Adopted> => {
  const open = new Map<string, Record<string, OpenFinding>>();
  const said: Suppression[] = [];
  await pool(ids, CONCURRENCY, async (id) => {
    const findings = await openOn(database, id);
    if (Object.keys(findings).length > 0) open.set(id, findings);
    for (const one of await assertionsOn(database, id)) {
      if (one.ended !== null) continue;
      said.push(one);
      // One that is ended meanwhile stays so.
      await database.putIf(assertionItem(one, partition), 'attribute_type(#ended, :null)', { ':null': 'NULL' }, NAMES);
    }
  });
  return { open, said };
};
