import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsServer, startAwsServer } from '../../lib/sample/aws/server.ts';
import type { AwsSequence } from '../../lib/sample/types.ts';
import { everything, fakeEstate, MANAGEMENT, MEMBER, pagesOf, settingsOf } from './aws-fake.ts';

let server: AwsServer;
beforeAll(async () => {
  server = await startAwsServer(fakeEstate, { throttle: false });
});
afterAll(() => server.close());

const settings = (region = 'eu-west-1', accessKeyId?: string) => settingsOf(server.endpoint, region, accessKeyId);

const without = (records: any[], ...names: string[]) =>
  records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name))));

describe('EC2', () => {
  const listings: [AwsSequence, (config: any, input: any) => AsyncIterable<any>, string, object?][] = [
    ['DescribeInstances', ec2.paginateDescribeInstances, 'Reservations'],
    ['DescribeVolumes', ec2.paginateDescribeVolumes, 'Volumes'],
    ['DescribeSnapshots', ec2.paginateDescribeSnapshots, 'Snapshots', { OwnerIds: ['self'] }],
    ['DescribeImages', ec2.paginateDescribeImages, 'Images', { Owners: ['self'] }],
    ['DescribeNetworkInterfaces', ec2.paginateDescribeNetworkInterfaces, 'NetworkInterfaces'],
    ['DescribeNatGateways', ec2.paginateDescribeNatGateways, 'NatGateways'],
    ['DescribeVpcs', ec2.paginateDescribeVpcs, 'Vpcs'],
    ['DescribeSubnets', ec2.paginateDescribeSubnets, 'Subnets'],
    ['DescribeSecurityGroups', ec2.paginateDescribeSecurityGroups, 'SecurityGroups'],
  ];

  it.each(listings)(
    '%s gives the estate’s records, page by page and all at once',
    async (sequence, paginate, list, input) => {
      const client = new ec2.EC2Client(settings());
      const pages = await pagesOf(paginate({ client, pageSize: 5 }, { ...input }), list);
      expect(pages.flat()).toEqual(everything(sequence));
      expect(pages.length).toBeGreaterThan(1);
      const whole = await pagesOf(paginate({ client }, { ...input }), list);
      expect(whole).toEqual([everything(sequence)]);
    },
  );

  it('counts instances, not reservations, and cuts no reservation in two', async () => {
    const client = new ec2.EC2Client(settings());
    const pages = await pagesOf(ec2.paginateDescribeInstances({ client, pageSize: 7 }, {}), 'Reservations');
    const sizes = pages.map((page) => page.flatMap(({ Instances }) => Instances).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
    expect(pages.flat()).toEqual(everything('DescribeInstances'));
  });

  it('gives all addresses at once, having no pages for them', async () => {
    const answer = await new ec2.EC2Client(settings()).send(new ec2.DescribeAddressesCommand({}));
    expect(answer.Addresses).toEqual(everything('DescribeAddresses'));
  });

  it('lists regions by what the account has on', async () => {
    const client = new ec2.EC2Client(settings('us-east-1', MEMBER));
    const names = async (input: object) =>
      (await client.send(new ec2.DescribeRegionsCommand(input))).Regions?.map(({ RegionName }) => RegionName);
    expect(await names({})).toEqual(['eu-south-2', 'eu-west-1']);
    expect(await names({ AllRegions: true })).toContain('ap-east-1');
  });

  it('finds by id, and says which id there is not', async () => {
    const client = new ec2.EC2Client(settings());
    const found = await client.send(new ec2.DescribeVolumesCommand({ VolumeIds: ['vol-1', 'vol-2'] }));
    expect(found.Volumes).toEqual(everything('DescribeVolumes').slice(1, 3));
    const machine = await client.send(new ec2.DescribeInstancesCommand({ InstanceIds: ['i-2-0'] }));
    expect(machine.Reservations?.map(({ Instances }) => Instances)).toEqual([
      [everything('DescribeInstances')[2].Instances[0]],
    ]);
    const missing = client.send(new ec2.DescribeVolumesCommand({ VolumeIds: ['vol-none'] }));
    await expect(missing).rejects.toMatchObject({ name: 'InvalidVolume.NotFound', message: /vol-none/ });
    const both = client.send(new ec2.DescribeVolumesCommand({ VolumeIds: ['vol-1'], MaxResults: 5 }));
    await expect(both).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });

  it('refuses page sizes out of range, what it does not heed, and owners it does not hold', async () => {
    const client = new ec2.EC2Client(settings());
    for (const MaxResults of [4, 1001]) {
      const asked = client.send(new ec2.DescribeVolumesCommand({ MaxResults }));
      await expect(asked).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
    const filtered = client.send(new ec2.DescribeVolumesCommand({ Filters: [{ Name: 'status', Values: ['error'] }] }));
    await expect(filtered).rejects.toMatchObject({ name: 'InvalidParameterValue', message: /Filters/ });
    const others = await client.send(new ec2.DescribeSnapshotsCommand({ OwnerIds: ['amazon'] }));
    expect(others.Snapshots).toEqual([]);
    const dry = client.send(new ec2.DescribeVpcsCommand({ DryRun: true }));
    await expect(dry).rejects.toMatchObject({ name: 'DryRunOperation' });
  });
});

describe('other services', () => {
  it('GetResources pages by 100 at most, and filters into short pages', async () => {
    const client = new ResourceGroupsTaggingAPIClient(settings());
    const all = await pagesOf(paginateGetResources({ client, pageSize: 100 }, {}), 'ResourceTagMappingList');
    expect(all.flat()).toEqual(everything('GetResources'));
    expect(all.map(({ length }) => length)).toEqual([100, 97]);
    const queues = await pagesOf(
      paginateGetResources({ client }, { ResourceTypeFilters: ['sqs'], TagFilters: [{ Key: 'Name' }] }),
      'ResourceTagMappingList',
    );
    const expected = everything('GetResources').filter(
      ({ ResourceARN, Tags }) => ResourceARN.includes(':sqs:') && Tags.length,
    );
    expect(queues.flat()).toEqual(expected);
    const volumes = await pagesOf(
      paginateGetResources({ client }, { ResourceTypeFilters: ['ec2:volume'] }),
      'ResourceTagMappingList',
    );
    expect(volumes.flat()).toHaveLength(
      everything('GetResources').filter(({ ResourceARN }) => ResourceARN.includes(':ec2:')).length,
    );
    const large = paginateGetResources({ client, pageSize: 101 }, {}).next();
    await expect(large).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('ListBuckets tells regions only when asked with a parameter', async () => {
    const client = new s3.S3Client(settings());
    const buckets = everything('ListBuckets');
    const plain = await client.send(new s3.ListBucketsCommand({}));
    expect(plain.Buckets).toEqual(without(buckets, 'Tags', 'BucketRegion'));
    const pages = await pagesOf(s3.paginateListBuckets({ client, pageSize: 2 }, {}), 'Buckets');
    expect(pages.flat()).toEqual(without(buckets, 'Tags'));
    expect(pages[0]).toHaveLength(2);
    const there = await client.send(new s3.ListBucketsCommand({ BucketRegion: 'us-east-1', Prefix: 'bucket-' }));
    expect(there.Buckets?.every(({ BucketRegion }) => BucketRegion === 'us-east-1')).toBe(true);
  });

  it('buckets have tags, none, or are elsewhere', async () => {
    const client = new s3.S3Client(settings('us-east-1'));
    const tags = (Bucket: string, from = client) => from.send(new s3.GetBucketTaggingCommand({ Bucket }));
    expect((await tags(`bucket-5-${MANAGEMENT}`)).TagSet).toEqual(everything('ListBuckets')[4].Tags);
    await expect(tags(`bucket-1-${MANAGEMENT}`)).rejects.toMatchObject({
      name: 'NoSuchTagSet',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(tags('none')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(tags(`bucket-2-${MANAGEMENT}`)).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
    const following = new s3.S3Client({ ...settings('us-east-1'), followRegionRedirects: true });
    expect((await tags(`bucket-2-${MANAGEMENT}`, following)).TagSet).toEqual(everything('ListBuckets')[2].Tags);
    const place = (Bucket: string) => client.send(new s3.GetBucketLocationCommand({ Bucket }));
    expect((await place(`bucket-2-${MANAGEMENT}`)).LocationConstraint).toBe('eu-west-1');
    expect((await place(`bucket-1-${MANAGEMENT}`)).LocationConstraint).toBeUndefined();
  });

  it('RDS pages by markers of 20 to 100, tags inline', async () => {
    const client = new rds.RDSClient(settings());
    const instances = await pagesOf(rds.paginateDescribeDBInstances({ client, pageSize: 20 }, {}), 'DBInstances');
    expect(instances.flat()).toEqual(everything('DescribeDBInstances'));
    expect(instances.length).toBe(2);
    const snapshots = await pagesOf(rds.paginateDescribeDBSnapshots({ client }, {}), 'DBSnapshots');
    expect(snapshots.flat()).toEqual(everything('DescribeDBSnapshots'));
    const manual = await pagesOf(
      rds.paginateDescribeDBSnapshots({ client, pageSize: 20 }, { SnapshotType: 'manual' }),
      'DBSnapshots',
    );
    expect(manual.flat()).toEqual(
      everything('DescribeDBSnapshots').filter(({ SnapshotType }) => SnapshotType === 'manual'),
    );
    const few = client.send(new rds.DescribeDBInstancesCommand({ MaxRecords: 19 }));
    await expect(few).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const none = client.send(new rds.DescribeDBInstancesCommand({ DBInstanceIdentifier: 'none' }));
    await expect(none).rejects.toMatchObject({ name: 'DBInstanceNotFoundFault' });
  });

  it('ELBv2 gives balancers and groups, and tags and targets beside them', async () => {
    const client = new elb.ElasticLoadBalancingV2Client(settings());
    const balancers = everything('DescribeLoadBalancers');
    const groups = everything('DescribeTargetGroups');
    const listed = await pagesOf(elb.paginateDescribeLoadBalancers({ client, pageSize: 10 }, {}), 'LoadBalancers');
    expect(listed.flat()).toEqual(without(balancers, 'Tags'));
    const listedGroups = await pagesOf(elb.paginateDescribeTargetGroups({ client }, {}), 'TargetGroups');
    expect(listedGroups.flat()).toEqual(without(groups, 'Tags', 'Targets'));
    const [, , group] = groups;
    const attached = await client.send(
      new elb.DescribeTargetGroupsCommand({ LoadBalancerArn: group.LoadBalancerArns[0] }),
    );
    expect(attached.TargetGroups).toEqual(without([group], 'Tags', 'Targets'));
    const health = await client.send(new elb.DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn }));
    expect(health.TargetHealthDescriptions).toEqual(group.Targets);
    const arns = balancers.slice(0, 21).map(({ LoadBalancerArn }) => LoadBalancerArn);
    const tags = await client.send(
      new elb.DescribeTagsCommand({ ResourceArns: [...arns.slice(0, 19), group.TargetGroupArn] }),
    );
    expect(tags.TagDescriptions?.[0]).toEqual({ ResourceArn: arns[0], Tags: balancers[0].Tags });
    expect(tags.TagDescriptions?.[19]?.Tags).toEqual([]);
    const many = client.send(new elb.DescribeTagsCommand({ ResourceArns: arns }));
    await expect(many).rejects.toMatchObject({ name: 'ValidationError', message: /20/ });
    const unknown = client.send(new elb.DescribeTagsCommand({ ResourceArns: [`${arns[0]}x`] }));
    await expect(unknown).rejects.toMatchObject({ name: 'LoadBalancerNotFoundException' });
  });

  it('Lambda gives 50 functions a page at most, tags by ARN', async () => {
    const client = new lambda.LambdaClient(settings());
    const functions = everything('ListFunctions');
    const pages = await pagesOf(lambda.paginateListFunctions({ client, pageSize: 1000 }, {}), 'Functions');
    expect(pages.flat()).toEqual(without(functions, 'Tags'));
    expect(pages[0]).toHaveLength(50);
    const { Tags } = await client.send(new lambda.ListTagsCommand({ Resource: functions[0].FunctionArn }));
    expect(Tags).toEqual(functions[0].Tags);
    const none = client.send(new lambda.ListTagsCommand({ Resource: `${functions[0].FunctionArn}x` }));
    await expect(none).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
