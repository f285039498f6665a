import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultPlaceholders, normalKey, speaks, tagFinder } from '../../lib/owners/tags.ts';
import type { Tags } from '../../lib/providers/types.ts';

const speaksUp = speaks(defaultPlaceholders);
const find = tagFinder(['owner', 'team-owner'], speaksUp);
const values = (tags: Tags) => find(tags).map(({ value }) => value);

it.each(['Owner', 'owner', 'OWNER', 'OWNER ', ' owner', 'ow-ner', 'ow_ner', 'o:w:n:e:r', 'owner:', '_owner_'])(
  'takes the key %j for owner, and keeps its spelling as evidence',
  (key) => {
    expect(find({ env: 'prod', [key]: 'ana' })).toEqual([{ key, value: 'ana' }]);
  },
);

it.each(['owners', 'owner2', 'own', 'co-owner', ''])('does not take the key %j for owner', (key) => {
  expect(find({ [key]: 'ana' })).toEqual([]);
});

it.each(['', ' ', '-', 'n/a', 'N/A', 'None', 'null', 'unknown', 'TBD', ' todo ', 'unowned'])(
  'passes over the value %j, which names nobody, and takes the next key',
  (value) => {
    expect(values({ owner: value, 'Team Owner': 'payments' })).toEqual(['payments']);
  },
);

it('finds the stronger key first, wherever it stands', () => {
  expect(values({ teamOwner: 'payments', owner: 'ana' })).toEqual(['ana', 'payments']);
  expect(tagFinder(['team', 'owner'], speaksUp)({ owner: 'ana', team: 'payments' })).toMatchObject([
    { key: 'team' },
    { key: 'owner' },
  ]);
});

it('finds two spellings of one key in the same order, in whichever order the provider gives them', () => {
  expect(values({ owner: 'bob', Owner: 'ana' })).toEqual(['ana', 'bob']);
  expect(values({ Owner: 'ana', owner: 'bob' })).toEqual(['ana', 'bob']);
});

it('reads keys that objects know already as any other', () => {
  const tags = Object.fromEntries([
    ['__proto__', 'eve'],
    ['constructor', 'eve'],
  ]);
  expect(tagFinder(['__proto__'], speaksUp)(tags)).toEqual([{ key: '__proto__', value: 'eve' }]);
  expect(tagFinder(['constructor'], speaksUp)({})).toEqual([]);
  expect(find(tags)).toEqual([]);
});

it('makes one key of all spellings, also when more were seen than it remembers', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z0-9é]{1,12}$/),
      fc.array(fc.constantFrom('-', '_', ' ', ':', '.', '/'), { minLength: 13, maxLength: 13 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      (key, parts, upper) => {
        const spelled = [...key].map((char, i) => parts[i]! + (upper[i] ? char.toUpperCase() : char)).join('');
        expect(normalKey(spelled + parts[12])).toBe(normalKey(key));
      },
    ),
    { numRuns: 12_000 },
  );
});
