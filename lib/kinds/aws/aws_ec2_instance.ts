import {
  EC2Client,
  type Instance,
  type InstanceNetworkInterface,
  paginateDescribeInstances,
  type Reservation,
} from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { beganAt } from '../times.ts';
import { defineAwsKind } from '../types.ts';
import { privateAddresses, publicAddresses } from './shared/addresses.ts';
import { isHeld } from './shared/attached.ts';
import { groupRefs, networkRefs, sharing } from './shared/networks.ts';
import { ownedBy } from './shared/owned.ts';

/** An instance, with the owner that its reservation names. */
type Reserved = Instance & Pick<Reservation, 'OwnerId'>;

const owned = ({ OwnerId }: Reserved, aws: AwsContext) => ownedBy(aws, { owner: OwnerId });

/** What EC2 may take back when it needs the capacity: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html */
const interruptible = new Set(['spot', 'interruptible-capacity-reservation']);

/** Interfaces that it has now: one that is being detached is shown for a while. */
const interfacesOf = ({ NetworkInterfaces }: Instance): readonly InstanceNetworkInterface[] | undefined =>
  Array.isArray(NetworkInterfaces)
    ? NetworkInterfaces.filter((one) => one && isHeld(one.Attachment?.Status))
    : undefined;

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

async function* instances(aws: AwsContext): AsyncGenerator<readonly Reserved[]> {
  const client = aws.client(EC2Client);
  for await (const page of pages(
    paginateDescribeInstances({ client, pageSize: 1000 }, { IncludeManagedResources: true }),
    (answer) => answer.Reservations,
  )) {
    yield page.flatMap(({ Instances, OwnerId }) => (Instances ?? []).map((one) => ({ ...one, OwnerId })));
  }
}

export default defineAwsKind({
  id: 'aws_ec2_instance',
  type: 'AWS::EC2::Instance',
  title: 'EC2 instance',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html',
  class: 'vm',
  scope: 'regional',
  arns: ['ec2:instance/'],
  changedBy: ['RunInstances', 'StartInstances', 'StopInstances', 'TerminateInstances', 'ModifyInstanceAttribute'],
  permissions: ['ec2:DescribeInstances', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'],

  list: (aws) => sharing(aws, instances(aws), { groups: true }),
  gone: ({ State }) => State?.Name === 'terminated',

  identity: (instance, aws) => {
    const of = owned(instance, aws);
    const tags = tagsOf(instance.Tags);
    return {
      ...of,
      id: aws.arn('ec2', `instance/${instance.InstanceId}`, of),
      name: tags.Name || instance.InstanceId,
      createdAt: madeAt(instance.NetworkInterfaces),
      tags,
    };
  },

  contract: {
    state: ({ State }) => states[lower(State?.Name) ?? ''] ?? lower(State?.Name),
    machineType: ({ InstanceType }) => InstanceType,
    // On-Demand machines have no lifecycle.
    priority: ({ InstanceLifecycle }) => (interruptible.has(InstanceLifecycle ?? '') ? 'Spot' : 'Regular'),
    licenseType: ({ UsageOperation }) => UsageOperation,
    privateAddresses: (instance) =>
      privateAddresses(interfacesOf(instance), [instance.PrivateIpAddress, instance.Ipv6Address]),
    publicAddresses: (instance) => publicAddresses(interfacesOf(instance), [instance.PublicIpAddress]),
    // A stop before the last start is another's.
    stoppedAt: ({ State, StateTransitionReason, LaunchTime }) =>
      State?.Name === 'stopped' ? beganAt(reasonTime(StateTransitionReason), LaunchTime) : null,
    networks: (instance, aws) => {
      const interfaces = interfacesOf(instance);
      return networkRefs(aws, owned(instance, aws), instance.owners, [
        { vpc: instance.VpcId, subnets: [instance.SubnetId] },
        ...(interfaces ?? []).map(({ VpcId, SubnetId }) => ({ vpc: VpcId, subnets: [SubnetId] })),
        // An empty list of interfaces tells that it is in none.
        ...(interfaces?.length === 0 ? [{ subnets: [] }] : []),
      ]);
    },
  },
  fields: {
    zone: { type: 'text', description: 'Availability zone.', from: ({ Placement }) => Placement?.AvailabilityZone },
    image: {
      type: 'refs',
      rel: 'sourced_from',
      description: 'The image it was started from.',
      from: (instance, aws) =>
        instance.ImageId === undefined
          ? null
          : present([instance.ImageId]).map((id) => aws.arn('ec2', `image/${id}`, owned(instance, aws))),
    },
    platform: {
      type: 'text',
      description: 'Operating system and licence.',
      from: ({ PlatformDetails }) => PlatformDetails,
    },
    managedBy: {
      type: 'text',
      description: 'AWS service that manages it, where one does.',
      from: ({ Operator }) => (Operator?.Managed === true ? Operator.Principal : null),
    },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups of its interfaces.',
      from: (instance, aws) => {
        const lists = [instance.SecurityGroups, ...(interfacesOf(instance) ?? []).map(({ Groups }) => Groups)];
        const told = lists.filter((list) => list !== undefined);
        const ids = told.length === 0 ? undefined : told.flat().map((one) => one?.GroupId);
        return groupRefs(aws, owned(instance, aws), instance.owners, ids);
      },
    },
  },
});
