import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../lib/collect/content.ts';
import { asOf, redo, undo } from '../../lib/collect/history.ts';
import { moveTo, versionOf } from '../../lib/collect/versions.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Owner } from '../../lib/owners/types.ts';
import type { RegisteredResource, Version } from '../../lib/register/types.ts';
import { dayOf, snapshot, volume } from './estate.ts';

const ownerCalled = (id: string): Owner => ({
  id,
  status: 'known',
  source: 'tag',
  key: 'owner',
  value: id,
  from: 'x',
  coOwners: [],
  overrode: id === 'bob' ? [{ source: 'account', key: 'owner', value: 'ana', from: 'y' }] : [],
});

/** What a listing brings of the resource on a day: something, or nothing at all. */
type Day = { readonly resource: Resource; readonly owner: Owner } | 'missing' | 'retired';

interface Lived {
  readonly states: readonly RegisteredResource[];
  readonly versions: readonly Version[];
}

/** As the table gives it back. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** The states that the days lead to, by the collector's own hand, and the versions between them, the first first. */
const live = (days: readonly Day[]): Lived => {
  const states: RegisteredResource[] = [];
  const versions: Version[] = [];
  days.forEach((day, index) => {
    const stamp = { run: `run-${index}`, now: dayOf(index) };
    const now = states.at(-1);
    const truth = now && { now, hash: 'another', next: undefined };
    const steps =
      typeof day === 'string'
        ? [versionOf(truth, day, stamp)]
        : moveTo({ ...day, hash: hashOf(day.resource, day.owner), held: undefined, stale: [] }, truth, stamp).steps;
    for (const step of steps) {
      if (step?.version === undefined) continue;
      states.push(stored(step.resource));
      versions.push(versionOfPairs(step.version));
    }
  });
  return { states, versions };
};

/** Through the pairs that the table keeps, since `__proto__` may be the name of a tag. */
const versionOfPairs = ({ changes, ...version }: Version): Version => ({
  ...version,
  changes: Object.fromEntries(stored(Object.entries(changes))),
});

/** A field that a kind does not have and one that is not known say the same; links and tags have no order. */
const plain = ({ fields, tags, links, ...rest }: RegisteredResource) => ({
  ...rest,
  tags: Object.entries(tags).sort(),
  fields: Object.entries(fields)
    .filter(([, value]) => value !== null)
    .sort(),
  links: links.map(({ rel, to }) => `${rel} ${to}`).sort(),
});

const word = fc.constantFrom('a', 'b', '', '__proto__', 'a.b', 'owner');
const resource = fc
  .record({
    name: fc.option(word),
    tags: fc.dictionary(word, word, { maxKeys: 4 }),
    sizeGib: fc.option(fc.nat(3)),
    to: fc.uniqueArray(fc.constantFrom('m', 'n', 'o'), { maxLength: 2 }),
    region: fc.constantFrom('eu-west-1', 'eu-west-2'),
    other: fc.boolean(),
  })
  .map(({ name, tags, sizeGib, to, region, other }): Resource => {
    const { kind, type, class: classId, category, fields } = other ? snapshot('a', 'b') : volume('a');
    const links = to.map((one) => ({ rel: 'attached_to', to: one }) as const);
    return {
      ...volume('a'),
      kind,
      type,
      class: classId,
      category,
      name,
      tags,
      region,
      links,
      fields: { ...fields, sizeGib },
    };
  });
const day: fc.Arbitrary<Day> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ resource, owner: fc.constantFrom('ana', 'bob').map(ownerCalled) }) },
  { weight: 1, arbitrary: fc.constantFrom('missing' as const, 'retired' as const) },
);
const life = fc.array(day, { minLength: 1, maxLength: 8 }).map(live);

describe('diffs', () => {
  it('applied forward and backward agree, whatever became of the resource', () => {
    fc.assert(
      fc.property(life, ({ states, versions }) => {
        for (let i = 1; i < states.length; i++) {
          const [before, after, version] = [states[i - 1]!, states[i]!, versions[i]!];
          expect(plain(redo(before, version))).toEqual(plain(after));
          expect(plain(undo(after, version, before.changedAt))).toEqual(plain(before));
          expect(plain(redo(undo(after, version, before.changedAt), version))).toEqual(plain(after));
        }
      }),
    );
  });

  it('lead back from the last state to each before it, at every time of its life', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: -1, max: 9 }), ({ states, versions }, at) => {
        const time = dayOf(at);
        const then = states.findLastIndex(({ changedAt }) => changedAt <= time);
        if (states.length === 0) return;
        const past = asOf(states.at(-1)!, versions.toReversed(), time);
        if (then < 0) expect(past).toEqual({ resource: null, why: 'unborn', since: states[0]!.firstSeen });
        else {
          expect(plain(past.resource!)).toEqual(plain(states[then]!));
          expect(past).toHaveProperty('versions', versions.slice(0, then + 1).reverse());
        }
      }),
    );
  });

  it('lead back as far as versions are kept, and say since when they are', () => {
    fc.assert(
      fc.property(life, fc.nat(8), fc.integer({ min: 0, max: 9 }), ({ states, versions }, gone, at) => {
        const kept = versions.slice(gone);
        if (kept.length === 0 || kept.length === versions.length) return;
        const first = kept[0]!;
        const past = asOf(states.at(-1)!, kept.toReversed(), dayOf(at));
        if (dayOf(at) < states[0]!.firstSeen) expect(past).toMatchObject({ why: 'unborn' });
        else if (dayOf(at) < first.previousAt!) expect(past).toMatchObject({ why: 'expired', since: first.previousAt });
        else {
          const then = states.findLast(({ changedAt }) => changedAt <= dayOf(at))!;
          expect(plain(past.resource!)).toEqual(plain(then));
        }
      }),
    );
  });
});

describe('a resource as it was', () => {
  const renamed = (name: string): Day => ({ resource: volume('a', { name }), owner: ownerCalled('ana') });
  const { states, versions } = live([renamed('a'), renamed('b'), renamed('c')]);

  it('is told from versions that do not say yet what they followed', () => {
    const old = versions.map((version): Version => ({ ...version, previousAt: null })).reverse();
    const names = [0, 1, 2].map((at) => asOf(states.at(-1)!, old, dayOf(at)).resource?.name);
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it('passes over a version that a crash left without its resource', () => {
    expect(asOf(states[1]!, versions.toReversed(), dayOf(9))).toEqual({
      resource: states[1],
      versions: versions.slice(0, 2).reverse(),
    });
    expect(asOf(states[1]!, versions.toReversed(), dayOf(0)).resource?.name).toBe('a');
  });

  it('carries no mark of facts that cannot be read now', () => {
    const now = { ...states.at(-1)!, stale: [{ fact: 'tags', since: dayOf(2) }] };
    expect(asOf(now, versions.toReversed(), dayOf(2)).resource).toHaveProperty('stale');
    expect(asOf(now, versions.toReversed(), dayOf(1)).resource).not.toHaveProperty('stale');
  });
});
