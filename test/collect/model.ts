/** An estate of a few things from day to day, and what a register must hold of it: a model that a reader can check by eye. */
import fc from 'fast-check';
import { denied, listing, type Page, volume } from './estate.ts';

/** Fewer than a listing must lose to be held. */
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const PAGE = 3;

interface Thing {
  readonly owner: string;
  readonly sizeGib: number;
}

/** One day: what there is, in the provider's order; where its listing breaks; whose tags are refused. */
export interface Day {
  readonly things: readonly (readonly [name: string, thing: Thing])[];
  readonly breaksAfter: number | null;
  readonly refused: ReadonlySet<string>;
  readonly repeats: boolean;
}

const thing = fc.record({ owner: fc.constantFrom('ana', 'bob', 'cy'), sizeGib: fc.constantFrom(8, 16) });
export const day: fc.Arbitrary<Day> = fc.record({
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

export const sweepOf = (one: Day) => {
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
export interface Known extends Thing {
  readonly lifecycle: 'active' | 'missing' | 'retired';
  readonly events: readonly string[];
}

/** What the register must hold after a day, from what it held before. */
export const after = (before: ReadonlyMap<string, Known>, one: Day): Map<string, Known> => {
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
  if (one.breaksAfter !== null) return now;
  for (const [name, old] of before) {
    if (seen.has(name) || old.lifecycle === 'retired') continue;
    const lifecycle = old.lifecycle === 'active' ? 'missing' : 'retired';
    now.set(name, { ...old, lifecycle, events: [...old.events, lifecycle] });
  }
  return now;
};

/** A day, and when those who collect it die: after how many steps, and whether the same run is called again. */
export const crashing = (steps: number) =>
  fc.record({
    one: day,
    tries: fc.array(fc.record({ left: fc.nat(steps), sameRun: fc.boolean() }), { maxLength: 3 }),
  });

/** The last try of each day, in which nobody dies. */
export const LAST_TRY = { left: Number.POSITIVE_INFINITY, sameRun: false };
