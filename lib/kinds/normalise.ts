/** From a provider's answer to a resource: what the kind's data says, and nothing else. */
import type { Place, Tags } from '../providers/types.ts';
import { classes, type FieldSpec, type Relation } from './classes.ts';
import { timeOf } from './times.ts';
import type { FieldValue, Identity, Kind, Link, Resource } from './types.ts';

type AnyRead = (raw: any, context: any) => unknown;

interface Reader {
  readonly name: string;
  readonly type: FieldSpec['type'];
  readonly rel: Relation | undefined;
  readonly read: AnyRead;
}

const readers = new WeakMap<Kind, readonly Reader[]>();

const readersOf = (kind: Kind): readonly Reader[] => {
  let known = readers.get(kind);
  if (known === undefined) {
    const contract = kind.contract as unknown as Readonly<Record<string, AnyRead>>;
    const specs = classes[kind.class].fields as Readonly<Record<string, FieldSpec>>;
    known = [
      ...Object.entries(specs).map(([name, spec]) => ({
        name,
        type: spec.type,
        rel: 'rel' in spec ? spec.rel : undefined,
        read: contract[name]!,
      })),
      ...Object.entries(kind.fields ?? {}).map(([name, field]) => ({
        name,
        type: field.type,
        rel: 'rel' in field ? field.rel : undefined,
        read: field.from as AnyRead,
      })),
    ];
    readers.set(kind, known);
  }
  return known;
};

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];

/** A field as its type has it; what does not fit its type is not known. */
const fieldValue = (type: FieldSpec['type'], value: unknown): FieldValue => {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'text':
      // A provider that cuts a text may cut a character in two, which no table keeps.
      return typeof value === 'string'
        ? value.toWellFormed()
        : typeof value === 'number' || typeof value === 'boolean'
          ? String(value)
          : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'flag':
      return typeof value === 'boolean' ? value : null;
    case 'time':
      return timeOf(value);
    case 'texts':
      // In one order: in which a provider names them says nothing, and changes.
      return Array.isArray(value) ? [...strings(value)].sort() : null;
    case 'refs':
      return Array.isArray(value) ? [...new Set(strings(value))].sort() : null;
  }
};

/** What a read finds; nothing where the answer has another shape than its provider documents. */
const found = (read: AnyRead, raw: unknown, context: unknown): unknown => {
  try {
    return read(raw, context);
  } catch (error) {
    // `x.map is not a function` and its kin: the answer does not tell, which is not the same as telling of none.
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** A text that says something; nothing where there is none. */
export const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;

/** Tags as words: what is no list of pairs holds none. */
const words = (tags: unknown): Tags =>
  tags !== null && typeof tags === 'object' && !Array.isArray(tags)
    ? Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [
          key.toWellFormed(),
          (fieldValue('text', value) as string | null) ?? '',
        ]),
      )
    : {};

/**
 * A resource out of what `identity` and the kind's reads say. `place` is where the listing looked; it fills in
 * what the identity leaves out.
 */
export const normalise = (
  kind: Kind,
  raw: unknown,
  context: unknown,
  identity: Identity,
  place: Pick<Place, 'accountId' | 'region'>,
): Resource => {
  const fields: Record<string, FieldValue> = {};
  const links: Link[] = [];
  for (const { name, type, rel, read } of readersOf(kind)) {
    const value = fieldValue(type, found(read, raw, context));
    fields[name] = value;
    if (rel !== undefined && value !== null) for (const to of value as readonly string[]) links.push({ rel, to });
  }
  return {
    id: identity.id,
    provider: kind.provider,
    kind: kind.id,
    type: word(identity.type) ?? kind.type,
    class: kind.class,
    category: classes[kind.class].category,
    accountId: identity.accountId ?? place.accountId ?? '',
    region: word(identity.region) ?? (place.region || 'global'),
    name: word(identity.name) ?? null,
    tags: identity.tags === undefined ? null : words(identity.tags),
    group: identity.group ?? null,
    fields,
    links,
    createdAt: timeOf(identity.createdAt),
  };
};

/** A number out of a number or of digits; nothing out of anything else. */
export const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** Whether an answer tells anything: where it is empty, what it does not name is not known to be absent. */
export const told = (answer: object): boolean => Object.keys(answer).length > 0;

/** Lower case, where there is a word. */
export const lower = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.toLowerCase() : undefined;
