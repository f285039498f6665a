/** What every fault must leave behind: a register that lost nothing, told nothing twice, and heals. */
import { rm } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Root } from '../../lib/providers/roots.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import type { RegisteredResource, Run } from '../../lib/register/types.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { agrees, newsIn, runsIn } from '../pipeline/consumer.ts';
import {
  collect,
  collectFrom,
  difference,
  type Order,
  openRegister,
  type Register,
  serve,
  type Through,
} from '../pipeline/harness.ts';
import { heirOf, type Listener, listen, tell } from '../pipeline/told.ts';
import { believed, expectSame, withoutOwners } from './believed.ts';

export const ACCOUNTS = ['222233334444', '333344445555'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1'] as const;

interface Cloud {
  readonly provider: ProviderId;
  readonly size: number;
  /** Small, so that a small estate has many pages. */
  readonly pageSize: number;
  readonly rootOf?: (root: Root) => Root;
}

/** A root of AWS narrowed to some accounts and regions; any other as it is. */
export const within = (accounts: number, regions: number) => (root: Root) =>
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

/** Runs over the changed estate that a listing takes from its first word to its last: what is gone is retired by the second. */
const RUNS = 2;

interface Clean {
  /** The register of the first day, closed, to be copied; and who was told of it. */
  readonly first: string;
  readonly known: Listener;
  readonly ids: readonly string[];
  /** What one run over the changed estate leaves, and what is left when nothing more changes. */
  readonly once: readonly string[];
  readonly items: readonly string[];
  /** All that is told of it. */
  readonly news: readonly string[];
  /** Resources of the changed estate, */
  readonly live: ReadonlySet<string>;
  /** and the estate itself, served without a fault. */
  readonly served: ServedSample;
}

const cleans = new Map<CloudName, Promise<Clean>>();

const isLive = ({ lifecycle }: RegisteredResource) => lifecycle !== 'missing' && lifecycle !== 'retired';

const makeClean = async (cloud: CloudName): Promise<Clean> => {
  const origin = await openRegister();
  const known = listen();
  await collect(origin, orderOf(cloud, 0));
  await tell(origin, known);
  const ids = (await origin.all()).map(({ id }) => id);
  await origin.close('keep');
  const register = await openRegister(origin.folder);
  const served = await serve(orderOf(cloud, 1));
  const listener = heirOf(known);
  const run = async (turn: number) => {
    await collectFrom(served, register, orderOf(cloud, turn));
    await tell(register, listener);
    return believed(register);
  };
  const once = await run(1);
  for (let turn = 2; turn < RUNS; turn++) await run(turn);
  const items = await run(RUNS);
  expect(difference(items, await run(RUNS + 1)), 'nothing more changes').toEqual([]);
  const live = new Set((await register.all()).filter(isLive).map(({ id }) => id));
  await register.close();
  expect(live.size).toBeLessThan(new Set([...ids, ...live]).size);
  const news = newsIn(listener);
  expect(news.length).toBeGreaterThan(newsIn(known).length);
  return { first: origin.folder, known, ids, once, items, news, live, served };
};

/** Registers of runs without a fault; made once in a file. */
export const cleanOf = (cloud: CloudName): Promise<Clean> => {
  const known = cleans.get(cloud) ?? makeClean(cloud);
  cleans.set(cloud, known);
  return known;
};

/** Removes what `cleanOf` made. */
export const forgetCleans = async (): Promise<void> => {
  for (const clean of cleans.values()) {
    const { first, served } = await clean;
    await served.close();
    await rm(first, { recursive: true });
  }
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
  readonly passes?: boolean | undefined;
  /** Owners may be told apart from other changes. */
  readonly ownersApart?: boolean | undefined;
  /** What stands in front of the register's table. */
  readonly through?: Through | undefined;
}

/** A run over the changed estate, without a fault. */
export const cleanRun = async (cloud: CloudName, register: Register, turn: number, over: Partial<Order> = {}) =>
  collectFrom((await cleanOf(cloud)).served, register, { ...orderOf(cloud, turn), ...over });

/**
 * Strikes the register of the first day, and then lets clean runs heal it: it must equal one that no fault ever
 * struck, each version once and by its number; and whoever listens is told the same, once. `strike` runs over the
 * changed estate, and gives the runs that came to their end.
 */
export const survives = async (
  cloud: CloudName,
  strike: (register: Register, order: Order, listener: Listener) => Promise<Run | readonly Run[] | undefined>,
  { passes = false, ownersApart = false, through }: Survival = {},
): Promise<void> => {
  const clean = await cleanOf(cloud);
  const register = await openRegister(clean.first, through);
  const listener = heirOf(clean.known);
  try {
    const struck = await strike(register, orderOf(cloud, 1), listener);
    const ended: readonly Run[] = struck === undefined ? [] : [struck].flat();
    await tell(register, listener);
    await expectNoneLost(register, clean);
    if (passes) {
      expect(ended.map(({ listings }) => listings.incomplete)).toEqual([[]]);
      expectSame(clean.once, await believed(register));
    }
    const runs = [...runsIn(clean.known), ...ended.map(({ id }) => id)];
    for (let turn = 2; turn < 2 + RUNS; turn++) {
      const healed = await cleanRun(cloud, register, turn);
      await tell(register, listener);
      expect([healed.listings.incomplete, healed.failedRoots]).toEqual([[], []]);
      runs.push(healed.id);
    }
    const told = ownersApart ? withoutOwners : (items: readonly string[]) => items;
    expectSame(told(clean.items), told(await believed(register)));
    await agrees(register, listener);
    if (!ownersApart) expectSame(clean.news, newsIn(listener));
    expect([...runsIn(listener)].sort()).toEqual(runs.sort());
    expect(listener.repeated).toBe(0);
  } finally {
    await register.close();
  }
};
