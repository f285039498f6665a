/** Any sequence of days, broken listings, deaths and runs over the real register, against the model of the core's own test. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Entry } from '../../lib/collect/entry.ts';
import { readManifest, refsOf } from '../../lib/register/chunks.ts';
import { listingStates } from '../../lib/register/lease.ts';
import { settleNotes } from '../../lib/register/noted.ts';
import { openReader } from '../../lib/register/reader.ts';
import { rebuild } from '../../lib/register/rebuild.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { collect, dayOf, partition } from '../collect/estate.ts';
import { after, crashing, type Known, LAST_TRY, sweepOf } from '../collect/model.ts';
import { gather, itemsOf, openOn, openTable } from './table.ts';

/** Sequences that are tried; the seed is the same each time, and told where one fails. */
const NUM_RUNS = process.env.FAULTS === 'all' ? 100 : 12;
const SEED = Number(process.env.SEED ?? 20_260_601);

let table: Awaited<ReturnType<typeof openTable>>;
beforeAll(async () => {
  table = await openTable();
});
afterAll(() => table.close());

const plain = ({ tags, fields, lifecycle }: RegisteredResource) => ({
  owner: tags.owner ?? '',
  sizeGib: fields.sizeGib,
  lifecycle,
});

/** The register as the model has it, each version by its number. */
const held = async (): Promise<Map<string, Known>> => {
  const reader = openReader(table.database);
  const known = new Map<string, Known>();
  for (const { id, name } of await gather(reader.resources({ includeRetired: true }))) {
    const { resource, versions } = (await reader.show(id))!;
    const history = versions.toReversed();
    expect(history.map(({ version }) => version)).toEqual(history.map((_, i) => i + 1));
    expect(resource.version).toBe(history.length);
    known.set(name!, { ...plain(resource), events: history.map(({ event }) => event) } as Known);
  }
  return known;
};

/** As it was at a time: without the history, which `held` compares. */
const heldAt = async (at: string) =>
  new Map(
    (await gather(openReader(table.database).resources({ includeRetired: true, at }))).map((one) => [
      one.name!,
      plain(one),
    ]),
  );
const then = (model: ReadonlyMap<string, Known>) =>
  new Map([...model].map(([name, { events: _, ...rest }]) => [name, rest]));

/** What a manifest knows that the register does as well: not what checks asked, nor since when something is lacking. */
const known = ({ pending: _, lacked: __, seen: ___, since: ____, links, open, group, ...entry }: Entry) => {
  const gone = entry.lifecycle === 'retired';
  return { ...entry, open, links: gone ? [] : links, group: gone ? null : group };
};

/** The manifest that is kept, and the one that is made of the resources. */
const manifests = async () => {
  const { database } = table;
  const kept = new Map<string, unknown>();
  for (const [listing, state] of await listingStates(database, partition.id)) {
    const refs = await refsOf(database, partition.id, listing, state);
    for (const entry of (await readManifest(database, partition.id, listing, refs)).values())
      kept.set(`${listing} ${entry.id}`, known(entry));
  }
  const anew = new Map<string, unknown>();
  for (const [listing, entries] of await rebuild(database, partition.id, () => true))
    for (const entry of entries.values()) anew.set(`${listing} ${entry.id}`, known(entry));
  return { kept, anew };
};

const DEAD = 'the process died';

/** One collection, which dies after so many requests of the table; false where it did. */
const run = async (number: number, sweep: ReturnType<typeof sweepOf>, left: number, died: number | null) => {
  let requests = 0;
  table.hand = (_, send) => (requests++ < left ? send() : Promise.reject(new Error(DEAD)));
  try {
    await settleNotes(table.database);
    const store = await openOn(table.database, number, {
      takeOver: true,
      plan: { accounts: [], listings: [sweep.id] },
    });
    await collect(store, number, [sweep], { repeats: died === null ? null : dayOf(died) });
    return true;
  } catch (error) {
    expect((error as Error).message).toBe(DEAD);
    return false;
  } finally {
    table.hand = (_, send) => send();
  }
};

it('holds what a simple model holds, now and at every time before, and its manifest can be made anew from it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(crashing(22), { minLength: 1, maxLength: 5 }), async (days) => {
      await table.database.write(
        [],
        (await itemsOf(table)).map(({ pk, sk }) => ({ pk, sk })),
      );
      let model = new Map<string, Known>();
      const past: [at: string, was: ReturnType<typeof then>][] = [];
      let number = 0;
      let ended = 0;
      let died: number | null = null;
      for (const { one, tries } of days) {
        number++;
        for (const { left, sameRun } of [...tries, LAST_TRY]) {
          if (!sameRun) number++;
          if (!(await run(number, sweepOf(one), left, died))) {
            // A run that has come to its end did so, though it be called again.
            if (ended !== number) died ??= number;
            continue;
          }
          if (ended !== number) model = after(model, one);
          ended = number;
          died = null;
        }
        expect(await held()).toEqual(model);
        const { kept, anew } = await manifests();
        expect(kept.size).toBe(model.size);
        expect(anew).toEqual(kept);
        past.push([dayOf(number), then(model)]);
      }
      for (const [at, was] of past) expect([at, await heldAt(at)]).toEqual([at, was]);
    }),
    { numRuns: NUM_RUNS, seed: SEED },
  );
}, 600_000);
