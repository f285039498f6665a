/** Takes some of what was made away again. */
import { DeleteVolumeCommand, EC2Client, ReleaseAddressCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { DeleteLoadBalancerCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Filled } from './estate.ts';

/** By their ids. */
export interface Removed {
  /** What EC2 still shows, as terminated. */
  readonly told: readonly string[];
  /** What is not shown any more. */
  readonly lost: readonly string[];
}

/** Removes one of each kind that costs, and a queue, which no kind describes. */
export const removeSome = async ({ at, network, machines, balancers, services }: Filled): Promise<Removed> => {
  const ec2 = at.client(EC2Client);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [machines.stopped] }));
  await ec2.send(new DeleteVolumeCommand({ VolumeId: machines.spareVolume }));
  await ec2.send(new ReleaseAddressCommand({ AllocationId: network.freeAddress }));
  const { idle } = balancers;
  await at.client(ElasticLoadBalancingV2Client).send(new DeleteLoadBalancerCommand({ LoadBalancerArn: idle }));
  await at.client(S3Client).send(new DeleteBucketCommand({ Bucket: services.plainBucket }));
  await at.client(SQSClient).send(new DeleteQueueCommand({ QueueUrl: services.queueUrl }));
  return {
    told: [at.arn('ec2', `instance/${machines.stopped}`)],
    lost: [
      at.arn('ec2', `volume/${machines.spareVolume}`),
      at.arn('ec2', `elastic-ip/${network.freeAddress}`),
      idle,
      `arn:aws:s3:::${services.plainBucket}`,
      at.arn('sqs', 'jobs'),
    ],
  };
};
