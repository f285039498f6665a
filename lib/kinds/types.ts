/** What a resource and a resource kind are. A kind is data: one file, one default export, file name = id. */
import type { AwsContext } from '../providers/aws/context.ts';
import type { ArmResource } from '../providers/azure/arm.ts';
import type { GraphTable } from '../providers/azure/tables.ts';
import type { GcpAsset } from '../providers/gcp/asset.ts';
import type { ProviderId, Tags } from '../providers/types.ts';
import type { Category, ClassId, classes, Relation } from './classes.ts';

export type FieldValue = string | number | boolean | null | readonly string[];

/** A reference to another resource, by canonical id. */
export interface Link {
  readonly rel: Relation;
  readonly to: string;
}

/** One thing that a provider reports, normalised: nothing in it is provider noise. */
export interface Resource {
  /** Canonical and comparable: ARN, lower-cased ARM id, full resource name. */
  readonly id: string;
  readonly provider: ProviderId;
  readonly kind: string;
  /** The provider's own word for the kind; ARM types lower-cased. */
  readonly type: string;
  readonly class: ClassId;
  readonly category: Category;
  readonly accountId: string;
  /** `global` where the provider knows no region for it. */
  readonly region: string;
  readonly name: string | null;
  /** As the provider spelled them. `null`: not known, since the call that tells them failed. */
  readonly tags: Tags | null;
  /** The id of the group that may name its owner: an Azure resource group, a GCP project, a cluster. */
  readonly group: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly links: readonly Link[];
  /** ISO 8601 UTC; null where the provider does not say, or says something that changes. */
  readonly createdAt: string | null;
  /** Fields that a call beside the listing should have told and could not; absent: none. Tags that none told are null. */
  readonly unread?: readonly string[] | undefined;
}

/** The columns every resource has, whatever its kind. Absent tags are tags that could not be read. */
export interface Identity {
  readonly id: string;
  readonly name?: string | undefined;
  /** Defaults to the listing's region. */
  readonly region?: string | undefined;
  readonly createdAt?: Date | string | undefined;
  readonly tags?: Tags | undefined;
  readonly group?: string | undefined;
  /** Defaults to the listing's account. */
  readonly accountId?: string | undefined;
  /** Defaults to the kind's type; the catch-all kinds give the provider's own word here. */
  readonly type?: string | undefined;
}

interface Values {
  readonly text: string;
  readonly number: number;
  readonly flag: boolean;
  readonly time: Date | string;
  readonly texts: readonly string[];
  readonly refs: readonly string[];
}

/** Reads one field from the provider's answer; nothing where the answer does not tell. */
export type Read<Raw, Context, Type extends keyof Values> = (
  raw: Raw,
  context: Context,
) => Values[Type] | null | undefined;

/** The reads that a kind of class `C` must give: one for each field of the class's contract. */
export type Contract<C extends ClassId, Raw, Context> = {
  readonly [F in keyof (typeof classes)[C]['fields']]: (typeof classes)[C]['fields'][F] extends {
    readonly type: infer T extends keyof Values;
  }
    ? Read<Raw, Context, T>
    : never;
};

/** A field of the kind's own, beside its class's contract. */
export type OwnField<Raw, Context> = { readonly description: string } & (
  | { readonly type: 'text'; readonly from: Read<Raw, Context, 'text'> }
  | { readonly type: 'number'; readonly from: Read<Raw, Context, 'number'> }
  | { readonly type: 'flag'; readonly from: Read<Raw, Context, 'flag'> }
  | { readonly type: 'time'; readonly from: Read<Raw, Context, 'time'> }
  | { readonly type: 'texts'; readonly from: Read<Raw, Context, 'texts'> }
  | { readonly type: 'refs'; readonly rel: Relation; readonly from: Read<Raw, Context, 'refs'> }
);

/** A part of what the provider has that a listing does not ask for. */
export interface Omission {
  /** Completes "does not list …". */
  readonly what: string;
  readonly why: string;
  /** The member of the list call's input that would ask for it: `IncludeShared`. */
  readonly filter?: string;
}

