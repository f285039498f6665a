/** A deploy between runs, and in the middle of one: other kinds, other checks, another form of what is stored. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { noLimit } from '../../lib/collect/time.ts';
import { readPlanned } from '../../lib/deployed/plans.ts';
import type { AwsKind } from '../../lib/kinds/types.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { memoryBucket } from '../deployed/harness.ts';
import { agrees } from '../pipeline/consumer.ts';
import { collectFrom, difference, type Order, openRegister, type Register, serve } from '../pipeline/harness.ts';
import { Killed, killAt } from '../pipeline/kill.ts';
import { type Listener, listen, tell } from '../pipeline/told.ts';

/** Modules of the code that are in another version. */
type Version = readonly (() => void)[];
const newer: Version = [];

/** Described by the newer version alone; the older one has of them what the catch-all brings. */
const NEW_KINDS = ['aws_ebs_volume', 'aws_lambda_function', 'aws_ec2_instance'];

const mocked = ['../../lib/kinds/aws/index.ts', '../../lib/checks/index.ts', '../../lib/collect/content.ts'];

let deployed: Version = newer;
/** From now on, modules are those of this version, the ones that are imported late among them. */
const deploy = (version: Version) => {
  if (version === deployed) return;
  deployed = version;
  vi.resetModules();
  for (const one of mocked) vi.doUnmock(one);
  for (const mock of version) mock();
};
afterEach(() => deploy(newer));

const fewerKinds = () =>
  vi.doMock('../../lib/kinds/aws/index.ts', async (original) => {
    const { awsKinds } = await original<{ awsKinds: readonly AwsKind[] }>();
    return { awsKinds: awsKinds.filter(({ id }) => !NEW_KINDS.includes(id)) };
  });
const fewerChecks = () =>
  vi.doMock('../../lib/checks/index.ts', async (original) => {
    const { checks } = await original<{ checks: readonly { readonly id: string }[] }>();
    return { checks: checks.filter(({ id }) => id !== 'missing_required_tags') };
  });
const otherForm = () =>
  vi.doMock('../../lib/collect/content.ts', async (original) => {
    const content = await original<typeof import('../../lib/collect/content.ts')>();
    return {
      ...content,
      hashOf: (...of: Parameters<typeof content.hashOf>) => `old-${content.hashOf(...of)}`.slice(0, 16),
    };
  });

const orderOf = (day: number, over: Partial<Order> = {}): Order => ({
  estate: { seed: 5, size: 200, day },
  only: ['aws'],
  rootOf: (root) => ({ ...root, accounts: ['222233334444'], regions: ['eu-west-1'] }) as typeof root,
  serving: { pageSize: 5 },
  ...over,
});

const served = new Map<number, ServedSample>();
beforeAll(async () => {
  for (const day of [0, 12]) served.set(day, await serve(orderOf(day)));
});
afterAll(async () => {
  for (const one of served.values()) await one.close();
});

let clock = 0;
const run = async (register: Register, listener: Listener, day: number, by = newer, over: Partial<Order> = {}) => {
  deploy(by);
  const { runOnce } = await import('../../lib/runs/run.ts');
  const order = orderOf(day, { turn: ++clock, by: runOnce, ...over });
  const from = over.faults ? await serve(order) : served.get(day)!;
  try {
    const done = await collectFrom(from, register, order);
    await tell(register, listener);
    return done;
  } finally {
    if (over.faults) await from.close();
  }
};

/** A run of a function that has time for one listing in a call: up to call `at` it is of the older version. */
const goOn = async (register: Register, at: number, older: Version): Promise<void> => {
  const [plans, turn] = [memoryBucket(), ++clock];
  const versioned = async (version: Version) => {
    deploy(version);
    const { edgesOf } = await import('../deployed/harness.ts');
    const { planRun } = await import('../../lib/deployed/plan-run.ts');
    const { collectItem } = await import('../../lib/deployed/collect-work.ts');
    const { endExecution } = await import('../../lib/deployed/end-run.ts');
    const edges = edgesOf({
      provider: 'aws',
      register,
      served: served.get(12)!,
      plans,
      turn,
      rootOf: orderOf(12).rootOf!,
    });
    return { edges, planRun, collectItem, endExecution };
  };
  const { edges: begun, planRun } = await versioned(older);
  const planned = await planRun(begun, { action: 'plan', execution: `execution-${turn}` });
  if (planned.skipped) throw new Error('another run is under way');
  const [item] = await readPlanned(plans, planned);
  let calls = 0;
  for (let state = 'continue'; state === 'continue'; ) {
    const { edges, collectItem } = await versioned(calls++ < at ? older : newer);
    let swept = 0;
    const onProgress: typeof edges.onProgress = ({ event }) => void (event === 'listing' && swept++);
    const time = { ...noLimit, low: () => swept > 0 };
    ({ state } = await collectItem(
      { ...edges, onProgress },
      { action: 'collect', run: planned.run, item: item! },
      time,
    ));
  }
  expect(calls).toBeGreaterThan(at);
  const { edges, endExecution } = await versioned(newer);
  const { run: ended, bucket, key } = planned;
  await endExecution(edges.database, plans, { action: 'summarise', run: ended, bucket, key }, edges.now);
};

/** Kind and lifecycle of each resource; what is gone may have gone under the kind that it had. */
const stateOf = async (register: Register): Promise<Map<string, string>> =>
  new Map(
    (await register.all()).map(({ id, kind, lifecycle }) => [
      id,
      lifecycle === 'retired' ? 'gone' : `${kind} ${lifecycle}`,
    ]),
  );

