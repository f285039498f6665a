/** Where collection starts, as the config names it. */

/** Regions of an account that are listed: those that are named; or every enabled one but those. */
export type RegionChoice = readonly string[] | { readonly exclude: readonly string[] };

export interface AwsRoot {
  readonly provider: 'aws';
  /** `organization`: every active account of the caller's organisation; or account ids; absent: the caller's own. */
  readonly accounts?: 'organization' | readonly string[] | undefined;
  /** Name of the read-only role in each member account; the caller's own account is read without it. */
  readonly role?: string | undefined;
  readonly externalId?: string | undefined;
  /** Absent: every enabled region of each account. */
  readonly regions?: RegionChoice | undefined;
  /** By account id, in place of `regions`. */
  readonly accountRegions?: Readonly<Record<string, RegionChoice>> | undefined;
  /** Where global services and the account's own questions are asked. Absent: the profile's region, else `us-east-1`. */
  readonly homeRegion?: string | undefined;
  readonly endpoint?: string | undefined;
}

export interface AzureRoot {
  readonly provider: 'azure';
  /** Absent together with `managementGroups`: every subscription the credential sees. */
  readonly subscriptions?: readonly string[] | undefined;
  readonly managementGroups?: readonly string[] | undefined;
  readonly endpoint?: string | undefined;
  readonly caFile?: string | undefined;
  /** From AWS: the application that trusts the collector's role there. Absent: the SDK's default chain. */
  readonly federation?: { readonly tenantId: string; readonly clientId: string } | undefined;
}

export interface GcpRoot {
  readonly provider: 'gcp';
  /** `organizations/123`, `folders/456` or `projects/my-project`. */
  readonly parent: string;
  readonly endpoint?: string | undefined;
  readonly insecure?: boolean | undefined;
  /** From AWS: the pool's provider, and the service account to act as. Absent: application default credentials. */
  readonly federation?: { readonly audience: string; readonly serviceAccount?: string | undefined } | undefined;
}

export type Root = AwsRoot | AzureRoot | GcpRoot;

/** Every region that a root names to be listed, each once; none where it lists whatever is enabled. */
export const regionsNamed = ({ regions, accountRegions = {} }: AwsRoot): readonly string[] => {
  const choices = [...(regions ? [regions] : []), ...Object.values(accountRegions)];
  return [...new Set(choices.flatMap((choice) => ('exclude' in choice ? [] : choice)))];
};
