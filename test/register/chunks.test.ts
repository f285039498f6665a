/** A manifest in many chunks: a save replaces those that differ, whatever comes between. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Entry, plainEntry } from '../../lib/collect/entry.ts';
import type { ListingState } from '../../lib/collect/store.ts';
import { refsOf } from '../../lib/register/chunks.ts';
import { listingStates } from '../../lib/register/lease.ts';
import { keys } from '../../lib/register/table.ts';
import { partition } from '../collect/estate.ts';
import { chunksOf, entriesOf, LISTING, state } from './entries.ts';
import { openOn, type Table, tableForTest } from './table.ts';

/** Text that does not shrink, so that a few entries make a chunk. */
const long = (entry: Entry): Entry => ({ ...entry, owner: `${entry.owner} ${entry.id.repeat(3)}` });
const manyOf = (count: number) => [...entriesOf(count).values()].map(long);
const entries = (all: readonly Entry[]) => new Map(all.map((one) => [one.id, one]));
const changed = (entry: Entry): Entry => ({ ...entry, version: entry.version + 1, hash: `${entry.hash}x` });

let run = 0;
/** One run of a collector: what it finds is what `edit` makes of what was kept. */
const collected = async (table: Table, edit: (kept: readonly Entry[]) => readonly Entry[]): Promise<void> => {
  const store = await openOn(table.database, ++run, { takeOver: true });
  const kept = Array.from((await store.manifest(LISTING)).values(), plainEntry);
  for (const kind of Object.keys(table.puts)) delete table.puts[kind];
  await store.saveListing(LISTING, state, entries(edit(kept)));
  await store.release(true);
};
const kept = async (table: Table) => {
  const store = await openOn(table.database, ++run, { takeOver: true });
  const all = Array.from((await store.manifest(LISTING)).values(), plainEntry);
  await store.release(true);
  return all;
};
/** Every chunk that is there is named, and the other way round. */
const isTidy = async (table: Table) => {
  const lies = (await listingStates(table.database, partition.id)).get(LISTING);
  const refs = await refsOf(table.database, partition.id, LISTING, lies);
  expect(await chunksOf(table)).toHaveLength(refs.length + (lies?.indexed ? 1 : 0));
};

it('is written in part where a part of it changed: what changed, came first, went or came last', async () => {
  const table = await tableForTest();
  const all = manyOf(6_000);
  await collected(table, () => all);
  const { length: chunks } = await chunksOf(table);
  expect(chunks).toBeGreaterThan(15);
  const edits: readonly ((kept: readonly Entry[]) => readonly Entry[])[] = [
    (list) => list.with(3_000, changed(list[3_000]!)),
    (list) => [manyOf(6_001)[6_000]!, ...list],
    (list) => list.toSpliced(2_000, 1),
    (list) => [...list, manyOf(6_002)[6_001]!],
  ];
  let expected: readonly Entry[] = all;
  for (const edit of edits) {
    expected = edit(expected);
    await collected(table, edit);
    // The chunk, or two where a border moved, and the index.
    expect(table.puts.manifest).toBeLessThanOrEqual(4);
    expect(table.puts['manifest deleted']).toBeLessThanOrEqual(4);
    expect(await kept(table)).toEqual(expected.map(plainEntry));
    await isTidy(table);
  }
});

it('comes back where one of its chunks is all that is left', async () => {
  const table = await tableForTest();
  await collected(table, () => manyOf(3_000));
  await collected(table, (list) => list.slice(-20));
  expect(await kept(table)).toEqual(manyOf(3_000).slice(-20).map(plainEntry));
  await isTidy(table);
});

it.each([
  ['a chunk', ({ sk }: { sk: string }) => sk.endsWith('#00001')],
  ['the index', ({ sk }: { sk: string }) => sk.endsWith('#index')],
])('keeps nothing of what it does not have: %s was lost, and the same rows are saved', async (_, which) => {
  const table = await tableForTest();
  const all = manyOf(1_500);
  await collected(table, () => all);
  const before = await chunksOf(table);
  const gone = before.filter(which);
  expect(gone).toHaveLength(1);
  await table.database.write([], gone);
  // Of the register there is nothing here that it could be made from: the sweep finds all anew.
  await collected(table, (list) => {
    expect(list).toEqual([]);
    return all;
  });
  expect(await kept(table)).toEqual(all.map(plainEntry));
  await isTidy(table);
});

it('goes on from chunks of one generation without an index, as older code wrote them', async () => {
  const table = await tableForTest();
  const all = manyOf(1_500);
  await collected(table, () => all);
  const lies = (await listingStates(table.database, partition.id)).get(LISTING)!;
  const refs = await refsOf(table.database, partition.id, LISTING, lies);
  const before = await chunksOf(table);
  const older = refs.map(([generation, chunk], index) => {
    const { pk, sk } = keys.chunk(partition.id, LISTING, generation, chunk);
    const { rows } = before.find((item) => item.sk === sk)!;
    return { ...keys.chunk(partition.id, LISTING, 'older', index), pk, rows };
  });
  await table.database.write(older, before);
  const store = await openOn(table.database, ++run, { takeOver: true });
  (store.listings as Map<string, ListingState>).set(LISTING, { ...lies, generation: 'older', indexed: undefined });
  await store.release(true);

  expect(await kept(table)).toEqual(all.map(plainEntry));
  const edit = (list: readonly Entry[]) => list.with(700, changed(list[700]!));
  await collected(table, edit);
  expect(await kept(table)).toEqual(edit(all).map(plainEntry));
  await isTidy(table);
});

it('is what was saved before or what is saved now, whichever request a process dies at', async () => {
  const table = await tableForTest();
  const first = manyOf(600);
  await collected(table, () => first);
  let expected: readonly Entry[] = await kept(table);
  const edit = fc.record({
    changes: fc.array(fc.nat(), { maxLength: 3 }),
    cut: fc.option(fc.nat(), { freq: 3 }),
    more: fc.integer({ min: 0, max: 40 }),
    dies: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2 }),
  });
  let fresh = 0;
  await fc.assert(
    fc.asyncProperty(edit, async ({ changes, cut, more, dies }) => {
      const next = (list: readonly Entry[]) => {
        const all = [...list];
        if (all.length > 0) for (const at of changes) all[at % all.length] = changed(all[at % all.length]!);
        if (cut !== null && all.length > 400) all.splice(cut % all.length, 150);
        for (const one of manyOf(more)) all.push({ ...one, id: `${one.id} ${++fresh}` });
        return all;
      };
      const [before, after] = [expected, next(expected)];
      let left = dies ?? Number.POSITIVE_INFINITY;
      table.hand = async (_, send) => {
        if (left-- <= 0) throw new Error('the process died');
        return send();
      };
      await collected(table, () => after).catch((error: Error) => expect(error.message).toContain('died'));
      table.hand = (_, send) => send();
      expected = await kept(table);
      expect([before, after].map((list) => list.map(plainEntry))).toContainEqual(expected);
      if (dies === null) expect(expected).toEqual(after.map(plainEntry));
      await isTidy(table);
    }),
    { numRuns: 40 },
  );
});
