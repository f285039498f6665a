/** Keys and values that the config says are one, wherever a tag is asked for. */
import { describe, expect, it } from 'vitest';
import { noTagWords, openTags } from '../../lib/owners/tag-words.ts';
import { collected } from '../estates/collected.ts';
import { gathered } from '../pipeline/harness.ts';

const words = {
  aliases: { env: ['environment', 'Stage'] },
  values: { environment: { prod: ['production', 'live'], dev: ['development'] } },
};

describe('a tag that is asked for', () => {
  const fits = (key: string, value: string, tags: Record<string, string>, of = words) =>
    openTags(of).test(key, value)(tags);

  it.each([
    ['env', 'prod', { environment: 'production' }],
    ['Environment', 'LIVE', { ENV: 'Prod' }],
    ['stage', 'production', { env: 'live' }],
    ['env', 'pr*', { environment: 'live' }],
    ['env', '/^prod/', { stage: 'production' }],
    ['note', 'a*b', { note: 'a*b' }],
    ['note', '', { note: '' }],
    ['team', 'Data', { TEAM_: 'data' }],
  ])('%s=%s fits %j', (key, value, tags) => expect(fits(key, value, tags)).toBe(true));

  it.each([
    ['env', 'prod', { environment: 'dev' }],
    ['env', 'prod', { tier: 'prod' }],
    ['team', 'prod', { team: 'production' }],
    ['env', 'prod', {}],
  ])('%s=%s does not fit %j', (key, value, tags) =>
    expect(fits(key, value, tags as Record<string, string>)).toBe(false),
  );

  it('has no other spelling than its own where the config says nothing', () => {
    expect(fits('env', 'prod', { environment: 'production' }, noTagWords as typeof words)).toBe(false);
  });
});

it('a column of a key has the key’s own value before that of an alias', () => {
  const { value } = openTags(words);
  expect(value({ stage: 'c', environment: 'b', env: 'a' }, 'env')).toBe('a');
  expect(value({ stage: 'c', environment: 'b' }, 'env')).toBe('b');
  expect(value({ other: 'c' }, 'env')).toBeNull();
});

it('a run notes what its config says, and whoever asks the register goes by it', async () => {
  const group = '/subscriptions/8d0a3c51-6f7e-4b2d-9c18-2a4e6b8d0f13/resourceGroups/quay';
  const account = (name: string, tags: Record<string, string>) => ({
    ...{ id: `${group}/providers/Microsoft.Storage/storageAccounts/${name}`, name, tags },
    ...{ type: 'microsoft.storage/storageaccounts', properties: {} },
  });
  const { said } = await collected(
    {
      azure: [account('mole', { environment: 'production' }), account('pier', { env: 'dev' }), account('dock', {})],
      policy: { tags: words, requiredTags: ['env'], checks: { stopped_vm: { days: 3 } } },
    },
    async (reader) => {
      const found = await gathered(reader.resources({ kind: 'azure_storage_account', tags: [['env', 'prod']] }));
      expect(found.map(({ name }) => name)).toEqual(['mole']);
      expect((await reader.inForce()).checks).toMatchObject({ stopped_vm: { days: 3 } });
    },
  );
  const missing = (end: string) => said(end).filter((one) => one.startsWith('missing_required_tags'));
  expect(missing('storageaccounts/mole')).toEqual([]);
  expect(missing('storageaccounts/dock')).toHaveLength(1);
});
