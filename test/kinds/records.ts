/** What an answer's records are, and what every resource must be, whatever it was made of. */
import { expect } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Answer } from './replay.ts';

export type AwsRecord = Readonly<Record<string, unknown>>;

/** The list that an answer gives, and its name: `Volumes`. */
export const listIn = (answer: Answer): readonly [string, readonly AwsRecord[]] | undefined =>
  Object.entries(answer).find((member): member is [string, AwsRecord[]] => Array.isArray(member[1]));

/** The records of an answer; instances lie one deeper, in their reservations. */
export const recordsIn = (answer: Answer): readonly AwsRecord[] => {
  const [name, list] = listIn(answer) ?? ['', []];
  return name === 'Reservations' ? list.flatMap(({ Instances }) => (Instances as AwsRecord[] | undefined) ?? []) : list;
};

/** Members that records are known by: the ends of their resources' ids. */
export const idsOf = (records: readonly AwsRecord[], resources: readonly Resource[]): string[] => [
  ...new Set(
    records
      .flatMap((record) => Object.entries(record))
      .filter(
        ([, value]) => typeof value === 'string' && value !== '' && resources.some(({ id }) => id.endsWith(value)),
      )
      .map(([name]) => name),
  ),
];

/** The answer with its records changed. */
export const withRecords = (answer: Answer, change: (record: AwsRecord) => AwsRecord): Answer => {
  const [name, list] = listIn(answer) ?? ['', []];
  if (name !== 'Reservations') return { ...answer, [name]: list.map(change) };
  const reservations = list.map((one) => ({
    ...one,
    Instances: ((one.Instances as AwsRecord[] | undefined) ?? []).map(change),
  }));
  return { ...answer, [name]: reservations };
};

const words = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

const fieldFits = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || words(value);

/** Identity, place and fields as the register can keep them. Tags may be unknown where `gaps` tells why. */
export const expectWhole = (resource: Resource, gaps: number): void => {
  const { id, type, accountId, region, name, tags, fields, links, createdAt } = resource;
  for (const word of [id, type, accountId, region]) expect(word).toSatisfy((it) => typeof it === 'string' && it !== '');
  expect(id).not.toMatch(/(^|[/:])(undefined|null|\[object Object\])$/);
  expect(name).toSatisfy((it) => it === null || typeof it === 'string');
  if (tags === null) expect(gaps, `${id} has no tags, and nothing says why`).toBeGreaterThan(0);
  else expect(words(Object.values(tags))).toBe(true);
  for (const [field, value] of Object.entries(fields)) expect(fieldFits(value), `${id} ${field}`).toBe(true);
  expect(words(links.map(({ to }) => to))).toBe(true);
  expect(createdAt).toSatisfy((it) => it === null || new Date(it as string).toISOString() === it);
};
