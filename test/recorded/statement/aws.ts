/** Where AWS says who and where a thing is, for the statements of its kinds. */
import { at, type Json, type Says, type Statement, type Told, time, untold } from './says.ts';

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** `arn:partition:service:region:account:resource`, whose resource may hold colons. */
export const arnParts = (arn: string) => {
  const [, , service = '', region = '', account = '', ...resource] = arn.split(':');
  return { service, region, account, resource: resource.join(':') };
};

/** An account is a number of twelve digits: a service's alias (`amazon-elb`) and what a recorder left of one are none. */
const account = (owner: Json): string | undefined => (/^\d{12}$/.test(owner ?? '') ? owner : undefined);

/** Who owns a record of EC2: its own ARN, its OwnerId (that of the reservation for an instance), else who asked. */
export const ownerOf = ({ record, parent, asked }: Told, ownArn?: string): string =>
  account(ownArn !== undefined && record[ownArn] ? arnParts(record[ownArn]).account : undefined) ??
  account(record.OwnerId) ??
  account(parent?.OwnerId) ??
  asked.accountId;

const regionOf = ({ record, asked }: Told, ownArn?: string): string =>
  (ownArn !== undefined && record[ownArn] ? arnParts(record[ownArn]).region : undefined) || asked.region;

/** The ARN of a thing of EC2 by its bare id, beside a record: in the record's region, its owner's unless told. */
export const ec2 = (told: Told, kind: string, id: Json, owner?: Json, ownArn?: string): string[] => {
  const region = regionOf(told, ownArn);
  return typeof id === 'string' && id !== ''
    ? [`arn:${partitionOf(region)}:ec2:${region}:${account(owner) ?? ownerOf(told, ownArn)}:${kind}/${id}`]
    : [];
};

/** Who owns a network: its user may have it shared, which DescribeVpcs beside the record tells. */
export const networkOwner = ({ beside }: Told, vpc: Json): string | undefined =>
  beside('ec2:DescribeVpcs')
    .flatMap(({ Vpcs }) => Vpcs ?? [])
    .find(({ VpcId }: Json) => VpcId === vpc)?.OwnerId;

/** Who owns a group of a shared network, which DescribeSecurityGroups beside the record tells. */
export const groupOwner = ({ beside }: Told, group: Json): string | undefined =>
  beside('ec2:DescribeSecurityGroups')
    .flatMap(({ SecurityGroups }) => SecurityGroups ?? [])
    .find(({ GroupId }: Json) => GroupId === group)?.OwnerId;

/** Whether an entry of a list is on its way out, by the state that it is in. */
export const leaving = (state: Json): boolean => /detach|disassoc|unassign|remov|fail/.test(state ?? '');

/**
 * Tags as pairs. EC2 leaves the member out where there are none. Of networks, their parts and groups, an account sees
 * those that others share with it, without their tags.
 */
const pairs =
  (member: string, shared: boolean, ownArn?: string): Says =>
  (told) => {
    const tags = told.record[member];
    if (Array.isArray(tags)) return Object.fromEntries(tags.map(({ Key, Value }: Json) => [Key, Value ?? '']));
    return shared && ownerOf(told, ownArn) !== told.asked.accountId ? null : {};
  };

/** The tag `Name`, where somebody gave one; else what the provider calls it. */
export const named =
  (member: string, ...own: readonly string[]): Says =>
  (told) =>
    (told.record[member] ?? []).find(({ Key, Value }: Json) => Key === 'Name' && Value)?.Value ?? at(...own)(told);

/** A statement about things that EC2 answers with a bare id, and with their own ARN where `ownArn` names a member. */
export const ofEc2 = (
  kind: string,
  its: {
    readonly class: string;
    readonly type: string;
    readonly resource: string;
    readonly id: string;
    readonly ownArn?: string;
    /** What a thing is known by that has no id of its own: an address of EC2-Classic. */
    readonly otherId?: string;
    readonly name?: Says;
    readonly tags?: string;
    /** Whether an account sees those of others that share them with it. */
    readonly shared?: boolean;
    readonly created?: Says;
    readonly leaves?: (told: Told) => boolean;
    readonly fields: Statement['fields'];
    readonly links?: Statement['links'];
  },
): Statement => ({
  kind,
  ...(its.leaves && { leaves: its.leaves }),
  class: its.class,
  type: () => its.type,
  id: (told) =>
    (its.ownArn !== undefined && told.record[its.ownArn]) ||
    ec2(told, its.resource, told.record[its.id] ?? told.record[its.otherId ?? its.id])[0],
  accountId: (told) => ownerOf(told, its.ownArn),
  region: (told) => regionOf(told, its.ownArn),
  name: its.name ?? named(its.tags ?? 'Tags', its.id),
  createdAt: time(its.created ?? untold),
  tags: pairs(its.tags ?? 'Tags', its.shared === true, its.ownArn),
  fields: its.fields,
  links: its.links ?? {},
});

/** A statement about things that AWS answers with their ARN, which tells owner and region. */
export const ofArn = (
  kind: string,
  its: {
    readonly class: string;
    readonly type: string;
    readonly arn: string;
    readonly name: Says;
    readonly created?: Says;
    readonly tags: Says;
    readonly fields: Statement['fields'];
    readonly links?: Statement['links'];
  },
): Statement => ({
  kind,
  class: its.class,
  type: () => its.type,
  id: at(its.arn),
  accountId: ({ record, asked }) => arnParts(record[its.arn]).account || asked.accountId,
  region: ({ record, asked }) => arnParts(record[its.arn]).region || asked.region,
  name: its.name,
  createdAt: time(its.created ?? untold),
  tags: its.tags,
  fields: its.fields,
  links: its.links ?? {},
});

/** `TagList` and its kin of an answer that always has the member: an absent one is not told. */
export const list =
  (member: string): Says =>
  ({ record }) =>
    Array.isArray(record[member])
      ? Object.fromEntries(record[member].map(({ Key, Value }: Json) => [Key, Value ?? '']))
      : null;
