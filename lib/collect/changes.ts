/** What differs between two states of a resource, and the one from the other. */
import type { RegisteredResource } from '../register/types.ts';
import { linkWords, same } from './content.ts';

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

/**
 * Fields that both states have. A kind fills all that it has, with null where nothing is told: one that only one state
 * has was not changed by the cloud, the kind says more or less of it than it did when the other was written.
 */
const sharedFields = (one: RegisteredResource, other: RegisteredResource): Readonly<Record<string, unknown>> =>
  one.kind === other.kind
    ? Object.fromEntries(Object.entries(one.fields).filter(([name]) => Object.hasOwn(other.fields, name)))
    : one.fields;

/** Whether both lead to the same resources, those apart that only fields of one of them name: a relation may be called otherwise now. */
const sameTargets = (before: RegisteredResource, after: RegisteredResource): boolean => {
  const targets = (one: RegisteredResource, other: RegisteredResource): unknown[] => {
    const shared = sharedFields(one, other);
    const apart = Object.entries(one.fields).filter(([name]) => !Object.hasOwn(shared, name));
    const named = new Set(apart.flatMap(([, value]) => (Array.isArray(value) ? value : [])));
    return [...new Set(one.links.map(({ to }) => to))].filter((to) => !named.has(to)).sort();
  };
  return before.kind === after.kind && same(targets(before, after), targets(after, before));
};

/** Path → [before, after] of everything that a version is about, as far as the cloud changed it. */
export const changesBetween = (
  before: RegisteredResource,
  after: RegisteredResource,
): Record<string, [unknown, unknown]> => {
  const fields = differing('fields.', sharedFields(before, after), sharedFields(after, before));
  return Object.fromEntries([
    ...plain
      .filter((name) => !same(before[name], after[name]))
      .map((name): [string, [unknown, unknown]] => [name, [before[name], after[name]]]),
    ...differing('tags.', before.tags, after.tags),
    ...fields,
    ...(same(linkWords(before.links), linkWords(after.links)) || (fields.length === 0 && sameTargets(before, after))
      ? []
      : [['links', [before.links, after.links]] as [string, [unknown, unknown]]]),
    ...(same(before.owner, after.owner)
      ? []
      : [['owner', [before.owner, after.owner]] as [string, [unknown, unknown]]]),
  ]);
};

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
