import { describe, expect, it } from 'vitest';
import { openChecks } from '../../lib/checks/evaluate.ts';
import { holdsAt, ignoreOf, isDay, readIgnores } from '../../lib/checks/ignore.ts';
import { a, NOW } from './harness.ts';

const ignored = (tags: Record<string, string> | null) =>
  readIgnores(tags).ignores.map(({ check, suppressed }) => `${check} ${suppressed.until ?? 'for ever'}`);
const unread = (value: string) => readIgnores({ 'cadastre:ignore': value }).unread.map(({ word }) => word);

describe('the tag that suppresses', () => {
  it.each(['cadastre:ignore', 'Cadastre:Ignore', 'CADASTRE_IGNORE', 'cadastre-ignore', ' cadastre ignore '])(
    'is found when its key is spelled %j',
    (key) => {
      expect(readIgnores({ other: 'x', [key]: 'unattached_disk' }).ignores).toEqual([
        { check: 'unattached_disk', suppressed: { by: key, until: null, reason: 'unattached_disk', source: 'tag' } },
      ]);
    },
  );

  it.each(['cadastre', 'ignore', 'cadastre:ignored', 'x-cadastre-ignore'])('is not the one whose key is %j', (key) => {
    expect(ignored({ [key]: 'unattached_disk' })).toEqual([]);
  });

  it.each([
    ['unattached_disk', ['unattached_disk for ever']],
    ['unattached_disk@2026-12-31', ['unattached_disk 2026-12-31']],
    ['unattached_disk unowned', ['unattached_disk for ever', 'unowned for ever']],
    ['unattached_disk@2026-12-31, unowned', ['unattached_disk 2026-12-31', 'unowned for ever']],
    ['unattached_disk+unowned@2026-12-31', ['unattached_disk for ever', 'unowned 2026-12-31']],
    ['  unattached_disk ,, ', ['unattached_disk for ever']],
    ['Unattached-Disk', ['unattached_disk for ever']],
    ['*', ['* for ever']],
    ['all@2026-12-31', ['* 2026-12-31']],
    // As Google's labels can say it.
    ['unattached_disk-2026-12-31--unowned', ['unattached_disk 2026-12-31', 'unowned for ever']],
    ['', []],
  ])('says %j', (value, told) => {
    expect(ignored({ 'cadastre-ignore': value })).toEqual(told);
    expect(unread(value)).toEqual([]);
  });

  it('suppresses nothing by a word that names no check or no day, and the rest of it counts', () => {
    expect(ignored({ 'cadastre:ignore': 'unatached_disk unowned@2026-02-30 owner_left' })).toEqual([
      'owner_left for ever',
    ]);
    expect(unread('unatached_disk unowned@2026-02-30 unowned@soon @2026-12-31 owner_left')).toEqual([
      'unatached_disk',
      'unowned@2026-02-30',
      'unowned@soon',
      '@2026-12-31',
    ]);
  });

  it('is absent where there are no tags, or where they could not be read', () => {
    expect([ignored({}), ignored(null)]).toEqual([[], []]);
  });

  it('of two for one check, the one that lasts longer counts, whatever their order', () => {
    const longest = (value: string) => ignoreOf(readIgnores({ 'cadastre:ignore': value }), 'unowned')?.until;
    expect(longest('unowned@2026-01-01 *@2026-06-01')).toBe('2026-06-01');
    expect(longest('*@2026-06-01 unowned@2026-01-01')).toBe('2026-06-01');
    expect(longest('* unowned@2026-01-01')).toBeNull();
    expect(longest('owner_left')).toBeUndefined();
  });
});

it.each([
  ['2026-12-31', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['31.12.2026', false],
  ['', false],
])('%j is a day of the calendar: %s', (written, is) => expect(isDay(written)).toBe(is));

it('what lasts to a day holds to its last instant in UTC', () => {
  expect(holdsAt('2026-12-31', '2026-12-31T23:59:59.999Z')).toBe(true);
  expect(holdsAt('2026-12-31', '2027-01-01T00:00:00.000Z')).toBe(false);
  expect(holdsAt(null, '9999-01-01T00:00:00.000Z')).toBe(true);
});

it('a check says the same with the tag, and notes beside it what the tag says', () => {
  const disk = a('gcp_compute_disk', { state: 'unattached', attachedTo: [] }, { tags: { cadastre_ignore: 'all' } });
  const said = (subject: typeof disk) => openChecks({}).look(subject, { now: NOW });
  expect(said(disk)).toEqual([
    {
      ...said({ ...disk, tags: {} })[0],
      ignored: { by: 'cadastre_ignore', until: null, reason: 'all', source: 'tag' },
    },
  ]);
  expect(said({ ...disk, tags: { cadastre_ignore: 'unowned' } })[0]).not.toHaveProperty('ignored');
});
