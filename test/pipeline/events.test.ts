import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CadastreEvent } from '../../lib/events/types.ts';
import { keys } from '../../lib/register/table.ts';
import type { Run, Version } from '../../lib/register/types.ts';
import { versionFrom } from '../../lib/register/versions.ts';
import { collect, gathered, type Order, openRegister, type Register } from './harness.ts';
import { counted, type Listener, listen, tell } from './told.ts';
import { countWrites } from './writes.ts';

const estate = { seed: 7, size: 200, day: 0 };
const only = ['azure', 'gcp'] as const;

let register: Register;
let listener: Listener;
beforeAll(async () => {
  register = await openRegister();
  listener = listen();
});
afterAll(() => register.close());

/** A run, and what was told of it. */
const turn = async (order: Omit<Order, 'only'>): Promise<{ run: Run; events: CadastreEvent[]; digests: any[] }> => {
  const [known, read] = [listener.events.size, listener.digests.size];
  const run = await collect(register, { ...order, only: [...only] });
  await tell(register, listener);
  return {
    run,
    events: [...listener.events.values()].slice(known),
    digests: [...listener.digests.values()].slice(read),
  };
};

const versions = async (): Promise<Version[]> => {
  const all: Version[] = [];
  for (const { id } of await register.all())
    for await (const item of register.table.database.query(keys.version(id, 1).pk, 'v#')) all.push(versionFrom(item));
  return all;
};

const total = (run: Run, ...names: readonly (keyof Run['resources'])[]) =>
  names.reduce((sum, name) => sum + run.resources[name], 0);

describe('the days of an estate', () => {
  test('of the first run every resource and finding is an event, and every owner gets one baseline, not a flood', async () => {
    const { run, events, digests } = await turn({ estate });
    expect(counted(events)).toEqual({
      'Resource Discovered': run.resources.new,
      'Finding Opened': run.resources.findingsOpened,
      'Run Completed': 1,
    });
    const owners = (await register.reader.owners()).filter(({ id }) => id !== 'unowned');
    const owned = digests.filter(({ type }) => type === 'Owner Digest');
    expect(owned.map(({ detail }) => detail.owner.id).sort()).toEqual(owners.map(({ id }) => id).sort());
    for (const { detail } of owned) {
      expect(detail.baseline).toBe(true);
      expect(detail.findings.opened).toBe(detail.totals.findings);
      expect(JSON.stringify(detail)).not.toContain('resourceId');
    }
    expect(digests).toHaveLength(owners.length + 1);
  });

  test('of a second run of the same day only its end is told, and nothing is written but its record and leases', async () => {
    const writes = countWrites(register.table.client);
    const { events, digests } = await turn({ estate, turn: 1 });
    writes.stop();
    expect(counted(events)).toEqual({ 'Run Completed': 1 });
    expect(digests).toEqual([]);
    expect(writes.kinds()).toEqual(['run', 'state']);
  });

  test('of later days every version and every finding is told, none missed and none twice', async () => {
    for (const [n, day] of [12, 12, 30, 30].entries()) {
      const { run, events } = await turn({ estate: { ...estate, day }, turn: 2 + n });
      const { 'Owner Changed': _, 'Resource Changed': __, 'Run Completed': ___, ...counts } = counted(events);
      const expected = {
        'Resource Discovered': total(run, 'new'),
        'Resource Missing': total(run, 'missing'),
        'Resource Retired': total(run, 'retired'),
        'Resource Reappeared': total(run, 'reappeared'),
        'Finding Opened': total(run, 'findingsOpened', 'findingsReopened'),
        'Finding Resolved': total(run, 'findingsResolved'),
      };
      const some = Object.entries(expected).filter(([, count]) => count > 0);
      expect(counts).toMatchObject(Object.fromEntries(some));
    }
    expect(listener.repeated).toBe(0);
    const told = new Set(
      [...listener.events.values()].flatMap(({ type, detail }) =>
        'version' in detail ? [`${detail.resourceId} ${detail.version} ${type === 'Owner Changed'}`] : [],
      ),
    );
    for (const { resourceId, version, event } of await versions())
      expect(told).toContain(`${resourceId} ${version} ${event === 'owner_changed'}`);
  });

  test('what was told of findings comes to those that are open', async () => {
    const open = new Map<string, string>();
    for (const { type, detail } of listener.events.values()) {
      if (type === 'Finding Opened') open.set(`${detail.check} ${detail.resourceId}`, detail.since);
      if (type === 'Finding Resolved') expect(open.delete(`${detail.check} ${detail.resourceId}`)).toBe(true);
    }
    const findings = await gathered(register.reader.findings({}));
    expect(open).toEqual(new Map(findings.map(({ check, resourceId, since }) => [`${check} ${resourceId}`, since])));
  });

  test('each owner with news got one digest a run, and nobody else did', async () => {
    const told = new Map<string, Set<string>>();
    for (const { type, run, detail } of listener.events.values()) {
      const owners = told.get(run) ?? told.set(run, new Set()).get(run)!;
      if (/^(Finding|Resource (Discovered|Reappeared|Retired))/.test(type)) owners.add((detail as any).owner);
      if (type === 'Owner Changed' && detail.before.id !== detail.after.id)
        owners.add(detail.before.id).add(detail.after.id);
    }
    const got = new Map<string, string[]>([...told.keys()].map((run) => [run, []]));
    for (const { type, run, detail } of listener.digests.values())
      if (type === 'Owner Digest') got.get(run)!.push((detail as any).owner.id);
    for (const [run, owners] of told) {
      owners.delete('unowned');
      expect(got.get(run)!.sort()).toEqual([...owners].sort());
    }
  });
});

