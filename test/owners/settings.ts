/** A small directory and a resource, for tests of who owns what. */
import type { Resource } from '../../lib/kinds/types.ts';
import { openDirectory } from '../../lib/owners/directory.ts';
import { type OwnerSettings, openOwners, type Surroundings } from '../../lib/owners/resolve.ts';
import { defaultPlaceholders } from '../../lib/owners/tags.ts';
import type { DirectoryEntry, Owner } from '../../lib/owners/types.ts';
import type { Tags } from '../../lib/providers/types.ts';

const person = (id: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  id,
  type: 'person',
  name: id,
  aliases: [],
  active: true,
  ...over,
});

export const people: readonly DirectoryEntry[] = [
  person('ana', { name: 'Ana Lopes', aliases: ['alopes', 'Ana (Ops)'], email: 'ana.lopes@example.com' }),
  person('bob', { name: 'Bob Stone', aliases: ['rob'], active: false, email: 'bob@example.com' }),
  person('payments', { type: 'team', name: 'Payments Team', aliases: ['pay'] }),
  person('rob2', { name: 'Rob Young', aliases: ['rob'] }),
];

export const resource = (over: Partial<Resource> = {}): Resource => ({
  id: 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1',
  provider: 'aws',
  kind: 'aws_ebs_volume',
  type: 'AWS::EC2::Volume',
  class: 'disk',
  category: 'Storage',
  accountId: '111111111111',
  region: 'eu-west-1',
  name: 'vol-1',
  tags: {},
  group: null,
  fields: {},
  links: [],
  createdAt: null,
  ...over,
});

export interface Around {
  readonly groups?: Readonly<Record<string, Tags>>;
  readonly account?: Tags;
}

const surroundings = ({ groups = {}, account }: Around): Surroundings => ({
  group: (id) => groups[id],
  account: () => account,
});

/** The owner of a resource by settings that differ from the usual ones as given. */
export const ownerOf = (over: Partial<Resource>, around: Around = {}, settings: Partial<OwnerSettings> = {}): Owner =>
  openOwners({
    tagKeys: ['owner', 'team'],
    creatorTagKeys: ['created-by'],
    placeholders: defaultPlaceholders,
    rules: [],
    directory: openDirectory(people),
    ...settings,
  })(resource(over), surroundings(around));
