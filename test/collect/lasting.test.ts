/** Since when what a check judges is so: kept in the manifest, through crashes and lost manifests, at no write of its own. */
import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { collect, denied, listing, rulesWith, snapshot, volume } from './estate.ts';
import { Memory } from './memory.ts';

const idle = (over: Partial<Resource> = {}): Resource =>
  volume('a', { fields: { ...volume('a').fields, state: 'unattached', attachedTo: [] }, links: [], ...over });
const held = volume('a');
const ten = { rules: rulesWith({ unattached_disk: { days: 10 } }) };

const told = (memory: Memory) =>
  [...memory.findings.values()].filter(({ closed }) => !closed).map(({ verdict, reason }) => `${verdict}: ${reason}`);
const since = (day: string) => [`fail: No machine holds it, at least since ${day}.`];

describe('a state', () => {
  it('is told when it has lasted for its days, and writes nothing until then', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [listing([[held]])], ten);
    await collect(memory.open(), 1, [listing([[idle()]])], ten);
    for (const day of [2, 5, 10]) {
      memory.written = [];
      await collect(memory.open(), day, [listing([[idle()]])], ten);
      expect([told(memory), memory.written]).toEqual([[], []]);
    }
    await collect(memory.open(), 11, [listing([[idle()]])], ten);
    expect(told(memory)).toEqual(since('2026-06-02'));
    memory.written = [];
    await collect(memory.open(), 12, [listing([[idle()]])], ten);
    expect(memory.written).toEqual([]);
  });

  it('goes on while its resource changes otherwise', async () => {
    const memory = new Memory();
    await collect(memory.open(), 1, [listing([[idle()]])], ten);
    await collect(memory.open(), 8, [listing([[idle({ name: 'renamed', tags: { owner: 'bob' } })]])], ten);
    await collect(memory.open(), 11, [listing([[idle({ name: 'renamed', tags: { owner: 'bob' } })]])], ten);
    expect(told(memory)).toEqual(since('2026-06-02'));
  });

  it('does not grow older while nobody sees it, and is told at once when somebody does', async () => {
    const memory = new Memory();
    await collect(memory.open(), 1, [listing([[idle()]])], ten);
    await collect(memory.open(), 12, [listing([denied()])], ten);
    expect(told(memory)).toEqual([]);
    await collect(memory.open(), 13, [listing([[idle()]])], ten);
    expect(told(memory)).toEqual(since('2026-06-02'));
    await collect(memory.open(), 14, [listing([denied()])], ten);
    expect(told(memory)).toEqual(since('2026-06-02'));
  });

  it('that has ended and comes again soon must last a week, and one that comes again later is told at once', async () => {
    const soon = new Memory();
    const late = new Memory();
    const run = (memory: Memory, day: number, one: Resource) => collect(memory.open(), day, [listing([[one]])]);
    for (const memory of [soon, late]) {
      await run(memory, 0, idle());
      await run(memory, 1, held);
    }
    await run(soon, 2, idle());
    expect(told(soon)).toEqual([]);
    await run(soon, 9, idle());
    expect(told(soon)).toEqual(since('2026-06-03'));
    await run(late, 8, idle());
    expect(told(late)).toEqual(since('2026-06-09'));
  });

  it('of one that comes and goes every day is told once, and resolved once', async () => {
    const memory = new Memory();
    const counts = [];
    for (let night = 0; night < 4; night++) {
      for (const [day, one] of [
        [night, held],
        [night + 0.5, idle()],
      ] as const) {
        const { counts: all } = await collect(memory.open(), day, [listing([[one]])], { run: `run-${day}` });
        counts.push(all.findingsOpened + all.findingsResolved);
      }
    }
    expect(counts).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
  });
});

describe('what a question comes to', () => {
  const snapshots = listing([[snapshot('s', 'gone')]], { kind: 'aws_ebs_snapshot' });
  const images = listing([], { kind: 'aws_ec2_ami' });
  const rules = { rules: rulesWith({ orphaned_snapshot: { days: 10 } }) };
  const sweep = (memory: Memory, day: number, volumes: Parameters<typeof listing>[0]) =>
    collect(memory.open(), day, [snapshots, images, listing(volumes)], rules);
  const gone = (day: string) => [`fail: Its disk is gone, and no image is made of it, at least since ${day}.`];

  it('is so since the register first had the answer, and lasts through listings that failed', async () => {
    const memory = new Memory();
    await sweep(memory, 1, [[volume('gone'), volume('b')]]);
    await sweep(memory, 2, [[volume('b')]]);
    await sweep(memory, 3, [[volume('b')]]);
    expect(memory.get('gone')!.lifecycle).toBe('retired');
    await sweep(memory, 8, [denied()]);
    expect(told(memory)).toEqual(['unknown: the listing aws_ebs_volume@eu-west-1 is not complete']);
    await sweep(memory, 12, [[volume('b')]]);
    expect(told(memory)).toEqual([]);
    await sweep(memory, 13, [[volume('b')]]);
    expect(told(memory)).toEqual(gone('2026-06-04'));
  });

  it('does not begin by a listing that failed', async () => {
    const memory = new Memory();
    await sweep(memory, 1, [denied()]);
    await sweep(memory, 12, [[volume('b')]]);
    expect(told(memory)).toEqual([]);
  });
});