test('a listing that is refused is told of once, and when it is complete again', async () => {
  const last = { estate: { ...estate, day: 30 } };
  const faults: Order['faults'] = { azure: [{ operation: 'arg:resources', table: 'resources', answer: 'deny' }] };
  const first = await turn({ ...last, turn: 10, faults });
  expect(counted(first.events)['Listing Incomplete']).toBe(1);
  expect(first.digests.at(-1).text).toContain('Not complete from this run on (1)');
  const second = await turn({ ...last, turn: 11, faults });
  expect(second.run.listings.incomplete).toHaveLength(1);
  expect(counted(second.events)['Listing Incomplete']).toBeUndefined();
  const third = await turn({ ...last, turn: 12 });
  expect(third.digests.at(-1).text).toContain('Complete again (1)');
  const fourth = await turn({ ...last, turn: 13 });
  expect([counted(fourth.events), fourth.digests]).toEqual([{ 'Run Completed': 1 }, []]);
});

test('what a target did not take comes after the next run, the same, and once', async () => {
  listener.deaf = true;
  const run = await collect(register, { estate: { ...estate, day: 45 }, turn: 20, only: [...only] });
  const failed = await tell(register, listener);
  expect(failed.map(({ target, reason }) => [target, reason])).toEqual([
    ['https://hooks.example.com', 'nobody is there'],
    ['https://hooks.example.com', 'nobody is there'],
  ]);
  expect(failed.every(({ waiting }) => waiting > 0)).toBe(true);
  listener.deaf = false;
  const { events, digests } = await turn({ estate: { ...estate, day: 45 }, turn: 21 });
  const late = events.filter((event) => event.run === run.id);
  expect(counted(late)).toMatchObject({ 'Resource Discovered': run.resources.new, 'Run Completed': 1 });
  expect(digests.filter((digest) => digest.run === run.id).length).toBeGreaterThan(5);
  expect(await tell(register, listener)).toEqual([]);
  expect(listener.repeated).toBe(0);
});

test('without anybody to tell, what was found is let go of', async () => {
  await collect(register, { estate: { ...estate, day: 60 }, turn: 30, only: [...only] });
  await tell(register, { ...listen(), targets: { digest: [], events: [] } });
  const { events } = await turn({ estate: { ...estate, day: 60 }, turn: 31 });
  expect(counted(events)['Resource Discovered']).toBeUndefined();
});
