/** Owners that come by way of another resource, whichever is listed first, whatever fails, and wherever a run dies. */
import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { collect, denied, listing, partition, rulesWith, snapshot, volume, volumeId } from './estate.ts';
import { Crash, Memory } from './memory.ts';

const machineId = volumeId('machine');
const machine = (owner: string | undefined): Resource =>
  volume('machine', {
    ...{ kind: 'aws_ec2_instance', type: 'AWS::EC2::Instance', class: 'vm', links: [] },
    ...{ fields: { state: 'running' }, tags: owner === undefined ? {} : { owner } },
  });
const disk = (name: string, over: Partial<Resource> = {}): Resource => volume(name, { tags: {}, ...over });
const copy = (name: string, of: string): Resource => ({ ...snapshot(name, of), tags: {} });

const machines = (owner: string | undefined) => listing([[machine(owner)]], { kind: 'aws_ec2_instance' });
const disks = listing([[disk('hull')]]);
const copies = listing([[copy('print', 'hull')]], { kind: 'aws_ebs_snapshot' });

const ownersIn = (memory: Memory) =>
  Object.fromEntries(['machine', 'hull', 'print'].map((name) => [name, memory.get(name)?.owner.id]));
const openOn = (memory: Memory) =>
  [...memory.findings.values()].filter(({ closed }) => !closed).map(({ check, resourceId }) => [check, resourceId]);

