import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { collect, dayOf, denied, listing, rulesWith, snapshot, volume } from './estate.ts';
import { Memory } from './memory.ts';

const idle = (name: string, over: Partial<Resource> = {}): Resource =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });

const open = (memory: Memory) =>
  [...memory.findings.values()]
    .filter(({ closed }) => !closed)
    .map(({ check, verdict, since }) => [check, verdict, since]);

describe('a finding', () => {
  it('is opened with its day, stays while nothing changes, and is closed with what it said', async () => {
    const memory = new Memory();
    const first = await collect(memory.open(), 0, [listing([[idle('a')]])]);
    expect(first.counts).toMatchObject({ findingsOpened: 1, findingsResolved: 0 });
    expect(open(memory)).toEqual([['unattached_disk', 'fail', dayOf(0)]]);
    expect(memory.owners.ana!.findings).toBe(1);

    memory.written = [];
    const second = await collect(memory.open(), 1, [listing([[idle('a')]])]);
    expect([second.counts.findingsOpened, memory.written]).toEqual([0, []]);

    const third = await collect(memory.open(), 2, [listing([[volume('a')]])]);
    expect(third.counts).toMatchObject({ findingsOpened: 0, findingsResolved: 1 });
    expect([...memory.findings.values()]).toMatchObject([
      {
        closed: true,
        verdict: 'fail',
        reason: 'No machine holds it, at least since 2026-06-01.',
        since: dayOf(0),
        run: 'run-2',
      },
    ]);
    expect(memory.owners.ana!.findings).toBe(0);
  });

  it('keeps its day when it passes from hand to hand, and is not opened again', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [listing([[idle('a')]])]);
    const { counts } = await collect(memory.open(), 1, [listing([[idle('a', { tags: { owner: 'bob' } })]])]);
    expect(counts.findingsOpened).toBe(0);
    expect([...memory.findings.values()]).toMatchObject([{ owner: 'bob', since: dayOf(0) }]);
  });

  it('of an owner with a bar in the name is closed with its own reason', async () => {
    const memory = new Memory();
    const shared = { owner: 'ana|bob' };
    await collect(memory.open(), 0, [listing([[idle('a', { tags: shared })]])]);
    await collect(memory.open(), 1, [listing([[volume('a', { tags: shared })]])]);
    expect([...memory.findings.values()]).toMatchObject([
      { closed: true, reason: 'No machine holds it, at least since 2026-06-01.' },
    ]);
  });

  it('stays while its resource is missing, and ends when it is retired', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [listing([[idle('a'), volume('b')]])]);
    const rest = listing([[volume('b')]]);
    await collect(memory.open(), 1, [rest]);
    expect([memory.get('a')!.lifecycle, open(memory).length]).toEqual(['missing', 1]);
    await collect(memory.open(), 2, [rest]);
    expect([memory.get('a')!.lifecycle, open(memory).length]).toEqual(['retired', 0]);
  });

  it('ends when its check is switched off', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [listing([[idle('a')]])]);
    await collect(memory.open(), 1, [listing([[idle('a')]])], { rules: rulesWith({ unattached_disk: false }) });
    expect(open(memory)).toEqual([]);
  });
});

describe('a question about other resources', () => {
  const snapshots = listing([[snapshot('s', 'gone')]], { kind: 'aws_ebs_snapshot' });
  const images = listing([], { kind: 'aws_ec2_ami' });

  it('is answered from listings that were swept after the one that asked', async () => {
    const memory = new Memory();
    const there = listing([[volume('gone')]]);
    await collect(memory.open(), 0, [snapshots, images, there]);
    expect(open(memory)).toEqual([]);
  });

  it('cannot be told while a listing that it needs is incomplete, and is told when that is whole', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [snapshots, images, listing([denied()])]);
    expect([...memory.findings.values()]).toMatchObject([
      {
        check: 'orphaned_snapshot',
        verdict: 'unknown',
        reason: 'the listing aws_ebs_volume@eu-west-1 is not complete',
      },
    ]);
    await collect(memory.open(), 1, [snapshots, images, listing([[volume('other')]])]);
    expect(open(memory)).toEqual([['orphaned_snapshot', 'fail', dayOf(0)]]);
  });

  it('counts a disk that is missing as there, until it is retired', async () => {
    const memory = new Memory();
    const told = [];
    for (const [day, pages] of [[[volume('gone')], [volume('b')]], [[volume('b')]], [[volume('b')]]].entries()) {
      await collect(memory.open(), day, [snapshots, images, listing(pages)]);
      told.push(open(memory).map(([, verdict]) => verdict));
    }
    expect(told).toEqual([[], [], ['fail']]);
  });

  it('keeps its day after a crash in which the manifest was not saved', async () => {
    const memory = new Memory();
    const all = [snapshots, images, listing([[volume('b')]])];
    await collect(memory.open(), 0, [images]);
    for (let left = 0; open(memory).length === 0; left++) {
      memory.left = left;
      await collect(memory.open(), 1, all).catch(() => undefined);
    }
    memory.left = Number.POSITIVE_INFINITY;
    await collect(memory.open(), 5, all);
    expect(open(memory)).toEqual([['orphaned_snapshot', 'fail', dayOf(1)]]);
  });
});

it('a machine that the provider gives no stop time for is long stopped when the register saw it so for long', async () => {
  const memory = new Memory();
  const kind = 'aws_ec2_instance';
  const vm = (state: string, over: Partial<Resource> = {}) =>
    volume('vm', { kind, class: 'vm', fields: { state, stoppedAt: null, networks: [] }, links: [], ...over });
  const verdictOn = async (day: number, one: Resource) => {
    await collect(memory.open(), day, [listing([[one]], { kind })]);
    return open(memory).map(([, verdict]) => verdict);
  };
  expect(await verdictOn(0, vm('running'))).toEqual([]);
  expect(await verdictOn(1, vm('deallocated'))).toEqual([]);
  expect(await verdictOn(20, vm('deallocated', { name: 'renamed meanwhile' }))).toEqual([]);
  expect(await verdictOn(30, vm('deallocated', { name: 'renamed meanwhile' }))).toEqual([]);
  expect(await verdictOn(31, vm('deallocated', { name: 'renamed meanwhile' }))).toEqual(['fail']);
  expect(await verdictOn(32, vm('running', { name: 'renamed meanwhile' }))).toEqual([]);
});
