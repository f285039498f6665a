/** What moto itself says there is, asked service by service without a line of the product. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, DescribeDBSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetBucketLocationCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { At } from './place.ts';

/** Ids of everything in the account and region. */
export const listed = async (at: At): Promise<string[]> => {
  const ec2 = at.client(EC2Client);
  const elb = at.client(ElasticLoadBalancingV2Client);
  const rds = at.client(RDSClient);
  const s3 = at.client(S3Client);
  const id = (what: string) => (one: string | undefined) => at.arn('ec2', `${what}/${one}`);
  const all: (string | undefined)[] = [];
  const add = (ids: readonly (string | undefined)[] | undefined) => all.push(...(ids ?? []));

  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}));
  const instances = (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  add(instances.filter(({ State }) => State?.Name !== 'terminated').map((one) => id('instance')(one.InstanceId)));
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({}));
  add(Volumes?.map((one) => id('volume')(one.VolumeId)));
  const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({}));
  add(Snapshots?.filter(({ OwnerId }) => OwnerId === at.accountId).map((one) => id('snapshot')(one.SnapshotId)));
  const { Images } = await ec2.send(new DescribeImagesCommand({}));
  add(Images?.filter(({ OwnerId }) => OwnerId === at.accountId).map((one) => id('image')(one.ImageId)));
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({}));
  add(Addresses?.map((one) => id('elastic-ip')(one.AllocationId)));
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  add(NetworkInterfaces?.map((one) => id('network-interface')(one.NetworkInterfaceId)));
  const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({}));
  add(NatGateways?.filter(({ State }) => State !== 'deleted').map((one) => id('natgateway')(one.NatGatewayId)));
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  add(Vpcs?.map((one) => id('vpc')(one.VpcId)));
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  add(Subnets?.map((one) => id('subnet')(one.SubnetId)));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  add(SecurityGroups?.map((one) => id('security-group')(one.GroupId)));

  const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({}));
  add(LoadBalancers?.map((one) => one.LoadBalancerArn));
  const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({}));
  add(TargetGroups?.map((one) => one.TargetGroupArn));
  const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
  add(DBInstances?.map((one) => one.DBInstanceArn));
  const { DBSnapshots } = await rds.send(new DescribeDBSnapshotsCommand({}));
  add(DBSnapshots?.map((one) => one.DBSnapshotArn));
  const { Functions } = await at.client(LambdaClient).send(new ListFunctionsCommand({}));
  add(Functions?.map((one) => one.FunctionArn));
  const { QueueUrls } = await at.client(SQSClient).send(new ListQueuesCommand({}));
  add(QueueUrls?.map((url) => at.arn('sqs', url.split('/').at(-1) ?? '')));
  const { Topics } = await at.client(SNSClient).send(new ListTopicsCommand({}));
  add(Topics?.map((one) => one.TopicArn));
  const { TableNames } = await at.client(DynamoDBClient).send(new ListTablesCommand({}));
  add(TableNames?.map((name) => at.arn('dynamodb', `table/${name}`)));

  for (const { Name: Bucket } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? []) {
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
    if ((LocationConstraint || 'us-east-1') === at.region) all.push(`arn:aws:s3:::${Bucket}`);
  }
  return all.filter((one) => one !== undefined).sort();
};
