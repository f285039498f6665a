/** Machines of AWS, from the models of @aws-sdk/client-ec2 and its documentation. */
import { ec2, groupOwner, leaving, networkOwner, ofEc2 } from './aws.ts';
import { all, at, each, type Json, part, type Says, type Statement, set, type Told, time, word } from './says.ts';

/** `User initiated (2026-03-04 00:31:52 GMT)`: when the last change of state was asked for. */
const changedAt = (reason: Json): string | null => {
  const [, day, clock] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) GMT\)/.exec(reason ?? '') ?? [];
  return day === undefined ? null : `${day}T${clock}Z`;
};

/** A stop is told of a stopped machine alone: of a running one the reason is empty, of a terminated one it is its end. */
const stoppedAt: Says = ({ record }) =>
  record.State?.Name === 'stopped' ? changedAt(record.StateTransitionReason) : null;

/** Things named by bare ids beside the record, in its region and of its owner. */
const things = (kind: string, ...paths: readonly string[]): Says =>
  each(all(...paths), (id, told) => ec2(told, kind, id));

/** Networks, with the subnets in them, by lists of pairs of members. */
export const inNetworks = (told: Told, pairs: readonly { readonly vpc: Json; readonly subnet: Json }[]): unknown[] =>
  set(
    pairs.flatMap(({ vpc, subnet }) => {
      const owner = networkOwner(told, vpc);
      return [...ec2(told, 'vpc', vpc, owner), ...ec2(told, 'subnet', subnet, owner)];
    }),
  );

export const groups = (...paths: readonly string[]): Says =>
  each(all(...paths), (id, told) => ec2(told, 'security-group', id, groupOwner(told, id)));

/** The service that manages it: an operator that does not manage may be named as well. */
export const operator: Says = ({ record }) =>
  record.Operator?.Managed === true ? (record.Operator.Principal ?? null) : null;

/** Interfaces of an instance that are not on their way out. */
const interfaces = (record: Json): Json[] =>
  (record.NetworkInterfaces ?? []).filter(({ Attachment }: Json) => !leaving(Attachment?.Status));

/** Whether a list of interfaces tells of these members: an empty one does, and one whose interfaces lack them does not. */
const tellsOf = (record: Json, ...members: readonly string[]): boolean =>
  record.NetworkInterfaces !== undefined &&
  (record.NetworkInterfaces.length === 0 ||
    record.NetworkInterfaces.some((nic: Json) => members.some((member) => nic[member] !== undefined)));

/** Addresses of interfaces, and those of the instance itself; null where the answer has neither. */
const addresses =
  (ofInterfaces: readonly string[], ofInstance: readonly string[]): Says =>
  ({ record }) => {
    const own = ofInstance.map((path) => part(record, path));
    const told = tellsOf(record, 'PrivateIpAddress', 'PrivateIpAddresses', 'Ipv6Addresses');
    const nics = interfaces(record).flatMap((nic) => ofInterfaces.flatMap((path) => part(nic, path) ?? []));
    return told || own.some((one) => one !== undefined) ? set([...own, ...nics]) : null;
  };

export const awsCompute: readonly Statement[] = [
  ofEc2('aws_ec2_instance', {
    class: 'vm',
    type: 'AWS::EC2::Instance',
    resource: 'instance',
    id: 'InstanceId',
    // “A terminated instance remains visible for a while”: it cannot come back.
    leaves: ({ record }) => record.State?.Name === 'terminated',
    // LaunchTime is that of the last start. The primary interface cannot be detached: it is as old as the machine.
    created: ({ record }) =>
      (record.NetworkInterfaces ?? []).find((one: Json) => one.Attachment?.DeviceIndex === 0)?.Attachment.AttachTime ??
      null,
    fields: {
      // A stopped instance is not billed for compute; hibernation is a stop as well.
      state: word(at('State.Name'), {
        stopped: 'deallocated',
        pending: 'starting',
        // “preparing to be terminated”
        'shutting-down': 'stopping',
      }),
      machineType: at('InstanceType'),
      // InstanceLifecycle is there for Spot, scheduled and reserved capacity alone; two of its words can be taken back.
      priority: ({ record }) =>
        ['spot', 'interruptible-capacity-reservation'].includes(record.InstanceLifecycle) ? 'Spot' : 'Regular',
      licenseType: at('UsageOperation'),
      managedBy: operator,
      zone: at('Placement.AvailabilityZone'),
      privateAddresses: addresses(
        ['PrivateIpAddress', 'PrivateIpAddresses[].PrivateIpAddress', 'Ipv6Addresses[].Ipv6Address'],
        ['PrivateIpAddress', 'Ipv6Address'],
      ),
      publicAddresses: addresses(
        ['Association.PublicIp', 'PrivateIpAddresses[].Association.PublicIp'],
        ['PublicIpAddress'],
      ),
      stoppedAt: time(stoppedAt),
      networks: (told) => {
        const { VpcId, SubnetId } = told.record;
        const nics = interfaces(told.record);
        const tells = tellsOf(told.record, 'VpcId', 'SubnetId');
        if (!tells && VpcId === undefined && SubnetId === undefined) return null;
        return inNetworks(told, [
          { vpc: VpcId, subnet: SubnetId },
          ...nics.map((one) => ({ vpc: one.VpcId, subnet: one.SubnetId })),
        ]);
      },
      image: things('image', 'ImageId'),
      platform: at('PlatformDetails'),
      securityGroups: each(
        ({ record }) =>
          record.SecurityGroups === undefined && record.NetworkInterfaces === undefined
            ? null
            : [...(record.SecurityGroups ?? []), ...interfaces(record).flatMap(({ Groups }) => Groups ?? [])],
        ({ GroupId }, told) => ec2(told, 'security-group', GroupId, groupOwner(told, GroupId)),
      ),
    },
    links: { networks: 'runs_in', image: 'sourced_from', securityGroups: 'member_of' },
  }),
];
