import { EC2Client, type InstanceNetworkInterface, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

/** A stopped instance's compute is not billed. */
const states: Readonly<Record<string, string>> = {
  stopped: 'deallocated',
  pending: 'starting',
  'shutting-down': 'stopping',
};

/** `User initiated (2026-05-01 10:00:00 GMT)` tells when. */
const reasonTime = (reason: string | undefined): string | undefined => {
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) GMT\)/.exec(reason ?? '') ?? [];
  return day === undefined ? undefined : `${day}T${time}Z`;
};

/** `LaunchTime` is that of the last start. The first interface is attached when a machine is made, and never again. */
const madeAt = (interfaces: readonly InstanceNetworkInterface[] | undefined): Date | undefined =>
  Array.isArray(interfaces)
    ? interfaces.find((one) => one?.Attachment?.DeviceIndex === 0)?.Attachment?.AttachTime
    : undefined;

export default defineAwsKind({
  id: 'aws_ec2_instance',
  type: 'AWS::EC2::Instance',
  title: 'EC2 instance',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html',
  class: 'vm',
  scope: 'regional',
  arns: ['ec2:instance/'],
  changedBy: ['RunInstances', 'StartInstances', 'StopInstances', 'TerminateInstances', 'ModifyInstanceAttribute'],
  permissions: ['ec2:DescribeInstances'],

  async *list(aws) {
    const client = aws.client(EC2Client);
    for await (const page of pages(
      paginateDescribeInstances({ client, pageSize: 1000 }, {}),
      (answer) => answer.Reservations,
    )) {
      yield page.flatMap(({ Instances }) => Instances ?? []);
    }
  },
  gone: ({ State }) => State?.Name === 'terminated',

  identity: (instance, aws) => {
    const tags = tagsOf(instance.Tags);
    return {
      id: aws.arn('ec2', `instance/${instance.InstanceId}`),
      name: tags.Name || instance.InstanceId,
      createdAt: madeAt(instance.NetworkInterfaces),
      tags,
    };
  },

  contract: {
    state: ({ State }) => states[lower(State?.Name) ?? ''] ?? lower(State?.Name),
    machineType: ({ InstanceType }) => InstanceType,
    priority: ({ InstanceLifecycle }) => (InstanceLifecycle === 'spot' ? 'spot' : 'regular'),
    licence: ({ UsageOperation }) => UsageOperation,
    zone: ({ Placement }) => Placement?.AvailabilityZone,
    privateAddresses: ({ PrivateIpAddress }) => present([PrivateIpAddress]),
    publicAddresses: ({ PublicIpAddress }) => present([PublicIpAddress]),
    stoppedAt: ({ State, StateTransitionReason }) =>
      State?.Name === 'stopped' ? reasonTime(StateTransitionReason) : null,
    networks: ({ VpcId, SubnetId }, aws) => [
      ...present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
      ...present([SubnetId]).map((id) => aws.arn('ec2', `subnet/${id}`)),
    ],
  },
  fields: {
    image: {
      type: 'refs',
      rel: 'sourced_from',
      description: 'The image it was started from.',
      from: ({ ImageId }, aws) => present([ImageId]).map((id) => aws.arn('ec2', `image/${id}`)),
    },
    platform: {
      type: 'text',
      description: 'Operating system and licence.',
      from: ({ PlatformDetails }) => PlatformDetails,
    },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups of its interfaces.',
      from: ({ SecurityGroups }, aws) =>
        present(SecurityGroups?.map(({ GroupId }) => GroupId)).map((id) => aws.arn('ec2', `security-group/${id}`)),
    },
  },
});
