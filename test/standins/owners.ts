/** Who owns what is made, as tags say it, and the owner that each should come to. */
import type { DirectoryEntry, Owner } from '../../lib/owners/types.ts';
import type { Made } from './place.ts';

export const directory: readonly DirectoryEntry[] = [
  { id: 'ann', type: 'person', name: 'Ann Ek', aliases: ['ann@example.com'], active: true },
  { id: 'bo', type: 'person', name: 'Bo Lind', aliases: ['bo@example.com'], active: false },
  { id: 'platform', type: 'team', name: 'Platform', aliases: ['Platform team'], active: true },
];

export const tagKeys: readonly string[] = ['owner', 'team-owner'];
export const creatorTagKeys: readonly string[] = ['created-by'];

export const by = {
  ann: { Owner: 'Ann@example.com' },
  bo: { 'OWNER ': 'bo@example.com' },
  platform: { Team_Owner: 'Platform team' },
  stranger: { owner: 'Nobody Knows' },
  maker: { 'created-by': 'ann' },
  none: {},
} as const satisfies Record<string, Made['tags']>;

type Told = Pick<Owner, 'id' | 'status' | 'source' | 'key' | 'value'>;

const told: Readonly<Record<keyof typeof by, Told>> = {
  ann: { id: 'ann', status: 'known', source: 'tag', key: 'Owner', value: 'Ann@example.com' },
  bo: { id: 'bo', status: 'left', source: 'tag', key: 'OWNER ', value: 'bo@example.com' },
  platform: { id: 'platform', status: 'known', source: 'tag', key: 'Team_Owner', value: 'Platform team' },
  stranger: { id: 'nobody knows', status: 'unknown', source: 'tag', key: 'owner', value: 'Nobody Knows' },
  maker: { id: 'ann', status: 'known', source: 'creator', key: 'created-by', value: 'ann' },
  none: { id: 'unowned', status: 'none', source: null, key: null, value: null },
};

const byTags = ({ tags }: Pick<Made, 'tags'>): Told => {
  const who = (Object.keys(by) as (keyof typeof by)[]).find((one) => Object.keys(by[one]).some((key) => key in tags));
  return told[who ?? 'none'];
};

/**
 * The owner of what carries one of the sets of tags above, whatever other tags it has; of what carries none, the owner of
 * what it is attached to or was taken from.
 */
export const ownerOf = (one: Pick<Made, 'tags' | 'links'>, all: readonly Made[]): Told => {
  const own = byTags(one);
  const link = one.links.find(({ rel }) => rel === 'attached_to' || rel === 'sourced_from');
  const holder = own.source === null && link ? all.find(({ id }) => id === link.to) : undefined;
  if (holder === undefined) return own;
  const { id, status } = ownerOf(holder, all);
  return id === 'unowned' ? own : { id, status, source: 'holder', key: link!.rel, value: id };
};
