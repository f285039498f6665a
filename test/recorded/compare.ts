/** What the mappings make of a record against what the statement says of it. */
import type { Resource } from '../../lib/kinds/types.ts';
import type { Statement, Told } from './statement/says.ts';

/** One value of one resource, said and got. */
export interface Value {
  readonly kind: string;
  /** A column, `fields.x`, or `links.x`: those that the field x states. */
  readonly field: string;
  readonly said: unknown;
  readonly got: unknown;
  readonly right: boolean;
  /** `aws.ndjson:17`, or a recording of the project's own. */
  readonly at: string;
}

const ordered = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, ordered(inner)]),
      )
    : value;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

const columns = ['id', 'class', 'type', 'accountId', 'region', 'name', 'createdAt', 'tags'] as const;

/** Links, as the fields that are said to state them have them, by what they say of both. */
const linksSaid = (statement: Statement, told: Told): unknown[] =>
  [
    ...new Set(
      Object.entries(statement.links).flatMap(([field, rel]) => {
        const ids = statement.fields[field]!(told);
        return Array.isArray(ids) ? ids.map((to) => `${rel} ${to}`) : [];
      }),
    ),
  ].sort();

/** Every value of a resource: columns, fields and links. A field that the statement lacks is wrong. */
const valuesOf = (statement: Statement, told: Told, got: Resource | undefined, at: string): Value[] => {
  const value = (field: string, said: unknown, is: unknown): Value => ({
    kind: statement.kind,
    field,
    said,
    got: is,
    right: same(said, is),
    at,
  });
  const id = value('id', statement.id(told), got?.id);
  if (got === undefined) return [id];
  const names = new Set([...Object.keys(statement.fields), ...Object.keys(got.fields)]);
  return [
    ...columns.map((column) => {
      const says = statement[column];
      return value(column, typeof says === 'function' ? says(told) : says, got[column]);
    }),
    ...[...names].map((name) => {
      const says = statement.fields[name];
      return value(
        `fields.${name}`,
        says === undefined ? 'a field that the statement lacks' : says(told),
        got.fields[name],
      );
    }),
    value('links', linksSaid(statement, told), [...new Set(got.links.map(({ rel, to }) => `${rel} ${to}`))].sort()),
  ];
};

/**
 * A line's values: record by record where there are as many resources, else by id. A resource that nobody said is
 * wrong, and so is one that is lacking.
 */
export const compared = (
  statement: Statement,
  said: readonly Told[],
  got: readonly Resource[],
  at: string,
): Value[] => {
  if (said.length === got.length) return said.flatMap((told, index) => valuesOf(statement, told, got[index], at));
  const byId = new Map(got.map((resource) => [resource.id, resource]));
  const known = new Set(said.map((told) => statement.id(told)));
  return [
    ...said.flatMap((told) => valuesOf(statement, told, byId.get(statement.id(told) as string), at)),
    ...got
      .filter(({ id }) => !known.has(id))
      .map(({ id }): Value => ({ kind: statement.kind, field: 'id', said: undefined, got: id, right: false, at })),
  ];
};
