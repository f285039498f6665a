/** A small invented estate in place of the sample's: what a test states, served over the clouds' real protocols. */
import { type GraphTable, graphTableNames, graphTables } from '../../lib/providers/azure/tables.ts';
import { AwsRefusal } from '../../lib/sample/aws/errors.ts';
import type { AwsRecord, Estate, Stretch } from '../../lib/sample/types.ts';

/**
 * A record as the SDK parses it; ISO times stand for `Date`s. Members that begin with `$` are not sent: `$deny: true`
 * refuses the calls that ask for this one record, `$throw: [status, code]` fails them so, and with `$vanish: true` they do
 * not find it.
 */
type InventedRecord = Readonly<Record<string, unknown>>;

/** What there is. A cloud that is absent is no root of the run. */
export interface Invented {
  /**
   * `accounts`: the organisation's, the first is the collector's own; one where absent. `regions`: those that are on.
   * Then records by `ACCOUNT/REGION` and operation, those of S3 by `ACCOUNT/global`.
   */
  readonly aws?: {
    readonly accounts?: readonly string[];
    readonly regions?: readonly string[];
    readonly accountTags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly [place: `${string}/${string}`]: Readonly<Record<string, readonly InventedRecord[]>>;
  };
  /** Rows of Resource Graph's tables, each in that of its type; `location`, `subscriptionId` and `resourceGroup` follow where absent. */
  readonly azure?: readonly InventedRecord[];
  /** Rows of `resourcecontainers`; a subscription and the rows' groups where absent. */
  readonly containers?: readonly InventedRecord[];
  /** Assets; `ancestors` and what is fixed in `resource` follow where absent. */
  readonly gcp?: readonly InventedRecord[];
  readonly projects?: readonly {
    readonly id: string;
    readonly number: string;
    readonly labels?: Readonly<Record<string, string>>;
    /** Beside what every project has: `lifecycleState`, say. */
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
}

const ACCOUNT = '111122223333';
export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
export const PROJECT = { id: 'harbour-prod', number: '481516234299', labels: { owner: 'data-platform' } };

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Members that the SDK leaves as text although a time stands in them. */
const texts = new Set(['Value', 'LastModified', 'CreationDate@DescribeImages']);

const revived = (value: unknown, sequence: string): any =>
  JSON.parse(JSON.stringify(value), (key, one) =>
    typeof one === 'string' && TIME.test(one) && !texts.has(key) && !texts.has(`${key}@${sequence}`)
      ? new Date(one)
      : one,
  );

const sent = (record: InventedRecord): InventedRecord =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !key.startsWith('$')));

const stretch = (all: readonly AwsRecord[], from: number, limit: number): Stretch<AwsRecord> => ({
  items: all.slice(from, from + limit),
  next: from + limit < all.length ? from + limit : null,
});

/** The member by which an operation's records are asked for one by one. */
const idMembers: Readonly<Record<string, string>> = {
  DescribeVolumes: 'VolumeId',
  DescribeSnapshots: 'SnapshotId',
  DescribeImages: 'ImageId',
  DescribeAddresses: 'AllocationId',
  DescribeNetworkInterfaces: 'NetworkInterfaceId',
  DescribeNatGateways: 'NatGatewayId',
  DescribeVpcs: 'VpcId',
  DescribeSubnets: 'SubnetId',
  DescribeSecurityGroups: 'GroupId',
  DescribeLoadBalancers: 'LoadBalancerArn',
  DescribeTargetGroups: 'TargetGroupArn',
  DescribeDBInstances: 'DBInstanceIdentifier',
  DescribeDBSnapshots: 'DBSnapshotIdentifier',
  ListBuckets: 'Name',
  ListFunctions: 'FunctionArn',
  GetResources: 'ResourceARN',
};

const idOf = (sequence: string, record: AwsRecord): unknown =>
  sequence === 'DescribeInstances'
    ? (record.Instances as readonly AwsRecord[] | undefined)?.[0]?.InstanceId
    : record[idMembers[sequence] ?? ''];

const awsOf = (aws: NonNullable<Invented['aws']>, organizationId: string): Estate['aws'] => {
  const accounts = aws.accounts ?? [ACCOUNT];
  const regions = aws.regions ?? ['eu-west-1', 'us-east-1'];
  const all = (sequence: string, account: string, region: string): readonly InventedRecord[] =>
    revived(aws[`${account}/${sequence === 'ListBuckets' ? 'global' : region}`]?.[sequence] ?? [], sequence);
  return {
    organizationId,
    managementAccountId: accounts[0]!,
    accounts: accounts.map((id) => ({
      ...{ id, name: `account ${id}`, email: `${id}@harbour.example`, state: 'ACTIVE' },
      ...{ tags: aws.accountTags?.[id] ?? {}, regions },
    })),
    sequence: (sequence, account, region, from, limit) =>
      stretch(all(sequence, account, region).map(sent), from, limit),
    find(sequence, account, region, id) {
      const found = all(sequence, account, region).find((record) => idOf(sequence, record) === id);
      if (found?.$deny) throw new AwsRefusal(403, 'AccessDenied', 'Access Denied');
      if (Array.isArray(found?.$throw)) throw new AwsRefusal(found.$throw[0], found.$throw[1], 'as the test has it');
      return found === undefined || found.$vanish ? undefined : sent(found);
    },
  };
};

