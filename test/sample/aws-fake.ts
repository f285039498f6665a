/** A small AWS estate, for the tests of the server alone. */
import type { AwsSequence, Estate } from '../../lib/sample/types.ts';
import { HARD, range, sequences } from './aws-records.ts';

export const MANAGEMENT = '111111111111';
export const MEMBER = '222222222222';
export const SUSPENDED = '333333333333';

/** Positions of deleted records, which every reading passes over. */
const deleted = (index: number): boolean => index % 7 === 3;

/** Everything of a sequence, in order. */
export const everything = (sequence: AwsSequence, account = MANAGEMENT, region = 'eu-west-1'): any[] => {
  const [count, make] = sequences[sequence];
  return range(count, (index) => (deleted(index) ? [] : [make(index, account, region)])).flat();
};

const accounts: Estate['aws']['accounts'] = [
  {
    id: MANAGEMENT,
    name: 'management',
    email: 'cloud@example.com',
    state: 'ACTIVE',
    tags: {},
    regions: ['eu-west-1', 'us-east-1'],
  },
  {
    id: MEMBER,
    name: HARD,
    email: 'data@example.com',
    state: 'ACTIVE',
    tags: { owner: 'data & co' },
    regions: ['eu-west-1', 'eu-south-2'],
  },
  { id: SUSPENDED, name: 'old', email: 'old@example.com', state: 'SUSPENDED', tags: {}, regions: [] },
  ...range(22, (index) => ({
    id: String(444444444400 + index),
    name: `a${index}`,
    email: 'a@example.com',
    state: 'ACTIVE' as const,
    tags: {},
    regions: ['eu-west-1'],
  })),
];

export const fakeEstate = {
  aws: {
    organizationId: 'o-sample0001',
    managementAccountId: MANAGEMENT,
    accounts,
    sequence(operation: AwsSequence, account: string, region: string, from: number, limit: number) {
      const [count, make] = sequences[operation];
      const end = Math.min(count, from + limit);
      const items = range(end - from, (offset) => from + offset)
        .filter((index) => !deleted(index))
        .map((index) => make(index, account, region));
      return { items, next: end < count ? end : null };
    },
    find(operation: AwsSequence, account: string, region: string, id: string) {
      return everything(operation, account, region).find((record) => sequences[operation][2](record) === id);
    },
  },
} as unknown as Estate;

/** Each page's items. */
export const pagesOf = async (paginator: AsyncIterable<any>, list: string): Promise<any[][]> => {
  const pages: any[][] = [];
  for await (const page of paginator) pages.push(page[list] ?? []);
  return pages;
};

/** A client's settings; any key but an account's is the management account's. */
export const settingsOf = (endpoint: string, region = 'eu-west-1', accessKeyId = 'AKIAIOSFODNN7EXAMPLE') => ({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey: 'any' },
});
