/** Ways in which a mapping can be wrong: each makes another value of a right one. */
import type { FieldSpec } from '../../lib/kinds/classes.ts';
import type { Resource } from '../../lib/kinds/types.ts';

/** A read's value made wrong; `first` is the first value that the field ever has, for a constant. */
export interface Mutation {
  readonly what: string;
  readonly of: (value: any, first: unknown) => unknown;
}

const DAY_MS = 86_400_000;

const none: Mutation = { what: 'tells nothing', of: () => null };
const constant: Mutation = { what: 'is always what it first was', of: (_, first) => first };

const elsewhere = (id: string): string =>
  id.replace(/^(arn:[^:]*:[^:]*):[^:]*:/, '$1:ap-south-2:').replace(/\/(regions|zones|locations)\/[^/]+/, '/$1/mars-1');

const ofLists: readonly Mutation[] = [
  none,
  { what: 'is empty', of: () => [] },
  { what: 'is its first entry alone', of: (value) => (Array.isArray(value) ? value.slice(0, 1) : value) },
  { what: 'has one entry more', of: (value) => (Array.isArray(value) ? [...value, 'one more'] : value) },
];

export const mutations: Readonly<Record<FieldSpec['type'], readonly Mutation[]>> = {
  text: [none, constant, { what: 'is another word', of: () => 'another word' }],
  number: [
    none,
    constant,
    { what: 'is 0', of: () => 0 },
    { what: 'is one more', of: (value) => (typeof value === 'number' ? value + 1 : value) },
    { what: 'is in another unit', of: (value) => (typeof value === 'number' ? value * 1024 : value) },
  ],
  flag: [
    none,
    { what: 'is always true', of: () => true },
    { what: 'is always false', of: () => false },
    { what: 'is turned round', of: (value) => (typeof value === 'boolean' ? !value : value) },
  ],
  time: [
    none,
    constant,
    {
      what: 'is a day late',
      of: (value) => (value ? new Date(new Date(value).getTime() + DAY_MS).toISOString() : value),
    },
  ],
  texts: ofLists,
  refs: [
    ...ofLists,
    {
      what: 'is in another region',
      of: (value) => (Array.isArray(value) ? value.map((id) => (typeof id === 'string' ? elsewhere(id) : id)) : value),
    },
  ],
};

/** A resource made wrong in what is no field. */
export interface Change {
  readonly what: string;
  readonly of: (resource: Resource) => Resource;
}

const column = <Name extends keyof Resource>(
  name: Name,
  what: string,
  of: (resource: Resource) => Resource[Name],
): Change => ({ what: `${name} ${what}`, of: (resource) => ({ ...resource, [name]: of(resource) }) });

export const changes: readonly Change[] = [
  column('id', 'is cut', ({ id }) => id.slice(0, -1)),
  column('id', 'is in another region', ({ id }) => elsewhere(id)),
  column('type', 'is another', () => 'another'),
  column('class', 'is another', ({ class: its }) => (its === 'other' ? 'disk' : 'other')),
  column('accountId', 'is a constant', () => '123456789012'),
  column('accountId', 'is unknown', () => 'unknown'),
  column('region', 'is a constant', () => 'us-east-1'),
  column('region', 'is that asked', () => 'eu-west-1'),
  column('region', 'is global', () => 'global'),
  column('name', 'tells nothing', () => null),
  column('name', 'is the id', ({ id }) => id),
  column('name', 'is lower-cased', ({ name }) => name?.toLowerCase() ?? null),
  column('createdAt', 'tells nothing', () => null),
  column('createdAt', 'is a constant', () => '2026-01-02T03:04:05.000Z'),
  column('createdAt', 'is a day late', ({ createdAt }) =>
    createdAt === null ? null : new Date(new Date(createdAt).getTime() + DAY_MS).toISOString(),
  ),
  column('tags', 'tell nothing', () => null),
  column('tags', 'are none', () => ({})),
  column('tags', 'lack one', ({ tags }) => tags && Object.fromEntries(Object.entries(tags).slice(1))),
  column('tags', 'have no values', ({ tags }) => tags && Object.fromEntries(Object.keys(tags).map((key) => [key, '']))),
  column('links', 'are none', () => []),
  column('links', 'lack one', ({ links }) => links.slice(1)),
  column('links', 'are of another relation', ({ links }) => links.map(({ to }) => ({ rel: 'owned_by', to }))),
];
