/** Since when what a check judges is so: what was detached this morning is no orphan, and what comes and goes is told once. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const PLACE = '111122223333/eu-west-1';
const Tags = [{ Key: 'owner', Value: 'data-platform' }];
const volume = (holder?: string) => ({
  ...{ VolumeId: 'vol-0ledger', Size: 100, State: holder ? 'in-use' : 'available', CreateTime: '2023-04-01T00:00:00Z' },
  Attachments: holder === undefined ? [] : [{ InstanceId: holder, Device: '/dev/xvdb', State: 'attached' }],
  Tags,
});
const on = (day: number, holder?: string) => ({ day, aws: { [PLACE]: { DescribeVolumes: [volume(holder)] } } });

it('gives a volume its days from the first run that saw it detached, however old it is', async () => {
  const { said, findings } = await collected({
    policy: { checks: { unattached_disk: { days: 14 } } },
    runs: [on(0, 'i-0ledger'), on(1), on(14), on(15)],
  });
  expect(said('vol-0ledger')).toEqual(['unattached_disk fail: No machine holds it, at least since 2026-06-02.']);
  expect(findings.map(({ since }) => since)).toEqual(['2026-06-16T12:00:00.000Z']);
});

const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const shop = (day: number, targets: readonly string[]) => ({
  day,
  aws: {
    [PLACE]: {
      DescribeLoadBalancers: [
        {
          ...{ LoadBalancerArn: `${arn}:loadbalancer/app/shop/0a1b2c3d4e5f6071`, LoadBalancerName: 'shop', Tags },
          ...{ Type: 'application', Scheme: 'internal', State: { Code: 'active' } },
          Listeners: [
            { ListenerArn: `${arn}:listener/app/shop/0a1b2c3d4e5f6071/1`, DefaultActions: [{ Type: 'forward' }] },
          ],
        },
      ],
      DescribeTargetGroups: [
        {
          ...{ TargetGroupArn: `${arn}:targetgroup/shop/1`, TargetGroupName: 'shop', TargetType: 'ip', Tags },
          LoadBalancerArns: [`${arn}:loadbalancer/app/shop/0a1b2c3d4e5f6071`],
          Targets: targets.map((Id) => ({ Target: { Id } })),
        },
      ],
    },
  },
});
const nights = (count: number) =>
  Array.from({ length: count }, (_, night) => [shop(night, ['10.0.0.4']), shop(night + 0.5, [])]).flat();

it('tells once of a service that is scaled to nothing every night', async () => {
  const { runs } = await collected({ runs: nights(2) });
  expect(runs.map(({ resources }) => [resources.findingsOpened, resources.findingsResolved])).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
});