const groupOf = (id: unknown): string => String(id).split('/')[4] ?? '';

const containersOf = (rows: readonly InventedRecord[]): readonly InventedRecord[] => [
  {
    ...{ id: `/subscriptions/${SUBSCRIPTION}`, name: 'harbour', type: 'microsoft.resources/subscriptions' },
    ...{ tags: { owner: 'data-platform' }, properties: { state: 'Enabled' } },
  },
  ...[...new Set(rows.map(({ id }) => groupOf(id)))].map((name) => ({
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`,
    ...{ name, type: 'microsoft.resources/subscriptions/resourcegroups', resourceGroup: name },
    ...{ tags: {}, properties: { provisioningState: 'Succeeded' } },
  })),
];

/** Resource Graph's table of a type: most are in `resources`. */
const tableOf = (type: string): GraphTable =>
  /^microsoft\.compute\/virtualmachinescalesets\/./i.test(type)
    ? 'computeresources'
    : (graphTableNames.find((table) => graphTables[table].types?.includes(type.toLowerCase())) ?? 'resources');

const azureOf = ({ azure = [], containers = containersOf(azure) }: Invented): Estate['azure'] => {
  const rows = (table: GraphTable, subscriptions: readonly string[]): readonly AwsRecord[] =>
    (table === 'resourcecontainers' ? containers : azure.filter(({ type }) => tableOf(String(type)) === table))
      .map((row) => ({
        ...{ subscriptionId: SUBSCRIPTION, resourceGroup: groupOf(row.id).toLowerCase(), location: 'westeurope' },
        ...row,
      }))
      .filter(({ subscriptionId }) => subscriptions.includes(subscriptionId))
      .sort((a, b) => (String((a as InventedRecord).id) < String((b as InventedRecord).id) ? -1 : 1));
  const subscriptions = new Set([
    SUBSCRIPTION,
    ...containers.flatMap(({ id }) => /^\/subscriptions\/([^/]+)$/.exec(String(id))?.slice(1) ?? []),
  ]);
  return {
    tenantId: 'tenant',
    subscriptions: [...subscriptions].map((id) => ({ id, name: 'harbour', tags: {} })),
    rows: (table, of, from, limit) => stretch(rows(table, of), from, limit),
    total: (table, of) => rows(table, of).length,
  };
};

const gcpOf = ({ gcp = [], projects = [PROJECT] }: Invented): Estate['gcp'] => {
  const parent = (path: string) => `//cloudresourcemanager.googleapis.com/${path}`;
  const assets: readonly AwsRecord[] = [
    ...projects.map(({ id, number, labels = {}, data }) => ({
      name: parent(`projects/${number}`),
      assetType: 'cloudresourcemanager.googleapis.com/Project',
      ancestors: [`projects/${number}`, 'organizations/2342'],
      resource: {
        ...{ version: 'v1', discoveryName: 'Project', parent: parent('organizations/2342') },
        data: { projectId: id, projectNumber: number, lifecycleState: 'ACTIVE', labels, ...data },
      },
    })),
    ...gcp.map((asset) => ({
      ancestors: [`projects/${PROJECT.number}`, 'organizations/2342'],
      ...asset,
      resource: {
        ...{ version: 'v1', discoveryName: 'X', parent: parent(`projects/${PROJECT.number}`) },
        ...(asset.resource as object),
      },
    })),
  ];
  return {
    organization: 'organizations/2342',
    projects: projects.map(({ id, number, labels = {} }) => ({ id, number, labels })),
    assets: (_, types, from, limit) =>
      stretch(
        assets.filter(({ assetType }) => types.length === 0 || types.includes(String(assetType))),
        from,
        limit,
      ),
  };
};

/** The estate that is stated, as the sample's servers serve one. */
export const estateOf =
  (invented: Invented) =>
  (real: Estate): Estate => ({
    ...real,
    aws: awsOf(invented.aws ?? {}, real.aws.organizationId),
    azure: azureOf(invented),
    gcp: gcpOf(invented),
  });

/** The clouds that an estate speaks of. */
export const cloudsOf = ({ aws, azure, containers, gcp, projects }: Invented): ReadonlySet<string> =>
  new Set([...(aws ? ['aws'] : []), ...(azure || containers ? ['azure'] : []), ...(gcp || projects ? ['gcp'] : [])]);
