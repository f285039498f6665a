/** Records of an answer: how they lie in it, and by which members they are known. */
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

/** Members that records are known by: the ends of their resources' ids, and the accounts in them. */
export const idsOf = (records: readonly AwsRecord[], resources: readonly Resource[]): string[] => [
  ...new Set(
    records
      .flatMap((record) => Object.entries(record))
      .filter(
        ([, value]) =>
          typeof value === 'string' &&
          value !== '' &&
          resources.some(({ id }) => id.endsWith(value) || id.split(':').includes(value)),
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
