/** An account and a region to make things in, and what the register should say of each thing. */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Link } from '../../lib/kinds/types.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface At {
  readonly accountId: string;
  readonly region: string;
  client<Client>(service: new (config: any) => Client): Client;
  arn(service: string, resource: string): string;
}

export interface Made {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Every link that the resource has. */
  readonly links: readonly Link[];
  /** Some of its fields. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const own: Keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' };

/** Keys of a role in another account. */
export const keysOf = async (endpoint: string, RoleArn: string, ExternalId: string): Promise<Keys> => {
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: own });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, ExternalId, RoleSessionName: 'a-person-at-work' }),
  );
  sts.destroy();
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
};

export const placeAt = (endpoint: string, accountId: string, region: string, credentials: Keys): At => ({
  accountId,
  region,
  client: (service) => new service({ endpoint, region, credentials }),
  arn: (service, resource) => `arn:aws:${service}:${region}:${accountId}:${resource}`,
});

export const made = (
  { accountId, region }: At,
  kind: string,
  id: string,
  name: string,
  tags: Made['tags'],
  links: readonly Link[] = [],
  fields: Record<string, unknown> = {},
): Made => ({ id, kind, accountId, region, name, tags, links, fields });

/** Tags as most services take them. */
export const tagList = (tags: Made['tags']): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Tags as EC2 takes them when it makes something: none is no specification. */
export const tagging = <Type extends string>(ResourceType: Type, tags: Made['tags']) =>
  Object.keys(tags).length === 0 ? {} : { TagSpecifications: [{ ResourceType, Tags: tagList(tags) }] };
