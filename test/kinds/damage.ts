/** Answers that no provider documents: a part is missing, null, or of another type. */
import fc from 'fast-check';

type Path = readonly (string | number)[];

interface Change {
  readonly path: Path;
  /** Absent: the part is dropped. */
  readonly value?: { readonly is: unknown };
}

const others: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  '',
  'some text',
  [],
  [null],
  [[{}]],
  ['a', 7],
  {},
  { id: 5, name: null },
  { properties: 'x' },
];

/** The ways to every part of a value, those in `keep` and what leads to them left out. */
const waysIn = (value: unknown, keep: ReadonlySet<string>, before: Path = []): Path[] => {
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.keys(value).flatMap((key) => {
    const path = [...before, Array.isArray(value) ? Number(key) : key];
    if (keep.has(path.join('.'))) return [];
    const inner = waysIn((value as Record<string, unknown>)[key], keep, path);
    const leads = [...keep].some((kept) => kept.startsWith(`${path.join('.')}.`));
    return leads ? inner : [path, ...inner];
  });
};

const apply = (record: object, { path, value }: Change): void => {
  let place: any = record;
  for (const key of path.slice(0, -1)) {
    place = place[key];
    // An earlier change took it away.
    if (place === null || typeof place !== 'object') return;
  }
  const last = path.at(-1)!;
  if (!(last in place)) return;
  if (value !== undefined) place[last] = structuredClone(value.is);
  else if (Array.isArray(place)) place.splice(last as number, 1);
  else delete place[last];
};

/** Changes to a record that leave the parts in `keep` (`id`, `resource.data.projectId`) as they are. */
const changesTo = (record: object, keep: readonly string[]): fc.Arbitrary<readonly Change[]> => {
  const ways = waysIn(record, new Set(keep));
  if (ways.length === 0) return fc.constant([]);
  const change = fc.record({
    path: fc.constantFrom(...ways),
    value: fc.option(
      fc.constantFrom(...others).map((is) => ({ is })),
      { nil: undefined },
    ),
  });
  return fc.array(change as fc.Arbitrary<Change>, { minLength: 1, maxLength: 4 });
};

/** The record with one to four parts dropped or replaced; those in `keep` stay. */
export const damaged = <Record extends object>(record: Record, keep: readonly string[]): fc.Arbitrary<Record> =>
  changesTo(record, keep).map((changes) => {
    const copy = structuredClone(record);
    for (const change of changes) apply(copy, change);
    return copy;
  });
