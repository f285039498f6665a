/** Any sequence of sweeps over a register in memory, against a model that a reader can check by eye. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collect, dayOf, denied, listing, type Page, volume } from './estate.ts';
import { Crash, Memory } from './memory.ts';

/** Fewer than a listing must lose to be held. */
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const PAGE = 3;

interface Thing {
  readonly owner: string;
  readonly sizeGib: number;
}

/** One day: what there is, in the provider's order; where its listing breaks; whose tags are refused. */
interface Day {
  readonly things: readonly (readonly [name: string, thing: Thing])[];
  readonly breaksAfter: number | null;
  readonly refused: ReadonlySet<string>;
  readonly repeats: boolean;
}

const thing = fc.record({ owner: fc.constantFrom('ana', 'bob', 'cy'), sizeGib: fc.constantFrom(8, 16) });
const day: fc.Arbitrary<Day> = fc.record({
  things: fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), thing), { selector: ([name]) => name }),
  breaksAfter: fc.option(fc.nat(2), { freq: 3 }),
  refused: fc
    .oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...NAMES]) })
    .map((names) => new Set<string>(names)),
  repeats: fc.boolean(),
});

const pagesOf = ({ things, repeats }: Day): (readonly [string, Thing])[][] => {
  const pages = [];
  for (let from = 0; from < things.length; from += PAGE)
    pages.push(things.slice(repeats ? Math.max(0, from - 1) : from, from + PAGE));
  return pages;
};

const sweepOf = (one: Day) => {
  const pages: (Page | Error)[] = pagesOf(one).map((page) =>
    page.map(([name, { owner, sizeGib }]) =>
      volume(name, {
        tags: one.refused.has(name) ? null : { owner },
        fields: { sizeGib, state: 'attached', attachedTo: [], detachedAt: null },
        links: [],
      }),
    ),
  );
  if (one.breaksAfter !== null) pages.splice(one.breaksAfter, Number.POSITIVE_INFINITY, denied());
  return listing(pages, { gaps: one.refused.size > 0 ? [denied()] : [] });
};

/** An owner of '' stands for tags that were never read. */
interface Known extends Thing {
  readonly lifecycle: 'active' | 'missing' | 'retired';
  readonly events: readonly string[];
}

/** What the register must hold after a day, from what it held before. */
const after = (before: ReadonlyMap<string, Known>, one: Day): Map<string, Known> => {
  const now = new Map(before);
  const seen = new Map(
    pagesOf(one)
      .slice(0, one.breaksAfter ?? undefined)
      .flat(),
  );
  for (const [name, { owner: told, sizeGib }] of seen) {
    const old = before.get(name);
    const owner = one.refused.has(name) ? (old?.owner ?? '') : told;
    const same = old?.lifecycle === 'active' && old.owner === owner && old.sizeGib === sizeGib;
    const event = old === undefined ? 'discovered' : old.lifecycle === 'active' ? 'changed' : 'reappeared';
    const events = old?.events ?? [];
    now.set(name, { owner, sizeGib, lifecycle: 'active', events: same ? events : [...events, event] });
  }
  if (one.breaksAfter !== null || one.refused.size > 0) return now;
  for (const [name, old] of before) {
    if (seen.has(name) || old.lifecycle === 'retired') continue;
    const lifecycle = old.lifecycle === 'active' ? 'missing' : 'retired';
    now.set(name, { ...old, lifecycle, events: [...old.events, lifecycle] });
  }
  return now;
};

const held = (memory: Memory): Map<string, Known> =>
  new Map(
    [...memory.resources.values()].map(({ now: { name, tags, fields, lifecycle, version } }) => {
      const history = memory.history(name!);
      expect(history.map((one) => one.version)).toEqual(history.map((_, i) => i + 1));
      expect(version).toBe(history.length);
      const known = {
        owner: tags.owner ?? '',
        sizeGib: fields.sizeGib,
        lifecycle,
        events: history.map(({ event }) => event),
      };
      return [name!, known as Known];
    }),
  );

it('holds what a simple model holds, after any sequence of sweeps, whole or broken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 8 }), async (days) => {
      const memory = new Memory();
      let model = new Map<string, Known>();
      let complete: string | null = null;
      for (const [i, one] of days.entries()) {
        const { outcomes, counts } = await collect(memory.open(), i, [sweepOf(one)]);
        const before = model;
        model = after(before, one);
        expect(held(memory)).toEqual(model);
        const whole = one.breaksAfter === null && one.refused.size === 0;
        if (whole) complete = dayOf(i);
        expect(outcomes).toMatchObject([{ outcome: whole ? 'complete' : 'incomplete', lastComplete: complete }]);
        const news = [...model].flatMap(([name, { events }]) => events.slice(before.get(name)?.events.length ?? 0));
        const count = (event: string) => news.filter((one) => one === event).length;
        expect([counts.new, counts.changed, counts.missing, counts.retired, counts.reappeared]).toEqual(
          ['discovered', 'changed', 'missing', 'retired', 'reappeared'].map(count),
        );
      }
    }),
    { numRuns: 250 },
  );
});

it('holds the same after a crash at any write, tried again by the same run or by another', async () => {
  const tries = fc.array(fc.record({ left: fc.nat(14), sameRun: fc.boolean() }), { maxLength: 3 });
  const crashing = fc.record({ one: day, tries });
  await fc.assert(
    fc.asyncProperty(fc.array(crashing, { minLength: 1, maxLength: 6 }), async (days) => {
      const memory = new Memory();
      let model = new Map<string, Known>();
      let run = 0;
      let ended = 0;
      let died: number | null = null;
      for (const { one, tries } of days) {
        const sweep = sweepOf(one);
        run++;
        for (const { left, sameRun } of [...tries, { left: Number.POSITIVE_INFINITY, sameRun: false }]) {
          if (!sameRun) run++;
          memory.left = left;
          try {
            await collect(memory.open(), run, [sweep], { repeats: died === null ? null : dayOf(died) });
          } catch (error) {
            expect(error).toBeInstanceOf(Crash);
            died ??= run;
            continue;
          }
          // A run that died leaves no trace once it is repeated; one that came to its end counts, and counts once.
          if (ended !== run) model = after(model, one);
          ended = run;
          died = null;
        }
        expect(held(memory)).toEqual(model);
      }
    }),
    { numRuns: 250 },
  );
});
