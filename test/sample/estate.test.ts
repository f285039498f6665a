import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../lib/owners/directory.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import {
  type AwsSequence,
  awsSequences,
  type Estate,
  type EstateOptions,
  type Stretch,
} from '../../lib/sample/types.ts';

const options: EstateOptions = { seed: 7, size: 1000, day: 0 };

/** A whole sequence, in stretches of a length. */
const whole = <One>(stretch: (from: number, limit: number) => Stretch<One>, limit: number): One[] => {
  const all: One[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const { items, next } = stretch(from, limit);
    all.push(...items);
    from = next;
  }
  return all;
};

const awsOf = ({ aws }: Estate, operation: AwsSequence, limit = 500) =>
  aws.accounts.flatMap(({ id, regions }) =>
    (operation === 'ListBuckets' ? regions.slice(0, 1) : regions).flatMap((region) =>
      whole((from, most) => aws.sequence(operation, id, region, from, most), limit),
    ),
  );
const azureOf = ({ azure }: Estate, table: 'resources' | 'resourcecontainers', limit = 500) =>
  whole(
    (from, most) =>
      azure.rows(
        table,
        azure.subscriptions.map(({ id }) => id),
        from,
        most,
      ),
    limit,
  );
const gcpOf = ({ gcp }: Estate, limit = 500) =>
  whole((from, most) => gcp.assets(gcp.organization, [], from, most), limit);

const everything = (estate: Estate, limit?: number) => ({
  aws: Object.fromEntries(
    awsSequences.filter((name) => name !== 'GetResources').map((name) => [name, awsOf(estate, name, limit)]),
  ),
  containers: azureOf(estate, 'resourcecontainers', limit),
  azure: azureOf(estate, 'resources', limit),
  gcp: gcpOf(estate, limit),
});
const count = (estate: Estate) => {
  const { aws, ...rest } = everything(estate);
  return [...Object.values(aws), ...Object.values(rest)].reduce((sum, list) => sum + list.length, 0);
};

describe('the estate', () => {
  it('is the same for the same seed, size and day, whatever pages it is read in', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 100, max: 400 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 70 }),
        (seed, size, day, limit) => {
          const same = { seed, size, day };
          expect(everything(openEstate(same), limit)).toEqual(everything(openEstate(same)));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('is another one for another seed', () => {
    expect(gcpOf(openEstate({ ...options, seed: 8 }))).not.toEqual(gcpOf(openEstate(options)));
  });

  it.each([100, 2500, 20_000])('has about the %i resources it was asked for', (size) => {
    const found = count(openEstate({ ...options, size }));
    // Small ones need a network in each region all the same.
    expect(found).toBeGreaterThan(size * 0.85);
    expect(found).toBeLessThan(size * 1.1 + 100);
  });

  it('gives a page from the middle of a million without what stands before it', () => {
    const { aws, gcp } = openEstate({ ...options, size: 1_000_000 });
    const [, production] = aws.accounts;
    expect(aws.sequence('DescribeVolumes', production!.id, 'eu-west-1', 20_000, 500).items).toHaveLength(500);
    expect(gcp.assets(gcp.organization, [], 150_000, 1000).items).toHaveLength(1000);
  });

  it('has eight accounts that work and one that was closed', () => {
    const { aws, azure, gcp } = openEstate(options);
    expect(aws.accounts.filter(({ state }) => state === 'ACTIVE')).toHaveLength(4);
    expect(aws.accounts.filter(({ state }) => state === 'SUSPENDED')).toHaveLength(1);
    expect([azure.subscriptions.length, gcp.projects.length]).toEqual([2, 2]);
  });

  it('orders Azure rows by id, and counts them right', () => {
    const estate = openEstate(options);
    const ids = azureOf(estate, 'resources').map(({ id }) => String(id).toLowerCase());
    expect(ids).toEqual([...ids].sort());
    expect(
      estate.azure.total(
        'resources',
        estate.azure.subscriptions.map(({ id }) => id),
      ),
    ).toBe(ids.length);
  });

  it('finds by id what a listing gives, and nothing else', () => {
    const { aws } = openEstate(options);
    const [, { id: account } = { id: '' }] = aws.accounts;
    const ids: readonly (readonly [AwsSequence, string])[] = [
      ['DescribeVolumes', 'VolumeId'],
      ['DescribeSnapshots', 'SnapshotId'],
      ['DescribeSecurityGroups', 'GroupId'],
      ['DescribeLoadBalancers', 'LoadBalancerArn'],
      ['DescribeTargetGroups', 'TargetGroupArn'],
      ['DescribeDBInstances', 'DBInstanceIdentifier'],
      ['ListFunctions', 'FunctionArn'],
      ['ListBuckets', 'Name'],
    ];
    for (const [operation, member] of ids) {
      const [region] = operation === 'ListBuckets' ? ['us-east-1'] : ['eu-west-1'];
      const { items } = aws.sequence(operation, account, region!, 0, 50);
      expect(items.length, operation).toBeGreaterThan(0);
      for (const record of items) expect(aws.find(operation, account, region!, String(record[member]))).toEqual(record);
      expect(aws.find(operation, account, region!, 'vol-0000000000000000')).toBeUndefined();
    }
  });
});

describe('days that go by', () => {
  const names = (day: number) =>
    new Map(
      gcpOf(openEstate({ ...options, size: 4000, day })).map((asset) => [String(asset.name), JSON.stringify(asset)]),
    );
  const [first, later] = [names(0), names(14)];
  const gone = [...first.keys()].filter((name) => !later.has(name));
  const born = [...later.keys()].filter((name) => !first.has(name));
  const changed = [...first.keys()].filter((name) => later.has(name) && later.get(name) !== first.get(name));

  it('create, delete, change and retag, each some and none most', () => {
    for (const some of [gone, born, changed]) {
      expect(some.length).toBeGreaterThan(first.size * 0.03);
      expect(some.length).toBeLessThan(first.size * 0.5);
    }
  });

  it('never bring back what was deleted', () => {
    const much = names(40);
    expect(gone.filter((name) => much.has(name))).toEqual([]);
  });
});

describe('its tags', () => {
  const volumes = awsOf(openEstate({ ...options, size: 20_000 }), 'DescribeVolumes');
  const tags = volumes.map(({ Tags }) =>
    Object.fromEntries((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])),
  );
  const owner = /^(owner|team|team-owner)\s*$/i;

  it('are as messy as in life: many spellings of the key, missing ones, wrong ones, people who left', () => {
    const keys = new Set(tags.flatMap((one) => Object.keys(one).filter((key) => owner.test(key))));
    expect([...keys].sort()).toEqual(['OWNER ', 'Owner', 'Team', 'owner', 'team', 'team-owner']);
    const { directory } = openEstate(options);
    const { resolve } = openDirectory(directory);
    const said = tags.map((one) => Object.entries(one).find(([key]) => owner.test(key))?.[1]);
    const entries = said.map((value) => (value === undefined ? undefined : resolve(value)[0]));
    expect(said.filter((value) => value === undefined).length).toBeGreaterThan(tags.length * 0.15);
    expect(said.filter((value, i) => value !== undefined && entries[i] === undefined).length).toBeGreaterThan(
      tags.length * 0.02,
    );
    expect(entries.filter((entry) => entry?.active === false).length).toBeGreaterThan(tags.length * 0.01);
    expect(entries.filter((entry) => entry?.active === true).length).toBeGreaterThan(tags.length * 0.4);
  });
});