interface Declared<Id extends string, C extends ClassId, Raw, Context> {
  /** `<provider>_<service>_<resource>`, singular (Steampipe's table names); also the file's name. */
  readonly id: Id;
  /** The provider's own name for it: CloudFormation, ARM or Cloud Asset type, in the provider's spelling. */
  readonly type: string;
  readonly title: string;
  /** The provider's reference page. */
  readonly docs: string;
  readonly class: C;
  /** Where the class's contract finds its facts in the provider's answer. */
  readonly contract: Contract<C, Raw, Context>;
  readonly fields?: Readonly<Record<string, OwnField<Raw, Context>>>;
  /** What the listing leaves out although the provider has it; the docs page prints it. */
  readonly omits?: readonly Omission[];
}

/** AWS: listed kind by kind and region by region. `list` stands first, since the rest is typed by it. */
export interface AwsKind<Id extends string = string, C extends ClassId = ClassId, Raw = any>
  extends Declared<Id, C, Raw, AwsContext> {
  /** Page after page; an error ends the listing as incomplete. */
  readonly list: (aws: AwsContext) => AsyncIterable<readonly Raw[]>;
  /** Whether an answer says that the thing is gone: AWS shows some for an hour after their end. Absent: none says so. */
  readonly gone?: (raw: Raw) => boolean;
  /** Fields that could not be read of it, since a call beside the listing failed: nothing else of it is in doubt. */
  readonly unread?: (raw: Raw) => readonly string[];
  /** `hint`: the call goes on showing what is gone, so that presence proves nothing. Absent: what it shows is there. */
  readonly presence?: 'hint';
  /** `global` is listed once an account, from the partition's home region. */
  readonly scope: 'regional' | 'global';
  /** ARN beginnings after region and account, as `ec2:volume/` or `s3:`: what the catch-all kind leaves to this one. */
  readonly arns: readonly string[];
  /** Calls that make, change or delete one, by CloudTrail's `eventName`: the kind is then listed before the next run. */
  readonly changedBy: readonly string[];
  /** Every IAM action `list` needs; the collector's role is built from these. */
  readonly permissions: readonly string[];
  readonly identity: (raw: Raw, aws: AwsContext) => Identity;
  readonly provider: 'aws';
}

/** Azure: routed by type out of one Resource Graph query; identity and permission follow from the type. */
export interface AzureKind<Id extends string = string, C extends ClassId = ClassId, Properties = any>
  extends Declared<Id, C, ArmResource<Properties>, undefined> {
  readonly provider: 'azure';
  /** The Resource Graph table the rows come from; `resources` where it does not say. */
  readonly table?: GraphTable;
}

/** GCP: routed by asset type out of one Cloud Asset listing; identity and permission follow from the type. */
export interface GcpKind<Id extends string = string, C extends ClassId = ClassId, Data = any>
  extends Declared<Id, C, GcpAsset<Data>, undefined> {
  readonly provider: 'gcp';
  /** Further asset types of the same shape: what is regional has one of its own at some services. */
  readonly also?: readonly string[];
}

export type Kind = AwsKind | AzureKind | GcpKind;

export const defineAwsKind = <const Id extends string, C extends ClassId, Raw>(
  kind: Omit<AwsKind<Id, C, Raw>, 'provider'>,
): AwsKind<Id, C, Raw> => ({ provider: 'aws', ...kind });

/** `defineAzureKind<Properties>()({ … })`: the shape of `properties` is stated, the rest inferred. */
export const defineAzureKind =
  <Properties>() =>
  <const Id extends string, C extends ClassId>(
    kind: Omit<AzureKind<Id, C, Properties>, 'provider'>,
  ): AzureKind<Id, C, Properties> => ({ provider: 'azure', ...kind });

/** `defineGcpKind<Data>()({ … })`: the shape of `resource.data` is stated, the rest inferred. */
export const defineGcpKind =
  <Data>() =>
  <const Id extends string, C extends ClassId>(kind: Omit<GcpKind<Id, C, Data>, 'provider'>): GcpKind<Id, C, Data> => ({
    provider: 'gcp',
    ...kind,
  });
