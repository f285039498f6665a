import { describe, expect, it } from 'vitest';
import { awsKinds } from '../../lib/kinds/aws/index.ts';
import { hintPatterns, hintsOf } from '../../lib/kinds/hints.ts';
import type { AwsKind } from '../../lib/kinds/types.ts';

const kinds = awsKinds as readonly AwsKind[];
const place = { account: '123456789012', region: 'eu-west-1' };

/** As CloudTrail has them on the bus: the parts that are read, and some that are not. */
const call = (service: string, eventName: string, more: object = {}) => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: `aws.${service}`,
  ...place,
  time: '2026-03-01T10:00:00Z',
  resources: [],
  detail: { eventSource: `${service}.amazonaws.com`, eventName, awsRegion: 'eu-west-1', readOnly: false, ...more },
});
const tagged = (...resources: unknown[]) => ({
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  ...place,
  resources,
  detail: { 'changed-tag-keys': ['owner'], service: 'ec2', 'resource-type': 'volume', version: 3, tags: {} },
});

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

describe('a hint', () => {
  it('of a call names every kind that the call changes', () => {
    expect(hintsOf(call('ec2', 'RunInstances'))).toEqual(
      ['aws_ebs_volume', 'aws_ec2_instance', 'aws_ec2_network_interface'].map((kind) => ({
        accountId: '123456789012',
        region: 'eu-west-1',
        kind,
      })),
    );
  });

  it('of changed tags names the kind by the ARN, and the catch-all where no kind describes it', () => {
    expect(hintsOf(tagged(arn('ec2', 'volume/vol-1'))).map(({ kind }) => kind)).toEqual(['aws_ebs_volume']);
    expect(hintsOf(tagged(arn('sns', 'topic-1'))).map(({ kind }) => kind)).toEqual(['aws_resource']);
  });

  it('asks once for several resources of a kind', () => {
    const event = tagged(arn('ec2', 'volume/vol-1'), arn('ec2', 'volume/vol-2'), arn('ec2', 'subnet/subnet-1'));
    expect(hintsOf(event).map(({ kind }) => kind)).toEqual(['aws_ebs_volume', 'aws_vpc_subnet']);
  });

  it('is of no region where the kind is listed once an account', () => {
    expect(hintsOf(call('s3', 'CreateBucket'))).toEqual([
      { accountId: '123456789012', region: 'global', kind: 'aws_s3_bucket' },
    ]);
  });

  it('is not given for what was refused, for other calls, and for the same call of another service', () => {
    expect(hintsOf(call('ec2', 'CreateVolume', { errorCode: 'Client.UnauthorizedOperation' }))).toEqual([]);
    expect(hintsOf(call('ec2', 'DescribeVolumes'))).toEqual([]);
    expect(hintsOf(call('rds', 'CreateVolume'))).toEqual([]);
  });

  it.each([
    null,
    'text',
    {},
    { ...place },
    { ...tagged(), resources: 'arn' },
    tagged(null, 7),
    { ...call('ec2', 'CreateVolume'), detail: undefined },
    { ...call('ec2', 'CreateVolume'), account: 1 },
  ])('is not given for an event that says less than it should: %j', (event) => {
    expect(hintsOf(event)).toEqual([]);
  });

  it.each(kinds.filter(({ type }) => type !== '*').map((kind) => [kind.id, kind] as const))(
    'of each call that changes %s is asked for by a pattern and names it',
    (id, { arns, changedBy }) => {
      const service = arns[0]!.split(':')[0]!;
      expect(changedBy.length).toBeGreaterThan(0);
      for (const eventName of changedBy) {
        expect(hintPatterns[service]?.detail?.eventName).toContain(eventName);
        expect(hintsOf(call(service, eventName)).map(({ kind }) => kind)).toContain(id);
      }
    },
  );

  // EventBridge's quota on a pattern, characters.
  it.each(Object.entries(hintPatterns))('of %s has a pattern that EventBridge takes', (_, pattern) => {
    expect(JSON.stringify(pattern).length).toBeLessThan(2048);
  });
});