const states = new Map<string, Map<string, string>>();
/** Where no other version ever ran. */
const expected = async (...days: readonly number[]): Promise<Map<string, string>> => {
  const known = states.get(days.join());
  if (known) return known;
  const register = await openRegister();
  for (const day of days) await run(register, listen(), day);
  const state = await stateOf(register);
  await register.close();
  states.set(days.join(), state);
  return state;
};

/** That nothing that is there was ever said to be gone, and that nothing more is to be said. */
const settled = async (register: Register, listener: Listener, day: number) => {
  const before = await register.dump();
  await run(register, listener, day);
  expect(difference(before, await register.dump()).slice(0, 3)).toEqual([]);
  await agrees(register, listener);
  const there = new Set((await register.all()).flatMap(({ id, lifecycle }) => (lifecycle === 'active' ? [id] : [])));
  const gone = [...listener.events.values()].filter(({ type }) => /Missing|Retired|Reappeared/.test(type));
  expect(gone.filter(({ detail }) => there.has((detail as { resourceId: string }).resourceId))).toEqual([]);
};

describe('kinds that a deploy brings', () => {
  test('take over what the catch-all had, with its history, and nothing is missing meanwhile', async () => {
    const register = await openRegister();
    const listener = listen();
    const older: Version = [fewerKinds];
    await run(register, listener, 0, older);
    const before = await stateOf(register);
    expect([...before.values()].filter((state) => NEW_KINDS.some((kind) => state.startsWith(kind)))).toEqual([]);
    const first = await run(register, listener, 0);
    expect(first.resources).toMatchObject({ missing: 0, retired: 0, reappeared: 0 });
    expect(first.resources.changed).toBeGreaterThan(0);
    expect(await stateOf(register)).toEqual(await expected(0));
    await settled(register, listener, 0);
    await register.close();
  });

  test('and are not permitted yet, leave it as it was until they are', async () => {
    const register = await openRegister();
    const listener = listen();
    const older: Version = [fewerKinds];
    await run(register, listener, 0, older);
    const before = await stateOf(register);
    const faults = { aws: [{ operation: 'ec2:DescribeVolumes', answer: 'deny' }] } as const;
    for (let times = 0; times < 3; times++) await run(register, listener, 0, newer, { faults });
    const now = await stateOf(register);
    for (const [id, state] of before) if (id.includes(':volume/')) expect(now.get(id)).toBe(state);
    await run(register, listener, 0);
    expect(await stateOf(register)).toEqual(await expected(0));
    await settled(register, listener, 0);
    await register.close();
  });

  test('and that are rolled back and come again, are told of once', async () => {
    const register = await openRegister();
    const listener = listen();
    const older: Version = [fewerKinds];
    for (const [day, by] of [[0], [0, older], [12, older], [12], [12]] as const) await run(register, listener, day, by);
    expect(await stateOf(register)).toEqual(await expected(0, 12, 12));
    await settled(register, listener, 12);
    await register.close();
  });

  test('in the middle of a run: what one version began and died over, another one ends', async () => {
    const older: Version = [fewerKinds];
    const state = await expected(0, 12, 12);
    for (const calls of [15, 25, 35, 45]) {
      const register = await openRegister();
      const listener = listen();
      await run(register, listener, 0, older);
      const kill = killAt(register.table.client, calls, 'after');
      await expect(run(register, listener, 12, older)).rejects.toThrow(Killed);
      kill.revive();
      for (const day of [12, 12]) await run(register, listener, day);
      expect(await stateOf(register)).toEqual(state);
      await settled(register, listener, 12);
      await register.close();
    }
  });

  test.each([1, 2, 3])('between the calls of one run: what was begun before call %i is ended after it', async (at) => {
    const register = await openRegister();
    const listener = listen();
    const older: Version = [fewerKinds];
    await run(register, listener, 0, older);
    await goOn(register, at, older);
    await tell(register, listener);
    await run(register, listener, 12);
    expect(await stateOf(register)).toEqual(await expected(0, 12, 12));
    await settled(register, listener, 12);
    await register.close();
  });
});

test('another form of what is stored writes everything anew, makes no version, and tells nothing', async () => {
  const register = await openRegister();
  const listener = listen();
  const older: Version = [otherForm];
  await run(register, listener, 0, older);
  const told = listener.events.size;
  const next = await run(register, listener, 0);
  expect(next.resources).toMatchObject({ new: 0, changed: 0, missing: 0, findingsOpened: 0, findingsResolved: 0 });
  expect(next.items.written).toBeGreaterThan((await register.all()).length);
  expect([...listener.events.values()].slice(told).map(({ type }) => type)).toEqual(['Run Completed']);
  await settled(register, listener, 0);
  await register.close();
});

test('checks that a deploy brings open their findings once, and those that it takes away close theirs', async () => {
  const register = await openRegister();
  const listener = listen();
  const older: Version = [fewerChecks];
  for (const by of [older, newer, older, newer]) {
    const { resources } = await run(register, listener, 0, by);
    expect(resources).toMatchObject({ changed: 0, missing: 0 });
    expect(
      by === older ? resources.findingsOpened + resources.findingsResolved : resources.findingsOpened,
    ).toBeGreaterThan(0);
    await agrees(register, listener);
  }
  await settled(register, listener, 0);
  await register.close();
});