describe('what hangs on another resource', () => {
  it('is written once with its owner, in whichever order a listing brings them', async () => {
    for (const pages of [
      [[copy('print', 'hull')], [disk('hull')], [machine('bo')]],
      [[machine('bo')], [disk('hull')], [copy('print', 'hull')]],
      [[disk('hull'), copy('print', 'hull'), machine('bo')]],
    ]) {
      const memory = new Memory();
      await collect(memory.open(), 0, [{ ...listing(pages), kinds: '*' }]);
      expect(ownersIn(memory)).toEqual({ machine: 'bo', hull: 'bo', print: 'bo' });
      expect(memory.versions.size).toBe(3);
    }
  });

  it('is written once, in whichever order its listings are planned', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [copies, disks, machines('bo')]);
    expect(ownersIn(memory)).toEqual({ machine: 'bo', hull: 'bo', print: 'bo' });
    expect(memory.versions.size).toBe(3);
  });

  it('follows its holder from owner to owner though nothing of it changed, and is not written again', async () => {
    const memory = new Memory();
    const whole = (owner: string | undefined) => ({
      ...listing([[copy('print', 'hull')], [disk('hull')], [machine(owner)]]),
      kinds: '*' as const,
    });
    await collect(memory.open(), 0, [whole('bo')]);
    const { counts } = await collect(memory.open(), 1, [whole('ada')]);
    expect(ownersIn(memory)).toEqual({ machine: 'ada', hull: 'ada', print: 'ada' });
    expect(counts.changed).toBe(3);
    expect(memory.history('print').map(({ event }) => event)).toEqual(['discovered', 'owner_changed']);
    await collect(memory.open(), 2, [whole(undefined)]);
    expect(ownersIn(memory)).toEqual({ machine: 'unowned', hull: 'unowned', print: 'unowned' });
    expect(openOn(memory)).toEqual([['unowned', machineId]]);
    memory.written = [];
    await collect(memory.open(), 3, [whole(undefined)]);
    expect(memory.written).toEqual([]);
  });

  it('keeps its owner while its holder cannot be listed', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [machines('bo'), disks, copies]);
    memory.written = [];
    await collect(memory.open(), 1, [listing([denied()], { kind: 'aws_ec2_instance' }), disks, copies]);
    expect(ownersIn(memory)).toEqual({ machine: 'bo', hull: 'bo', print: 'bo' });
    expect(memory.written).toEqual([]);
  });

  it('follows its holder though it cannot be listed itself', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [machines('bo'), disks, copies]);
    await collect(memory.open(), 1, [machines('ada'), listing([denied()]), copies]);
    expect(ownersIn(memory)).toEqual({ machine: 'ada', hull: 'ada', print: 'ada' });
  });

  it('is its own again when its holder is retired', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [machines('bo'), disks]);
    const gone = listing([[]], { kind: 'aws_ec2_instance', gone: ['machine'] });
    await collect(memory.open(), 1, [gone, disks]);
    expect(memory.get('hull')!.owner).toMatchObject({ id: 'unowned', source: null });
    expect(openOn(memory)).toEqual([['unowned', volumeId('hull')]]);
  });

  it('is still its owner’s where it is a copy of what is gone', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [machines('bo'), disks, copies]);
    for (const day of [1, 2, 3]) await collect(memory.open(), day, [machines('bo'), listing([[]]), copies]);
    expect(memory.get('hull')!.lifecycle).toBe('retired');
    expect(memory.get('print')).toMatchObject({ version: 1, owner: { id: 'bo', key: 'sourced_from' } });
  });

  it('has the owner of its own tags, whoever owns what holds it, and no version by that one’s change', async () => {
    const memory = new Memory();
    const tagged = listing([[disk('hull', { tags: { owner: 'cy' } })]]);
    await collect(memory.open(), 0, [machines('bo'), tagged]);
    await collect(memory.open(), 1, [machines('ada'), tagged]);
    expect(memory.get('hull')).toMatchObject({ version: 1, owner: { id: 'cy', source: 'tag', overrode: [] } });
  });

  it('does not own itself by way of a ring, once nobody else says who owns it', async () => {
    const memory = new Memory();
    const ring = (owner: string | undefined) => {
      const next = { a: 'b', b: 'c', c: 'a' };
      return listing([
        Object.entries(next).map(([name, to]) =>
          disk(name, {
            links: [
              { rel: 'attached_to', to: volumeId(to) },
              { rel: 'attached_to', to: machineId },
            ],
            tags: name === 'c' && owner !== undefined ? { owner } : {},
          }),
        ),
      ]);
    };
    await collect(memory.open(), 0, [ring('bo')]);
    expect(['a', 'b', 'c'].map((name) => memory.get(name)!.owner.id)).toEqual(['bo', 'bo', 'bo']);
    await collect(memory.open(), 1, [ring(undefined)]);
    expect(['a', 'b', 'c'].map((name) => memory.get(name)!.owner.id)).toEqual(['unowned', 'unowned', 'unowned']);
    expect(['b', 'c'].map((name) => memory.history(name).length)).toEqual([2, 2]);
  });

  it('falls back on its account with one version each, where the machine’s tag goes', async () => {
    const memory = new Memory();
    const accounts = [{ id: partition.accounts[0]!.id, tags: { owner: 'house' } }];
    const over = { partition: { ...partition, accounts } };
    const whole = (one: Resource) => [
      { ...listing([[copy('print', 'hull')], [disk('hull')], [one]]), kinds: '*' as const },
    ];
    await collect(memory.open(), 0, whole(machine('bo')), over);
    await collect(memory.open(), 1, whole(machine(undefined)), over);
    expect(ownersIn(memory)).toEqual({ machine: 'house', hull: 'house', print: 'house' });
    expect(['machine', 'hull', 'print'].map((name) => memory.history(name).length)).toEqual([2, 2, 2]);
  });

  it('says nothing of networks and groups that many share', async () => {
    const memory = new Memory();
    const network = volume('net', { class: 'network', kind: 'aws_vpc', links: [], fields: {} });
    const inside = disk('hull', { links: [{ rel: 'member_of', to: volumeId('net') }] });
    await collect(memory.open(), 0, [listing([[network]], { kind: 'aws_vpc' }), listing([[inside]])]);
    expect(memory.get('hull')!.owner.id).toBe('unowned');
  });

  it('has a finding of its own where its holder’s is switched off or is another', async () => {
    const memory = new Memory();
    const ignored = { ...machine(undefined), tags: { team: 'x' } };
    await collect(memory.open(), 0, [listing([[ignored]], { kind: 'aws_ec2_instance' }), disks], {
      rules: rulesWith({ unowned: { graceDays: 0 } }),
    });
    expect(openOn(memory)).toEqual([['unowned', machineId]]);
  });
});

it('comes to the same register wherever a run that changes owners dies', async () => {
  const listings = (owner: string) => [
    { ...listing([[copy('print', 'hull')], [disk('hull')], [machine(owner)]]), kinds: '*' as const },
  ];
  const whole = new Memory();
  await collect(whole.open(), 0, listings('bo'));
  await collect(whole.open(), 1, listings('ada'));
  let died = 0;
  for (let left = 0; left < 40; left++) {
    const memory = new Memory();
    await collect(memory.open(), 0, listings('bo'));
    memory.left = left;
    try {
      await collect(memory.open(), 1, listings('ada'));
    } catch (error) {
      expect(error).toBeInstanceOf(Crash);
      died++;
    }
    memory.left = Number.POSITIVE_INFINITY;
    await collect(memory.open(), 2, listings('ada'));
    expect(ownersIn(memory)).toEqual(ownersIn(whole));
    for (const name of ['machine', 'hull', 'print'])
      expect(memory.history(name).map(({ event }) => event)).toEqual(whole.history(name).map(({ event }) => event));
    memory.written = [];
    await collect(memory.open(), 3, listings('ada'));
    expect(memory.written).toEqual([]);
  }
  expect(died).toBeGreaterThan(5);
});
