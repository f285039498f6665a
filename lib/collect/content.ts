/** What a version of a resource is about, its hash, and what differs between two of them. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FieldValue, Link, Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { Lifecycle, RegisteredResource } from '../register/types.ts';

/** Raised when the stored form changes, so that the next sweep writes every resource anew. */
export const SCHEMA = 1;

const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** Links in one order: in which a provider names them says nothing. */
const linkWords = (links: readonly Link[]): string[] => links.map(({ rel, to }) => `${rel} ${to}`).sort();

/** The same for the same content, whatever the order in which a provider gave it. 96 bits. */
export const hashOf = (resource: Resource, owner: Owner): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        SCHEMA,
        resource.kind,
        resource.type,
        resource.accountId,
        resource.region,
        resource.name,
        resource.group,
        resource.createdAt,
        resource.tags === null ? null : sorted(resource.tags),
        sorted(resource.fields),
        linkWords(resource.links),
        [owner.id, owner.status, owner.source, owner.key, owner.value, owner.from, owner.overrode],
      ]),
    )
    .digest('base64url')
    .slice(0, 16);

const stoppedStates = new Set(['stopped', 'deallocated', 'suspended']);

/** `stopped` for a machine that is; `active` for everything else that was seen. */
export const lifecycleOf = (resource: Resource): Lifecycle =>
  resource.class === 'vm' && stoppedStates.has(String(resource.fields.state)) ? 'stopped' : 'active';

/** DynamoDB gives a map's keys back in any order. */
export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a ?? null, b ?? null);

const differing = (
  prefix: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): [string, [unknown, unknown]][] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !same(own(before, name), own(after, name)))
    .sort()
    .map((name) => [prefix + name, [own(before, name) ?? null, own(after, name) ?? null]]);

const own = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const plain = [
  'kind',
  'type',
  'class',
  'category',
  'accountId',
  'region',
  'name',
  'group',
  'createdAt',
  'lifecycle',
] as const;

/** Path → [before, after] of everything that a version is about. */
export const changesBetween = (
  before: RegisteredResource,
  after: RegisteredResource,
): Record<string, [unknown, unknown]> =>
  Object.fromEntries([
    ...plain
      .filter((name) => !same(before[name], after[name]))
      .map((name): [string, [unknown, unknown]] => [name, [before[name], after[name]]]),
    ...differing('tags.', before.tags, after.tags),
    ...differing('fields.', before.fields, after.fields),
    ...(same(linkWords(before.links), linkWords(after.links))
      ? []
      : [['links', [before.links, after.links]] as [string, [unknown, unknown]]]),
    ...(same(before.owner, after.owner)
      ? []
      : [['owner', [before.owner, after.owner]] as [string, [unknown, unknown]]]),
  ]);

/** The state that a version led to, from the state before it: for a version whose resource was never written. */
export const applyChanges = (
  before: RegisteredResource,
  changes: Readonly<Record<string, readonly [unknown, unknown]>>,
): RegisteredResource => {
  const after: Record<string, any> = { ...before, tags: { ...before.tags }, fields: { ...before.fields } };
  for (const [path, [was, is]] of Object.entries(changes)) {
    const dot = path.indexOf('.');
    if (dot < 0) after[path] = is;
    else {
      const record = after[path.slice(0, dot)] as Record<string, unknown>;
      const name = path.slice(dot + 1);
      if (path.startsWith('tags.') && is === null && was !== null) delete record[name];
      else Object.defineProperty(record, name, { value: is, enumerable: true, configurable: true, writable: true });
    }
  }
  return after as RegisteredResource;
};

const onlyTags: readonly string[] = ['tags'];
const nothing: readonly string[] = [];

/** What a resource itself says could not be read of it. */
export const unreadIn = ({ tags }: Resource): readonly string[] => (tags === null ? onlyTags : nothing);

/**
 * Fills what this sweep could not read from what is known: tags; and where the listing said that it has `gaps`,
 * fields that a call beside it should have told, with their links. Tags that were never read stay unread, which
 * `hash`, that of `before`, tells. `stale`: paths of the facts that could not be read.
 */
export const withOldFacts = (
  resource: Resource,
  before: RegisteredResource,
  hash: string | undefined,
  gaps: boolean,
): { readonly resource: Resource; readonly stale: readonly string[] } => {
  const unread = () => hashOf({ ...before, tags: null }, before.owner) === hash;
  const tags = resource.tags ?? (unread() ? null : before.tags);
  const stale = [...unreadIn(resource)];
  if (!gaps) return { resource: { ...resource, tags }, stale };
  const fields: Record<string, FieldValue> = { ...resource.fields };
  const refs = new Set<unknown>();
  for (const [name, value] of Object.entries(fields)) {
    const old = before.fields[name];
    if (value !== null || old === undefined || old === null) continue;
    fields[name] = old;
    stale.push(`fields.${name}`);
    if (Array.isArray(old)) for (const one of old) refs.add(one);
  }
  const now = new Set(linkWords(resource.links));
  const kept = before.links.filter((link) => refs.has(link.to) && !now.has(linkWords([link])[0]!));
  return { resource: { ...resource, tags, fields, links: [...resource.links, ...kept] }, stale };
};
