import { describe, expect, it } from 'vitest';
import { defaultLifecycle, type LifecycleSettings } from '../../lib/collect/lifecycle.ts';
import { collect, dayOf, denied, listing, volume } from './estate.ts';
import { Memory } from './memory.ts';

const withVolumes = async (...names: readonly string[]) => {
  const memory = new Memory();
  await collect(memory.open(), 0, [listing([names.map((name) => volume(name))])]);
  memory.written = [];
  return memory;
};

/** What `b` is after each day on which only `a` is found; a day may be told to fail, or to find both. */
const fates = async (
  settings: Partial<LifecycleSettings>,
  days: readonly ('lacks' | 'fails' | 'has')[],
): Promise<readonly string[]> => {
  const memory = await withVolumes('a', 'b');
  const lifecycle = { ...defaultLifecycle, ...settings };
  const told: string[] = [];
  for (const [day, what] of days.entries()) {
    const pages = { lacks: [[volume('a')]], fails: [[volume('a')], denied()], has: [[volume('a'), volume('b')]] }[what];
    await collect(memory.open(), day + 1, [listing(pages)], { lifecycle });
    told.push(memory.get('b')!.lifecycle);
  }
  return told;
};

describe('the grace of what is not found', () => {
  it.each<[string, Partial<LifecycleSettings>, readonly string[]]>([
    ['is none by default', {}, ['missing', 'retired', 'retired', 'retired', 'retired']],
    [
      'is counted in runs before it is missing',
      { missingRuns: 3 },
      ['active', 'active', 'missing', 'retired', 'retired'],
    ],
    [
      'is counted in runs before it is retired',
      { retiredRuns: 3 },
      ['missing', 'missing', 'missing', 'retired', 'retired'],
    ],
    [
      'is counted in days before it is missing',
      { missingDays: 2 },
      ['active', 'active', 'missing', 'retired', 'retired'],
    ],
    [
      'is counted in days before it is retired',
      { retiredDays: 2.5 },
      ['missing', 'missing', 'missing', 'retired', 'retired'],
    ],
    [
      'lasts until both are over',
      { missingRuns: 2, missingDays: 3 },
      ['active', 'active', 'active', 'missing', 'retired'],
    ],
  ])('%s', async (_, settings, expected) => {
    expect(
      await fates(
        settings,
        Array.from({ length: 5 }, () => 'lacks' as const),
      ),
    ).toEqual(expected);
  });

  it('is not used up by listings that are incomplete', async () => {
    const settings = { missingRuns: 2, retiredRuns: 2 };
    const days = ['lacks', 'fails', 'fails', 'lacks', 'fails', 'lacks', 'lacks'] as const;
    const expected = ['active', 'active', 'active', 'missing', 'missing', 'missing', 'retired'];
    expect(await fates(settings, days)).toEqual(expected);
  });

  it('begins anew where it was found between, be the listing whole or not', async () => {
    const memory = await withVolumes('a', 'b');
    const over = { lifecycle: { ...defaultLifecycle, missingRuns: 2 } };
    const lacking = listing([[volume('a')]]);
    const seen = listing([[volume('b')], denied()]);
    for (const [day, one] of [lacking, seen, lacking].entries()) await collect(memory.open(), day + 1, [one], over);
    expect(memory.get('b')!.lifecycle).toBe('active');
    await collect(memory.open(), 4, [lacking], over);
    expect(memory.get('b')!.lifecycle).toBe('missing');
  });

  it('costs one write of the manifest where it begins, and none while it lasts', async () => {
    const memory = await withVolumes('a', 'b');
    const over = { lifecycle: { ...defaultLifecycle, missingRuns: 5 } };
    const only = listing([[volume('a')]]);
    await collect(memory.open(), 1, [only], over);
    expect(memory.written).toEqual([only.id]);
    memory.written = [];
    for (const day of [2, 3, 4]) await collect(memory.open(), day, [only], over);
    expect(memory.written).toEqual([]);
    await collect(memory.open(), 5, [only], over);
    expect(memory.get('b')!.lifecycle).toBe('missing');
  });

  it('is not shortened by a run that repeats one that died', async () => {
    const memory = await withVolumes('a', 'b');
    const over = { lifecycle: { ...defaultLifecycle, missingRuns: 2, retiredRuns: 2 } };
    const only = listing([[volume('a')]]);
    const fate: string[] = [];
    // Each run but the last of a pair dies after its listing was saved, and is repeated.
    for (const [day, repeats] of [null, 1, null, 3, null, 5, null, 7].entries()) {
      await collect(memory.open(), day + 1, [only], { ...over, repeats: repeats === null ? null : dayOf(repeats) });
      fate.push(memory.get('b')!.lifecycle);
    }
    expect(fate).toEqual(['active', 'active', 'missing', 'missing', 'missing', 'missing', 'retired', 'retired']);
  });
});

