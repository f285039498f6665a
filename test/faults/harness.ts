/** What every fault must leave behind: a register that lost nothing, told nothing twice, and heals. */
import { rm } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Root } from '../../lib/providers/roots.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import type { RegisteredResource, Run } from '../../lib/register/types.ts';
import { collect, difference, type Order, openRegister, type Register } from '../pipeline/harness.ts';

export const ACCOUNTS = ['222233334444', '333344445555'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1'] as const;

interface Cloud {
  readonly provider: ProviderId;
  readonly size: number;
  /** Small, so that a small estate has many pages. */
  readonly pageSize: number;
  readonly rootOf?: (root: Root) => Root;
}

const within = (accounts: number, regions: number) => (root: Root) =>
  root.provider === 'aws'
    ? { ...root, accounts: ACCOUNTS.slice(0, accounts), regions: REGIONS.slice(0, regions) }
    : root;

/** What is collected: an AWS account in one region, two accounts in two regions, and all of the other clouds. */
const clouds = {
  aws: { provider: 'aws', size: 200, pageSize: 2, rootOf: within(1, 1) },
  'aws, wider': { provider: 'aws', size: 200, pageSize: 3, rootOf: within(2, 2) },
  azure: { provider: 'azure', size: 100, pageSize: 15 },
  gcp: { provider: 'gcp', size: 100, pageSize: 8 },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;

/** The estate of a cloud on its first day, or twelve days later. */
const orderOf = (cloud: CloudName, turn: number, day = turn === 0 ? 0 : 12): Order => {
  const { provider, size, pageSize, rootOf }: Cloud = clouds[cloud];
  return { estate: { seed: 5, size, day }, turn, only: [provider], serving: { pageSize }, ...(rootOf && { rootOf }) };
};

/** Runs over the changed estate that a listing takes from its first word to the last, held ones included. */
const RUNS = 3;

const times = /"2026-06-\d\dT\d\d:00:00\.000Z"/g;
/** Where a version lies in the index by its day. */
const day = /("placePk":"d#|"placeSk":")2026-06-\d\d(T\d\d:00:00\.000Z)?/g;
const closed = /"closedAt"/;

/** Items without when they were written: what is believed, and every version by its number. Closed findings are left out. */
const believed = async (register: Register): Promise<string[]> =>
  (await register.dump())
    .filter((item) => !closed.test(item))
    .map((item) =>
      item
        .replace(times, '"then"')
        .replace(day, '$1')
        .replace(/(.)"since":"then",?/g, '$1'),
    );

/**
 * Versions without their numbers and owners, resources without the last of them: a group's word may come in a later run
 * than its resources' own changes.
 */
const withoutOwners = (items: readonly string[]): string[] =>
  items.flatMap((text) => {
    const { version: _, placeSk: __, ...item } = JSON.parse(text);
    if (!item.sk.startsWith('v#')) {
      const { event: _, changes: __, previousAt: ___, ...rest } = item;
      return [JSON.stringify(rest)];
    }
    const { owner: _owner, changes: all, ...version } = item;
    const changes = all.filter((change: string) => !change.startsWith('["owner"'));
    if (changes.length === 0 && all.length > 0) return [];
    return [JSON.stringify({ ...version, changes, sk: 'v#' })];
  });

/** The first of what two registers do not share, short enough to be read. */
const expectSame = (expected: readonly string[], is: readonly string[]): void =>
  expect(
    difference(expected, is)
      .slice(0, 5)
      .map((item) => item.slice(0, 600)),
  ).toEqual([]);

interface Clean {
  /** The register of the first day, closed, to be copied. */
  readonly first: string;
  readonly ids: readonly string[];
  /** What one run over the changed estate leaves, and what is left when nothing more changes. */
  readonly once: readonly string[];
  readonly items: readonly string[];
  /** Resources of the changed estate. */
  readonly live: ReadonlySet<string>;
}

const cleans = new Map<CloudName, Promise<Clean>>();

const isLive = ({ lifecycle }: RegisteredResource) => lifecycle !== 'missing' && lifecycle !== 'retired';

const makeClean = async (cloud: CloudName): Promise<Clean> => {
  const origin = await openRegister();
  await collect(origin, orderOf(cloud, 0));
  const ids = (await origin.all()).map(({ id }) => id);
  await origin.close('keep');
  const register = await openRegister(origin.folder);
  await collect(register, orderOf(cloud, 1));
  const once = await believed(register);
  for (let turn = 2; turn <= RUNS; turn++) await collect(register, orderOf(cloud, turn));
  const live = new Set((await register.all()).filter(isLive).map(({ id }) => id));
  const items = await believed(register);
  await register.close();
  expect(live.size).toBeLessThan((await new Set([...ids, ...live])).size);
  return { first: origin.folder, ids, once, items, live };
};

/** Registers of runs without a fault; made once in a file. */
const cleanOf = (cloud: CloudName): Promise<Clean> => {
  const known = cleans.get(cloud) ?? makeClean(cloud);
  cleans.set(cloud, known);
  return known;
};

/** Removes what `cleanOf` made. */
export const forgetCleans = async (): Promise<void> => {
  for (const clean of cleans.values()) await rm((await clean).first, { recursive: true });
  cleans.clear();
};

/** No resource is lost, and none is said to be gone that is there. */
const expectNoneLost = async (register: Register, { ids, live }: Clean): Promise<void> => {
  const now = new Map((await register.all()).map((resource) => [resource.id, resource]));
  expect(ids.filter((id) => !now.has(id))).toEqual([]);
  expect([...now.values()].filter((one) => !isLive(one) && live.has(one.id))).toEqual([]);
  expect([...now.values()].filter(({ lifecycle }) => lifecycle === 'retired')).toEqual([]);
};

export interface Survival {
  /** The fault is waited out, and the run itself leaves what a clean one leaves. */
  readonly passes?: boolean;
  /** Owners may be told apart from other changes. */
  readonly ownersApart?: boolean | undefined;
}

/**
 * Strikes the register of the first day, and then lets clean runs heal it: it must equal one that no fault ever
 * struck, each version once and by its number. `strike` runs over the changed estate; undefined where it died.
 */
export const survives = async (
  cloud: CloudName,
  strike: (register: Register, order: Order) => Promise<Run | undefined>,
  { passes = false, ownersApart = false }: Survival = {},
): Promise<void> => {
  const clean = await cleanOf(cloud);
  const register = await openRegister(clean.first);
  try {
    const run = await strike(register, orderOf(cloud, 1));
    await expectNoneLost(register, clean);
    if (passes) {
      expect(run?.listings.incomplete).toEqual([]);
      expectSame(clean.once, await believed(register));
    }
    for (let turn = 2; turn < 2 + RUNS; turn++) {
      const healed = await collect(register, orderOf(cloud, turn));
      expect([healed.listings.incomplete, healed.failedRoots]).toEqual([[], []]);
    }
    const told = ownersApart ? withoutOwners : (items: readonly string[]) => items;
    expectSame(told(clean.items), told(await believed(register)));
  } finally {
    await register.close();
  }
};
