/** What a version of a resource is about, its hash, and what differs between two of them. */
import { createHash } from 'node:crypto';
import type { FieldValue, Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { Lifecycle, RegisteredResource } from '../register/types.ts';

/** Raised when the stored form changes, so that the next sweep writes every resource anew. */
export const SCHEMA = 1;

const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

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
        resource.links,
        [owner.id, owner.status, owner.source, owner.key, owner.value, owner.from, owner.overrode],
      ]),
    )
    .digest('base64url')
    .slice(0, 16);

const stoppedStates = new Set(['stopped', 'deallocated', 'suspended']);

/** `stopped` for a machine that is; `active` for everything else that was seen. */
export const lifecycleOf = (resource: Resource): Lifecycle =>
  resource.class === 'vm' && stoppedStates.has(String(resource.fields.state)) ? 'stopped' : 'active';

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

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

const plain = ['kind', 'type', 'accountId', 'region', 'name', 'group', 'createdAt', 'lifecycle'] as const;

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
    ...(same(before.links, after.links)
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

/**
 * Fills what this sweep could not read from what is known: tags, and fields of the class's contract that a
 * call beside the listing should have told. Only for listings that said they have such gaps.
 */
export const withOldFacts = (resource: Resource, before: RegisteredResource): Resource => {
  const fields: Record<string, FieldValue> = { ...resource.fields };
  for (const [name, value] of Object.entries(fields)) {
    const old = before.fields[name];
    if (value === null && old !== undefined && old !== null) fields[name] = old;
  }
  return { ...resource, tags: resource.tags ?? before.tags, fields };
};
