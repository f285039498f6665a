import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../lib/checks/types.ts';
import { CompactEntries } from '../../lib/collect/compact.ts';
import { type Entry, plainEntry } from '../../lib/collect/entry.ts';
import { Names } from '../../lib/collect/names.ts';

/** Few ids and words, so that they meet again, and any text among them. */
const id = fc.oneof(
  fc.constantFrom('', '/', 'a:b/c', 'a:b/d', 'arn:aws:s3:::bücket', '//x/漢', '//x/𝒳', '//x/\ud800', '__proto__', '17'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const word = fc.constantFrom('a', 'b', '', 'c|d', '0');
const time = fc.constantFrom('2026-06-01T00:00:00.000Z', '2026-06-02T00:00:00.000Z');
const hash = fc.oneof(fc.constantFrom('', 'AAAAAAAAAAAAAAAA', 'x'.repeat(17)), fc.stringMatching(/^[\w-]{16}$/));
const links = fc.array(fc.record({ rel: fc.constantFrom('attached_to', 'runs_in'), to: id }), { maxLength: 3 });
const verdict = fc.constantFrom(
  { verdict: 'pass' } as const,
  { verdict: 'fail', reason: 'r' } as const,
  { verdict: 'unknown', reason: '{0}' } as const,
);
const ask = fc.oneof(
  fc.record({ ask: fc.constant('exists'), id }),
  fc.record({ ask: fc.constant('referred'), id, by: fc.constant(['vm']) }),
) as fc.Arbitrary<Ask>;
const nested = fc.oneof(
  verdict,
  fc.record({ any: fc.array(ask, { maxLength: 2 }), needs: fc.constant('*' as const), yes: verdict, no: verdict }),
);
const outcome = fc.oneof(
  verdict,
  fc.record(
    { any: fc.array(ask, { maxLength: 3 }), needs: fc.constant('*' as const), yes: nested, no: nested, doubt: nested },
    { requiredKeys: ['any', 'needs', 'yes', 'no'] },
  ),
);
const suppressed = fc.record({ by: word, until: fc.constant(null), reason: word, source: fc.constant('tag' as const) });
const pending = fc.array(
  fc.record({ check: word, outcome, ignored: suppressed }, { requiredKeys: ['check', 'outcome'] }),
  { maxLength: 3 },
);
const open = fc.dictionary(fc.constantFrom('unowned', '__proto__', 'idle'), fc.record({ says: word, since: time }), {
  maxKeys: 2,
  noNullPrototype: true,
});
const lasting = fc.dictionary(
  fc.constantFrom('unowned', '__proto__', 'idle'),
  fc.record({ since: time, ended: time }, { requiredKeys: ['since'] }),
  { maxKeys: 2, noNullPrototype: true },
);
const lifecycle = fc.constantFrom('active', 'missing', 'retired');
const lacked = fc.record({ turn: fc.nat(5), at: time });
const entry = fc.record(
  {
    ...{
      kind: word,
      class: word,
      accountId: word,
      region: word,
      owner: word,
      hash,
      links,
      pending,
      open,
      lasting,
      lifecycle,
    },
    ...{ version: fc.nat(4_294_967_295), since: time, firstSeen: time, group: fc.option(id), lacked },
    stale: fc.constant(['tags']),
    unchanged: time,
  },
  { noNullPrototype: true },
) as unknown as fc.Arbitrary<Omit<Entry, 'id'>>;

type Step =
  | readonly ['set', string, Omit<Entry, 'id'>]
  | readonly ['delete', string]
  | readonly ['change', string, any];
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('set' as const), id, entry),
  fc.tuple(fc.constant('delete' as const), id),
  fc.tuple(
    fc.constant('change' as const),
    id,
    fc.oneof(
      fc.record({ links, pending, group: fc.constant(null) }),
      fc.record({ open, lasting }),
      fc.record({ unchanged: fc.option(time, { nil: undefined }) }),
      fc.record({ lifecycle, since: time, version: fc.nat(9) }),
      fc.record({ lacked: fc.option(lacked, { nil: undefined }) }),
      fc.record({ seen: fc.boolean() }),
    ),
  ),
);

describe('compact entries', () => {
  it('are what a map of plain ones is, whatever is set, changed and deleted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const compact = new CompactEntries();
        const plain = new Map<string, Entry>();
        for (const [what, name, value] of steps) {
          if (what === 'set') {
            compact.set(name, { id: name, ...value });
            plain.set(name, { id: name, ...value });
          } else if (what === 'delete') expect(compact.delete(name)).toBe(plain.delete(name));
          else {
            const [a, b] = [compact.get(name), plain.get(name)];
            if (a) Object.assign(a, value);
            if (b) Object.assign(b, value);
          }
          expect(compact.has(name)).toBe(plain.has(name));
        }
        expect(compact.size).toBe(plain.size);
        const seen = (all: Iterable<Entry>) => Array.from(all, (one) => [one.seen === true, plainEntry(one)]);
        expect(seen(compact.values())).toEqual(seen(plain.values()));
        for (const one of plain.keys()) expect(compact.get(one)?.id).toBe(one);
      }),
      { numRuns: 300 },
    );
  });

  it('hold no reference to what was set: a later change of that does not reach them', () => {
    const compact = new CompactEntries();
    const one = { ...fc.sample(entry, 1)[0]!, id: 'a', version: 1 };
    compact.set('a', one);
    one.version = 2;
    expect(compact.get('a')?.version).toBe(1);
  });

  it('come by the ten thousand', () => {
    const [one] = fc.sample(entry, 1);
    const compact = new CompactEntries();
    const nameOf = (n: number) => `//compute.googleapis.com/projects/p${n % 7}/zones/z/disks/disk-${n}`;
    for (let n = 0; n < 30_000; n++) compact.set(nameOf(n), { ...one!, id: nameOf(n), version: n });
    expect(compact.size).toBe(30_000);
    for (let n = 0; n < 30_000; n += 997) expect(compact.get(nameOf(n))).toMatchObject({ id: nameOf(n), version: n });
    expect(compact.has(nameOf(30_000))).toBe(false);
  });
});

describe('names', () => {
  it('have the number that they were given first, and come back as they were', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 300 }), (ids) => {
        const names = new Names();
        const numbers = ids.map((one) => names.numberOf(one));
        expect(names.size).toBe(new Set(ids).size);
        expect(numbers.map((number) => names.at(number))).toEqual(ids);
        expect(ids.map((one) => names.find(one))).toEqual(numbers);
        expect(names.find('nobody has this')).toBe(-1);
      }),
    );
  });
});
