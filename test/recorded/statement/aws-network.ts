/** Networks, subnets and security groups of AWS, from the models of @aws-sdk/client-ec2 and its documentation. */
import { ec2, leaving, networkOwner, ofEc2 } from './aws.ts';
import { all, always, at, each, type Json, lower, part, type Says, type Statement, set } from './says.ts';

const permissions = (record: Json): Json[] =>
  [record.IpPermissions, record.IpPermissionsEgress].flatMap((one) => one ?? []);

const told = (record: Json): boolean => record.IpPermissions !== undefined || record.IpPermissionsEgress !== undefined;

/** Each range, prefix list and group is a rule: EC2 counts its quota so, and DescribeSecurityGroupRules lists them so. */
const rules: Says = ({ record }) =>
  told(record)
    ? permissions(record).flatMap(({ IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }) =>
        [IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs].flatMap((one) => one ?? []),
      ).length
    : null;

/** Ranges in state `associated`, or on the way to it. */
const standing = (record: Json, sets: string, range: string, state: string): string[] =>
  (record[sets] ?? []).filter((one: Json) => !leaving(part(one, state))).map((one: Json) => one[range]);

/** The other ends of peerings that stand, where DescribeVpcPeeringConnections was recorded beside the network. */
const peers: Says = ({ record, beside }) => {
  const answers = beside('ec2:DescribeVpcPeeringConnections');
  if (answers.length === 0) return null;
  const ends = answers
    .flatMap(({ VpcPeeringConnections }) => VpcPeeringConnections ?? [])
    .filter(({ Status }: Json) => Status?.Code === 'active')
    .map(({ RequesterVpcInfo, AccepterVpcInfo }: Json) => [RequesterVpcInfo, AccepterVpcInfo]);
  return set(
    ends
      .filter((pair) => pair.some((end: Json) => end?.VpcId === record.VpcId))
      .flatMap((pair) => pair.filter((end: Json) => end?.VpcId !== record.VpcId))
      .map(({ Region, OwnerId, VpcId }: Json) => `arn:aws:ec2:${Region}:${OwnerId}:vpc/${VpcId}`),
  );
};

export const awsNetwork: readonly Statement[] = [
  ofEc2('aws_vpc_security_group', {
    class: 'security_group',
    type: 'AWS::EC2::SecurityGroup',
    resource: 'security-group',
    id: 'GroupId',
    shared: true,
    ownArn: 'SecurityGroupArn',
    name: at('GroupName', 'GroupId'),
    fields: {
      // Each VPC is made with one group of this name, and no other may have it.
      default: ({ record }) => (record.GroupName === undefined ? null : record.GroupName === 'default'),
      network: (its) => {
        const { VpcId } = its.record;
        return VpcId === undefined ? null : ec2(its, 'vpc', VpcId, networkOwner(its, VpcId), 'SecurityGroupArn');
      },
      // “Where the group itself says so”: an AWS group never does; its members name it.
      uses: always([]),
      refersTo: (its) =>
        told(its.record)
          ? set(
              permissions(its.record)
                .flatMap(({ UserIdGroupPairs }) => UserIdGroupPairs ?? [])
                .filter(({ GroupId }: Json) => GroupId !== its.record.GroupId)
                .flatMap(({ GroupId, UserId }: Json) =>
                  ec2(its, 'security-group', GroupId, UserId, 'SecurityGroupArn'),
                ),
            )
          : null,
      description: ({ record }) => record.Description ?? null,
      rules,
    },
    links: { network: 'member_of', refersTo: 'routes_to' },
  }),
  ofEc2('aws_vpc_subnet', {
    class: 'subnet',
    type: 'AWS::EC2::Subnet',
    resource: 'subnet',
    id: 'SubnetId',
    shared: true,
    ownArn: 'SubnetArn',
    fields: {
      ranges: ({ record }) =>
        record.CidrBlock === undefined && record.Ipv6CidrBlockAssociationSet === undefined
          ? null
          : set([
              record.CidrBlock,
              ...standing(record, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'Ipv6CidrBlockState.State'),
            ]),
      network: each(all('VpcId'), (id, its) => ec2(its, 'vpc', id, null, 'SubnetArn')),
      state: lower(at('State')),
      zone: at('AvailabilityZone'),
      public: at('MapPublicIpOnLaunch'),
    },
    links: { network: 'member_of' },
  }),
  ofEc2('aws_vpc', {
    class: 'network',
    type: 'AWS::EC2::VPC',
    resource: 'vpc',
    id: 'VpcId',
    shared: true,
    fields: {
      ranges: ({ record }) =>
        record.CidrBlock === undefined && record.CidrBlockAssociationSet === undefined
          ? null
          : set([
              record.CidrBlock,
              ...standing(record, 'CidrBlockAssociationSet', 'CidrBlock', 'CidrBlockState.State'),
              ...standing(record, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'Ipv6CidrBlockState.State'),
            ]),
      default: at('IsDefault'),
      state: lower(at('State')),
      peers,
    },
    links: { peers: 'routes_to' },
  }),
];
