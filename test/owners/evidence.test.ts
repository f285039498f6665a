import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDirectory } from '../../lib/owners/directory.ts';
import { ownerOf, resource } from './settings.ts';

const RG = '/subscriptions/s/resourcegroups/web';
const { id: ID, accountId: ACCOUNT } = resource();
const rule = { match: { name: 'vol-*' }, owner: 'bob' };

it('takes the strongest evidence first: tag, group, account, creator, rule', () => {
  const own = { owner: 'ana' };
  const created = { 'Created By': 'rob2' };
  const around = { groups: { [RG]: { owner: 'payments' } }, account: { owner: 'rob2' } };
  const settings = { rules: [rule] };
  const sourceOf = (tags: Record<string, string>, group: string | null, with_: typeof around | object, rules: object) =>
    ownerOf({ tags, group }, with_, rules).source;
  expect(sourceOf({ ...own, ...created }, RG, around, settings)).toBe('tag');
  expect(sourceOf(created, RG, around, settings)).toBe('group');
  expect(sourceOf(created, null, around, settings)).toBe('account');
  expect(sourceOf(created, null, {}, settings)).toBe('creator');
  expect(sourceOf({}, null, {}, settings)).toBe('rule');
});

it('keeps what it said word for word, and all that it overrode, the strongest first', () => {
  const owner = ownerOf(
    { tags: { 'OWNER ': ' Ana Lopes', Team: 'payments', 'created-by': 'Carol' }, group: RG },
    { groups: { [RG]: { Owner: 'pay' } }, account: { owner: 'rob' } },
    { rules: [rule, { match: { class: 'disk' }, owner: 'storage' }] },
  );
  expect(owner).toEqual({
    id: 'ana',
    status: 'known',
    source: 'tag',
    key: 'OWNER ',
    value: ' Ana Lopes',
    from: ID,
    coOwners: [],
    overrode: [
      { source: 'tag', key: 'Team', value: 'payments', from: ID },
      { source: 'group', key: 'Owner', value: 'pay', from: RG },
      { source: 'account', key: 'owner', value: 'rob', from: ACCOUNT },
      { source: 'creator', key: 'created-by', value: 'Carol', from: ID },
      { source: 'rule', key: 'name vol-*', value: 'bob', from: 'config' },
      { source: 'rule', key: 'class disk', value: 'storage', from: 'config' },
    ],
  });
});

it('overrides nothing where the weaker evidence means the same one by another name', () => {
  const around = { groups: { [RG]: { owner: 'ana.lopes@example.com' } }, account: { team: 'Ana Lopes' } };
  expect(ownerOf({ tags: { owner: 'alopes' }, group: RG }, around)).toMatchObject({ id: 'ana', overrode: [] });
});

it.each([
  ['Ana.Lopes@example.com', 'ana', 'known'],
  ['Payments Team', 'payments', 'known'],
  ['bob', 'bob', 'left'],
  [' Carol King ', 'carol king', 'unknown'],
])('resolves the value %j to %s, who is %s', (value, id, status) => {
  expect(ownerOf({ tags: { owner: value } })).toMatchObject({ id, status, value });
});

it('is unowned, with no evidence, where nothing names anybody', () => {
  expect(ownerOf({ tags: { owner: 'TBD', env: 'prod' } }, { account: { team: ' ' } })).toEqual({
    id: 'unowned',
    status: 'none',
    source: null,
    key: null,
    value: null,
    from: null,
    coOwners: [],
    overrode: [],
  });
});

it('looks to what is around a resource whose own tags could not be read', () => {
  expect(ownerOf({ tags: null }, { account: { owner: 'ana' } })).toMatchObject({ id: 'ana', source: 'account' });
  expect(ownerOf({ tags: null }, {}, { rules: [{ match: { tag: 'env' }, owner: 'ana' }] }).id).toBe('unowned');
});

it('does not take a group for evidence about itself, nor an account', () => {
  const tags = { owner: 'ana', team: 'payments' };
  const told = { source: 'tag', overrode: [{ source: 'tag', key: 'team', value: 'payments' }] };
  expect(ownerOf({ id: RG, group: RG, tags }, { groups: { [RG]: tags } })).toMatchObject(told);
  expect(ownerOf({ class: 'account', tags }, { account: tags }).overrode).toHaveLength(1);
});

it('tells a project that is group and account at once only once', () => {
  const project = { owner: 'ana', team: 'payments' };
  const owner = ownerOf({ group: 'p' }, { groups: { p: project }, account: project });
  expect(owner).toMatchObject({ id: 'ana', source: 'group' });
  expect(owner.overrode).toEqual([{ source: 'group', key: 'team', value: 'payments', from: 'p' }]);
});

it('names the same owner on the same evidence in whichever order the tags come', () => {
  const key = fc.constantFrom('owner', 'Owner', 'OWNER ', 'team', 'Team_', 'created-by', 'env', '__proto__');
  const value = fc.constantFrom('ana', 'bob', 'pay', 'carol', '', 'n/a');
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }), fc.nat(), (pairs, turn) => {
      const cut = turn % (pairs.length + 1);
      const turned = [...pairs.slice(cut), ...pairs.slice(0, cut)].reverse();
      expect(ownerOf({ tags: Object.fromEntries(turned) })).toEqual(ownerOf({ tags: Object.fromEntries(pairs) }));
    }),
  );
});

it('takes every name at its word without a directory', () => {
  expect(ownerOf({ tags: { owner: 'Ana' } }, {}, { directory: openDirectory([]) })).toMatchObject({
    id: 'ana',
    status: 'unknown',
  });
});
