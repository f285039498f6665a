/** What a version of a resource is about, its hash, and what is kept where a fact could not be read. */
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
export const linkWords = (links: readonly Link[]): string[] => links.map(({ rel, to }) => `${rel} ${to}`).sort();

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
        [owner.id, owner.status, owner.source, owner.key, owner.value, owner.from, owner.coOwners, owner.overrode],
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

const onlyTags: readonly string[] = ['tags'];
const nothing: readonly string[] = [];

/** Paths of the facts that could not be read of a resource, by its own word: `tags`, `fields.targets`. */
export const unreadIn = ({ tags, unread }: Pick<Resource, 'tags' | 'unread'>): readonly string[] => {
  if (unread === undefined) return tags === null ? onlyTags : nothing;
  return [...(tags === null ? onlyTags : nothing), ...unread.map((field) => `fields.${field}`)];
};

/**
 * Fills what this sweep could not read from what is known: tags, and fields with their links. Tags that were never read
 * stay unread, which `hash`, that of `before`, tells.
 */
export const withOldFacts = (resource: Resource, before: RegisteredResource, hash: string | undefined): Resource => {
  const unread = () => hashOf({ ...before, tags: null }, before.owner) === hash;
  const tags = resource.tags ?? (unread() ? null : before.tags);
  // Tags may name the group as well.
  const group = resource.group ?? (resource.tags === null ? before.group : null);
  if (resource.unread === undefined) return { ...resource, tags, group };
  const fields: Record<string, FieldValue> = { ...resource.fields };
  const refs = new Set<unknown>();
  for (const name of resource.unread) {
    const old = before.fields[name];
    if (fields[name] !== null || old === undefined || old === null) continue;
    fields[name] = old;
    if (Array.isArray(old)) for (const one of old) refs.add(one);
  }
  const now = new Set(linkWords(resource.links));
  const kept = before.links.filter((link) => refs.has(link.to) && !now.has(linkWords([link])[0]!));
  return { ...resource, tags, group, fields, links: [...resource.links, ...kept] };
};
