/** What is refused, or gone, beside a list costs itself alone: the list stays complete, and others keep their facts. */
import { describe, expect, it } from 'vitest';
import { type Case, collected, type Step } from './collected.ts';

const ACCOUNT = '111122223333';
const owned = [{ Key: 'owner', Value: 'data-platform' }];

describe('a bucket that may not be read', () => {
  const bucket = (Name: string, over: object = {}) => ({
    ...{ Name, CreationDate: '2025-01-01T00:00:00Z', BucketRegion: 'eu-west-1', Tags: owned },
    ...over,
  });
  const run = (day: number, ...buckets: ReturnType<typeof bucket>[]): Step => ({
    day,
    aws: { [`${ACCOUNT}/global`]: { ListBuckets: [bucket('harbour-audit', { $deny: true }), ...buckets] } },
  });

  it('keeps no other bucket alive, and is named with the action that it lacks', async () => {
    const kept = bucket('harbour-kept');
    const { runs, resource, said } = await collected({
      runs: [run(0, kept, bucket('harbour-old')), run(1, kept), run(2, kept)],
    });
    expect(resource(':harbour-old')).toMatchObject({ lifecycle: 'retired' });
    expect(resource(':harbour-kept')).toMatchObject({ lifecycle: 'active', owner: { id: 'data-platform' } });
    const last = runs.at(-1)!;
    expect(last.listings.incomplete).toEqual([]);
    expect(last.listings.unread).toMatchObject({ count: 1, first: [{ listing: 'aws_s3_bucket@global' }] });
    expect(last.listings.unread!.first[0]!.reason).toContain('harbour-audit (s3:GetBucketTagging): AccessDenied');
    expect(said(':harbour-audit')).toEqual(['unowned unknown: its tags could not be read']);
    expect(said(':harbour-kept')).toEqual([]);
  });

  it('is said by coverage on the line of its listing, which is complete', async () => {
    const lines: unknown[] = [];
    await collected({ runs: [run(0, bucket('harbour-kept'))] }, async (reader) => {
      for await (const line of reader.coverage()) if (line.unread !== null) lines.push(line);
    });
    expect(lines).toMatchObject([{ listing: 'aws_s3_bucket@global', outcome: 'complete', reason: null }]);
  });

  it('is no gap where it was deleted after it was listed: it is gone', async () => {
    const { runs, resource } = await collected({
      runs: [run(0, bucket('harbour-brief')), run(1, bucket('harbour-brief', { $vanish: true }))],
    });
    expect(resource(':harbour-brief')).toMatchObject({ lifecycle: 'missing' });
    expect(runs.at(-1)!.listings.unread).toMatchObject({ count: 1 });
    expect(runs.at(-1)!.listings.unread!.first[0]!.reason).not.toContain('more like it');
  });
});

describe('one target group of many', () => {
  const groupArn = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:targetgroup/${name}/1`;
  const balancerArn = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/${name}/1`;
  const group = (name: string, over: object = {}) => ({
    ...{ TargetGroupArn: groupArn(name), TargetGroupName: name, TargetType: 'instance', Tags: owned },
    ...{ LoadBalancerArns: [balancerArn(name)], Targets: [] },
    ...over,
  });
  const balancer = (name: string) => ({
    ...{ LoadBalancerArn: balancerArn(name), LoadBalancerName: name, Type: 'application', Tags: owned },
    ...{ State: { Code: 'active' }, CreatedTime: '2025-02-01T00:00:00Z' },
    Listeners: [
      {
        ListenerArn: `${balancerArn(name).replace(':loadbalancer/', ':listener/')}/1`,
        LoadBalancerArn: balancerArn(name),
        DefaultActions: [{ Type: 'forward', TargetGroupArn: groupArn(name) }],
      },
    ],
  });
  const names = Array.from({ length: 24 }, (_, n) => `web-${n}`);
  const estate = (odd: object): Case => ({
    aws: {
      [`${ACCOUNT}/eu-west-1`]: {
        DescribeTargetGroups: names.map((name) => group(name, name === 'web-7' ? odd : {})),
        DescribeLoadBalancers: names.map(balancer),
      },
    },
  });

  it('is left out where it vanished, and the other groups of its batch keep their tags', async () => {
    const { runs, resources, resource } = await collected(estate({ $vanish: true }));
    expect(runs[0]!.listings).toMatchObject({ incomplete: [] });
    expect(runs[0]!.listings.unread).toBeUndefined();
    expect(resources.has(groupArn('web-7'))).toBe(false);
    for (const name of names.filter((one) => one !== 'web-7'))
      expect(resource(`targetgroup/${name}/1`)).toMatchObject({ tags: { owner: 'data-platform' } });
  });

  it('is alone in doubt where it may not be read, with the balancer before it', async () => {
    const { runs, resource, said } = await collected(estate({ $deny: true }));
    expect(runs[0]!.listings.incomplete).toEqual([]);
    const reasons = runs[0]!.listings.unread!.first.map(({ reason }) => reason);
    expect(reasons.every((reason) => reason.includes(groupArn('web-7')))).toBe(true);
    expect(resource('targetgroup/web-7/1').stale?.map(({ fact }) => fact)).toEqual([
      'tags',
      'fields.targets',
      'fields.backends',
    ]);
    expect(resource('targetgroup/web-8/1')).toMatchObject({ tags: { owner: 'data-platform' } });
    expect(resource('targetgroup/web-8/1').stale).toBeUndefined();
    expect(said('app/web-7/1')).toEqual([expect.stringContaining('load_balancer_without_targets unknown')]);
    expect(said('app/web-8/1')).toEqual([expect.stringContaining('load_balancer_without_targets fail')]);
  });
});