describe('a listing that is held', () => {
  const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
  const left = (count: number) => listing([names.slice(0, count).map((name) => volume(name))]);
  const outcomesOf = async (memory: Memory, counts: readonly number[], over: object = {}) => {
    const outcomes = [];
    for (const [day, count] of counts.entries())
      outcomes.push((await collect(memory.open(), day + 1, [left(count)], over)).outcomes[0]!.outcome);
    return outcomes;
  };
  const hold = (share: number, atLeast: number) => ({
    lifecycle: { ...defaultLifecycle, hold: { share, atLeast } },
  });

  it.each<[string, number, number, number, string]>([
    ['that lost a little more than the share', 0.5, 5, 14, 'held'],
    ['that lost the share itself', 0.5, 5, 15, 'complete'],
    ['that lost fewer than must be', 0.5, 20, 11, 'complete'],
    ['that lost as many as must be', 0.5, 20, 10, 'held'],
    ['that lost everything, where a share of 1 holds nothing', 1, 1, 0, 'complete'],
    ['that lost one, where nothing may be lost', 0, 1, 29, 'held'],
  ])('is one %s', async (_, share, atLeast, count, outcome) => {
    expect(await outcomesOf(await withVolumes(...names), [count], hold(share, atLeast))).toEqual([outcome]);
  });

  it('is believed at the next run once a person confirmed it, and retires a run later as any other', async () => {
    const memory = await withVolumes(...names);
    expect(await outcomesOf(memory, [0])).toEqual(['held']);
    memory.confirmed.set(left(0).id, { since: dayOf(1), lost: 30 });
    expect(memory.get('v9')!.lifecycle).toBe('active');
    const { outcomes } = await collect(memory.open(), 2, [left(0)]);
    expect([outcomes[0]!.outcome, memory.get('v9')!.lifecycle]).toEqual(['complete', 'missing']);
    await collect(memory.open(), 3, [left(0)]);
    expect(memory.get('v9')!.lifecycle).toBe('retired');
  });

  it('is held still where far more is gone than was confirmed', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `v${i}`);
    const memory = await withVolumes(...many);
    const some = (count: number) => listing([many.slice(0, count).map((name) => volume(name))]);
    expect((await collect(memory.open(), 1, [some(40)])).outcomes[0]!.outcome).toBe('held');
    memory.confirmed.set(some(40).id, { since: dayOf(1), lost: 60 });
    expect((await collect(memory.open(), 2, [some(0)])).outcomes[0]!.outcome).toBe('held');
    expect(memory.get('v9')!.lifecycle).toBe('active');
  });

  it('is not released by a word about an earlier time that it was held', async () => {
    const memory = await withVolumes(...names);
    expect(await outcomesOf(memory, [5, 30])).toEqual(['held', 'complete']);
    memory.confirmed.set(left(5).id, { since: dayOf(1), lost: 25 });
    expect((await collect(memory.open(), 3, [left(5)])).outcomes[0]!.outcome).toBe('held');
  });

  it('is not released by runs that repeat one that died', async () => {
    const memory = await withVolumes(...names);
    const outcomes = [];
    for (const [day, repeats] of [null, 1, 1, 1, null].entries()) {
      const over = { repeats: repeats === null ? null : dayOf(repeats) };
      outcomes.push((await collect(memory.open(), day + 1, [left(5)], over)).outcomes[0]!.outcome);
    }
    expect(outcomes).toEqual(['held', 'held', 'held', 'held', 'held']);
    expect((await collect(memory.open(), 6, [left(5)])).outcomes[0]!.outcome).toBe('complete');
  });
});

describe('a kind that is left out', () => {
  const other = volume('s', { kind: 'aws_ebs_snapshot', class: 'snapshot' });
  const everything = (pages: Parameters<typeof listing>[0]) => ({ ...listing(pages), id: 'all', kinds: '*' as const });

  it('is not taken in, and what the register has of it stays as it was', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [everything([[volume('a'), volume('b'), other]])]);
    const over = { leaveOut: new Set(['aws_ebs_snapshot']) };
    for (const day of [1, 2])
      await collect(memory.open(), day, [everything([[volume('a'), { ...other, name: 'renamed' }]])], over);
    expect(memory.get('s')).toMatchObject({ lifecycle: 'active', version: 1 });
    expect(memory.get('b')).toMatchObject({ lifecycle: 'retired' });
  });
});

describe('a clock that is set', () => {
  /** What `b` is after each run that lacks it, on the days that the clock says. */
  const by = async (settings: Partial<LifecycleSettings>, days: readonly number[]): Promise<readonly string[]> => {
    const memory = await withVolumes('a', 'b');
    const lifecycle = { ...defaultLifecycle, ...settings };
    const told: string[] = [];
    for (const [place, day] of days.entries()) {
      const over = { run: `run ${place}`, lifecycle };
      await collect(memory.open(), day, [listing([[volume('a')]])], over);
      told.push(memory.get('b')!.lifecycle);
    }
    return told;
  };

  it('back for a while ends no grace of days: not when it is right again, nor before', async () => {
    expect(await by({ missingDays: 7 }, [-30, 0.1, 0.2, 8])).toEqual(['active', 'active', 'active', 'missing']);
    expect(await by({ retiredDays: 7 }, [1, -30, -29, 2, 7.5, 8.1])).toEqual([
      ...['missing', 'missing', 'missing', 'missing', 'missing', 'retired'],
    ]);
    expect(await by({ missingDays: 7, retiredDays: 7 }, [-30, -40, 0.1, 0.2, 7, 13.9, 14.1])).toEqual([
      ...['active', 'active', 'active', 'active', 'missing', 'missing', 'retired'],
    ]);
  });

  it('far forward for one run, and right again, ends none that begins then', async () => {
    expect(await by({ missingDays: 7 }, [400, 1, 2, 30])).toEqual(['active', 'active', 'active', 'active']);
    expect(await by({ missingDays: 7 }, [400, 1, 408])).toEqual(['active', 'active', 'missing']);
  });
});
