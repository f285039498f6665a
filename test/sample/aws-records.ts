/** Records of a small AWS estate, with everything that is hard on a wire. */
import type { AwsRecord, AwsSequence } from '../../lib/sample/types.ts';

/** Markup, quotes, blanks at the end, other scripts, an emoji, a line break of each kind. */
export const HARD = '<a href="x">Ünïcode & 日本 🚀\'s\r\n\tend </a> ';

export const range = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => item(i));
const day = (index: number): Date => new Date(Date.UTC(2024, 0, 1, 12, 30, 15, 120) + index * 86_400_000);
const tags = (index: number) => [
  { Key: 'Name', Value: `thing ${index}` },
  { Key: 'OWNER ', Value: index === 0 ? HARD : 'data-platform' },
];

type Make = (index: number, account: string, region: string) => AwsRecord;
const balancing = (account: string, region: string) => `arn:aws:elasticloadbalancing:${region}:${account}`;

/** How many of each there are in an account and region, and how one is made. */
export const sequences: Record<AwsSequence, [count: number, make: Make, id: (record: any) => string]> = {
  DescribeInstances: [
    30,
    (index, account) => ({
      ReservationId: `r-${index}`,
      OwnerId: account,
      Groups: [],
      Instances: range((index % 3) + 1, (place) => ({
        InstanceId: `i-${index}-${place}`,
        State: { Code: 80, Name: 'stopped' },
        LaunchTime: day(index),
        EbsOptimized: false,
        AmiLaunchIndex: place,
        Placement: { AvailabilityZone: 'eu-west-1a', Tenancy: 'default' },
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: `vol-${index}`, AttachTime: day(index) } }],
        NetworkInterfaces: [
          { Groups: [{ GroupId: 'sg-1', GroupName: 'default' }], PrivateIpAddresses: [{ Primary: true }] },
        ],
        Tags: tags(index),
      })),
    }),
    ({ Instances }) => Instances[0].InstanceId,
  ],
  DescribeVolumes: [
    1234,
    (index) => ({
      VolumeId: `vol-${index}`,
      Size: 8 + index,
      State: 'in-use',
      CreateTime: day(index % 900),
      Encrypted: index % 2 === 0,
      Attachments: index % 3 === 0 ? [] : [{ InstanceId: `i-${index}`, DeleteOnTermination: true, State: 'attached' }],
      Tags: tags(index),
    }),
    ({ VolumeId }) => VolumeId,
  ],
  DescribeSnapshots: [
    12,
    (index) => ({
      SnapshotId: `snap-${index}`,
      StartTime: day(index),
      VolumeSize: 8,
      Description: HARD,
      StorageTier: 'standard',
    }),
    ({ SnapshotId }) => SnapshotId,
  ],
  DescribeImages: [
    7,
    (index, account) => ({
      ImageId: `ami-${index}`,
      OwnerId: account,
      Public: false,
      CreationDate: day(index).toISOString(),
      BlockDeviceMappings: [{ Ebs: { SnapshotId: `snap-${index}` } }],
      Tags: tags(index),
    }),
    ({ ImageId }) => ImageId,
  ],
  DescribeAddresses: [
    6,
    (index) => ({
      AllocationId: `eipalloc-${index}`,
      PublicIp: `198.51.100.${index}`,
      Domain: 'vpc',
      Tags: tags(index),
    }),
    ({ AllocationId }) => AllocationId,
  ],
  DescribeNetworkInterfaces: [
    11,
    (index) => ({
      NetworkInterfaceId: `eni-${index}`,
      TagSet: tags(index),
      Status: 'available',
      RequesterManaged: true,
      Attachment: { AttachTime: day(index), DeviceIndex: 0 },
    }),
    ({ NetworkInterfaceId }) => NetworkInterfaceId,
  ],
  DescribeNatGateways: [
    9,
    (index) => ({
      NatGatewayId: `nat-${index}`,
      State: 'available',
      CreateTime: day(index),
      NatGatewayAddresses: [{ AllocationId: `eipalloc-${index}`, IsPrimary: true }],
    }),
    ({ NatGatewayId }) => NatGatewayId,
  ],
  DescribeVpcs: [
    8,
    (index) => ({
      VpcId: `vpc-${index}`,
      CidrBlock: '10.0.0.0/16',
      IsDefault: false,
      CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
    }),
    ({ VpcId }) => VpcId,
  ],
  DescribeSubnets: [
    9,
    (index) => ({
      SubnetId: `subnet-${index}`,
      AvailableIpAddressCount: 251,
      MapPublicIpOnLaunch: false,
      Tags: tags(index),
    }),
    ({ SubnetId }) => SubnetId,
  ],
  DescribeSecurityGroups: [
    10,
    (index) => ({
      GroupId: `sg-${index}`,
      Description: HARD,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all & any' }],
          UserIdGroupPairs: [{ GroupId: 'sg-1' }],
        },
      ],
    }),
    ({ GroupId }) => GroupId,
  ],
  DescribeLoadBalancers: [
    25,
    (index, account, region) => ({
      LoadBalancerArn: `${balancing(account, region)}:loadbalancer/app/b${index}/1`,
      LoadBalancerName: `b${index}`,
      CreatedTime: day(index),
      State: { Code: 'active' },
      AvailabilityZones: [{ ZoneName: 'eu-west-1a', LoadBalancerAddresses: [] }],
      SecurityGroups: ['sg-1', 'sg-2'],
      Tags: tags(index),
    }),
    ({ LoadBalancerArn }) => LoadBalancerArn,
  ],
  DescribeTargetGroups: [
    5,
    (index, account, region) => ({
      TargetGroupArn: `${balancing(account, region)}:targetgroup/g${index}/1`,
      Port: 443,
      LoadBalancerArns: index === 0 ? [] : [`${balancing(account, region)}:loadbalancer/app/b${index}/1`],
      Tags: [],
      Targets: index === 0 ? [] : [{ Target: { Id: `i-${index}`, Port: 443 }, TargetHealth: { State: 'healthy' } }],
    }),
    ({ TargetGroupArn }) => TargetGroupArn,
  ],
  ListBuckets: [
    6,
    (index, account) => ({
      Name: `bucket-${index}-${account}`,
      CreationDate: day(index),
      BucketRegion: index % 2 === 0 ? 'eu-west-1' : 'us-east-1',
      ...(index > 1 && { Tags: tags(index - 2) }),
    }),
    ({ Name }) => Name,
  ],
  DescribeDBInstances: [
    45,
    (index) => ({
      DBInstanceIdentifier: `db-${index}`,
      InstanceCreateTime: day(index),
      MultiAZ: true,
      Endpoint: { Address: 'db.example', Port: 5432 },
      VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
      TagList: tags(index),
    }),
    ({ DBInstanceIdentifier }) => DBInstanceIdentifier,
  ],
  DescribeDBSnapshots: [
    130,
    (index) => ({
      DBSnapshotIdentifier: `snap-${index}`,
      SnapshotCreateTime: day(index),
      SnapshotType: index % 2 === 0 ? 'manual' : 'automated',
      DBInstanceIdentifier: `db-${index % 45}`,
      TagList: [],
    }),
    ({ DBSnapshotIdentifier }) => DBSnapshotIdentifier,
  ],
  ListFunctions: [
    120,
    (index, account, region) => ({
      FunctionName: `f${index}`,
      FunctionArn: `arn:aws:lambda:${region}:${account}:function:f${index}`,
      Runtime: 'nodejs22.x',
      MemorySize: 128,
      LastModified: day(index).toISOString(),
      Architectures: ['arm64'],
      VpcConfig: { SubnetIds: ['subnet-1'] },
      Tags: { team: HARD },
    }),
    ({ FunctionArn }) => FunctionArn,
  ],
  GetResources: [
    230,
    (index, account, region) => ({
      ResourceARN:
        index % 2 === 0
          ? `arn:aws:sqs:${region}:${account}:q${index}`
          : `arn:aws:ec2:${region}:${account}:volume/vol-${index}`,
      Tags: index === 4 ? [] : tags(index),
    }),
    ({ ResourceARN }) => ResourceARN,
  ],
};
