import { describe, expect, it } from 'vitest';
import type { Listing } from '../../lib/kinds/listing.ts';
import { collect, dayOf, denied, listing, volume, volumeId } from './estate.ts';
import { Memory } from './memory.ts';

/** A register after a first day with these volumes. */
const withVolumes = async (...names: string[]) => {
  const memory = new Memory();
  await collect(memory.open(), 0, [listing([names.map((name) => volume(name))])]);
  memory.written = [];
  return memory;
};

describe('what is found', () => {
  it('is registered at first sight, with one version and its owner', async () => {
    const memory = new Memory();
    const { outcomes, counts } = await collect(memory.open(), 0, [listing([[volume('a')], [volume('b')]])]);
    expect(outcomes).toMatchObject([{ outcome: 'complete', reason: null, found: 2, lastComplete: dayOf(0) }]);
    expect(counts).toMatchObject({ found: 2, new: 2, changed: 0 });
    expect(memory.get('a')).toMatchObject({
      version: 1,
      lifecycle: 'active',
      owner: { id: 'ana' },
      firstSeen: dayOf(0),
    });
    expect(memory.history('a')).toMatchObject([{ version: 1, event: 'discovered', changes: {}, run: 'run-0' }]);
    expect(memory.owners).toEqual({
      ana: { resources: 2, billed: 2, exempt: 0, classes: { disk: 2 }, findings: 0, suppressed: 0 },
    });
  });

  it('is written once and counted once though its row comes twice in a page and again in the next', async () => {
    const memory = new Memory();
    const page = [volume('a'), volume('a'), volume('b')];
    const { counts, outcomes } = await collect(memory.open(), 0, [listing([page, [volume('b'), volume('c')]])]);
    expect(counts).toMatchObject({ found: 3, new: 3, changed: 0 });
    expect(outcomes[0]!.found).toBe(3);
    expect(memory.written.filter((key) => key === volumeId('b'))).toHaveLength(1);
    expect(memory.history('b')).toHaveLength(1);
  });

  it('writes nothing where nothing changed, whatever the order of pages and keys', async () => {
    const memory = await withVolumes('a', 'b');
    const turned = volume('a', { fields: Object.fromEntries(Object.entries(volume('a').fields).reverse()) });
    const { counts } = await collect(memory.open(), 1, [listing([[volume('b')], [turned]])]);
    expect(memory.written).toEqual([]);
    expect(counts).toMatchObject({ found: 2, new: 0, changed: 0, missing: 0 });
  });

  it('gives one version with what was before and after, where its content changed', async () => {
    const memory = await withVolumes('a', 'b');
    const grown = volume('a', { tags: { owner: 'ana', env: 'prod' }, fields: { ...volume('a').fields, sizeGib: 16 } });
    const { counts } = await collect(memory.open(), 1, [listing([[grown, volume('b')]])]);
    expect(counts).toMatchObject({ new: 0, changed: 1 });
    expect(memory.history('a')[1]).toEqual({
      resourceId: volumeId('a'),
      version: 2,
      event: 'changed',
      changes: { 'fields.sizeGib': [8, 16], 'tags.env': [null, 'prod'] },
      at: dayOf(1),
      run: 'run-1',
      previousAt: dayOf(0),
    });
    expect(memory.get('a')).toMatchObject({ version: 2, firstSeen: dayOf(0), changedAt: dayOf(1) });
    expect(memory.history('b')).toHaveLength(1);
  });

  it('takes in what its kind says more of it than before, without a version: the cloud changed nothing', async () => {
    const memory = await withVolumes('a');
    const more = volume('a', { fields: { ...volume('a').fields, iops: 3000 } });
    const { counts } = await collect(memory.open(), 1, [listing([[more]])]);
    expect(counts).toMatchObject({ found: 1, new: 0, changed: 0 });
    expect(memory.history('a')).toHaveLength(1);
    expect(memory.get('a')).toMatchObject({ version: 1, changedAt: dayOf(0), fields: { iops: 3000 } });
    memory.written = [];
    await collect(memory.open(), 2, [listing([[more]])]);
    expect(memory.written).toEqual([]);
  });

  it('tells a change of owner that no tag of its own shows as that', async () => {
    const memory = new Memory();
    const bare = listing([[volume('a', { tags: {} })]]);
    await collect(memory.open(), 0, [bare]);
    const handed = { id: 'aws:1', provider: 'aws', root: '', regions: [], access: {} } as const;
    const partition = { ...handed, accounts: [{ id: '111111111111', tags: { owner: 'bob' } }] };
    await collect(memory.open(), 1, [bare], { partition });
    expect(memory.history('a')[1]).toMatchObject({
      event: 'owner_changed',
      changes: { owner: [{ id: 'unowned' }, { id: 'bob', source: 'account' }] },
    });
  });
});

describe('what is not found', () => {
  it('is not gone where the listing was not asked for its account', async () => {
    const memory = new Memory();
    const elsewhere = volume('b', { accountId: '222222222222' });
    await collect(memory.open(), 0, [listing([[volume('a'), elsewhere, volume('c')]])]);
    const narrow: Listing = { ...listing([[volume('a')]]), accounts: ['111111111111'] };
    for (const day of [1, 2]) await collect(memory.open(), day, [narrow]);
    expect(memory.get('b')).toMatchObject({ lifecycle: 'active', version: 1 });
    expect(memory.get('c')).toMatchObject({ lifecycle: 'retired' });
  });

  it('is not gone where the listing failed half-way, which says so', async () => {
    const memory = await withVolumes('a', 'b', 'c');
    const { outcomes, counts } = await collect(memory.open(), 1, [listing([[volume('a')], denied()])]);
    expect(outcomes[0]).toMatchObject({ outcome: 'incomplete', found: 1, lastComplete: dayOf(0) });
    expect(outcomes[0]!.reason).toBe('access denied at aws: The role may not list volumes. Allow it.');
    expect(counts).toMatchObject({ missing: 0, retired: 0 });
    expect([memory.get('b')!.lifecycle, memory.get('c')!.lifecycle]).toEqual(['active', 'active']);
    expect(memory.written).toEqual([]);
  });

  it('is missing where something beside the list could not be read, which the outcome tells apart', async () => {
    const memory = await withVolumes('a', 'b');
    const gaps = [denied(), denied()];
    const { outcomes } = await collect(memory.open(), 1, [listing([[volume('a')]], { gaps })]);
    expect(outcomes[0]).toMatchObject({ outcome: 'complete', unread: expect.stringMatching(/denied.*1 more/) });
    expect(memory.get('b')!.lifecycle).toBe('missing');
    const { outcomes: whole } = await collect(memory.open(), 2, [listing([[volume('a')]])]);
    expect(whole[0]).not.toHaveProperty('unread');
  });

  it('is missing after a complete listing, and retired after the next; an incomplete one between counts for neither', async () => {
    const memory = await withVolumes('a', 'b');
    const only = listing([[volume('a')]]);
    const lifecycles = [];
    for (const [day, one] of [only, listing([[volume('a')], denied()]), only, only].entries()) {
      const { counts } = await collect(memory.open(), day + 1, [one]);
      lifecycles.push([memory.get('b')!.lifecycle, counts.missing, counts.retired]);
    }
    expect(lifecycles).toEqual([
      ['missing', 1, 0],
      ['missing', 0, 0],
      ['retired', 0, 1],
      ['retired', 0, 0],
    ]);
    expect(memory.history('b').map(({ event }) => event)).toEqual(['discovered', 'missing', 'retired']);
    expect(memory.owners.ana!.resources).toBe(1);
  });

  it.each([1, 2, 5])('reappears with its history after %i days of absence, not as new', async (days) => {
    const memory = await withVolumes('a', 'b');
    for (let day = 1; day <= days; day++) await collect(memory.open(), day, [listing([[volume('a')]])]);
    const { counts } = await collect(memory.open(), 9, [listing([[volume('a'), volume('b')]])]);
    expect(counts).toMatchObject({ new: 0, reappeared: 1 });
    const last = memory.history('b').at(-1)!;
    expect(last).toMatchObject({ event: 'reappeared', version: Math.min(days, 2) + 2 });
    expect(memory.get('b')).toMatchObject({ lifecycle: 'active', firstSeen: dayOf(0), version: last.version });
  });

  it('stays as it was where its listing is no longer planned', async () => {
    const memory = await withVolumes('a');
    await collect(memory.open(), 1, []);
    await collect(memory.open(), 2, []);
    expect(memory.get('a')!.lifecycle).toBe('active');
    expect(memory.owners.ana!.resources).toBe(1);
  });

  it('is held where most is gone at once, and believed when three runs in a row agree', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
    const memory = await withVolumes(...names);
    const few = listing([names.slice(0, 5).map((name) => volume(name))]);
    const outcomes = [];
    for (const day of [1, 2, 3]) outcomes.push((await collect(memory.open(), day, [few])).outcomes[0]!);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'complete']);
    expect(outcomes[0]!.reason).toContain('25 of 30');
    expect(outcomes[1]!.lastComplete).toBe(dayOf(0));
    expect(memory.get('v9')).toMatchObject({ lifecycle: 'missing', version: 2, changedAt: dayOf(3) });
  });

  it('is held for as long as runs do not agree: far more gone than before is another drop', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `v${i}`);
    const memory = await withVolumes(...names);
    const left = (count: number) => listing([names.slice(0, count).map((name) => volume(name))]);
    const outcomes = [];
    for (const [day, count] of [45, 45, 0, 0, 0].entries())
      outcomes.push((await collect(memory.open(), day + 1, [left(count)])).outcomes[0]!.outcome);
    expect(outcomes).toEqual(['held', 'held', 'held', 'held', 'complete']);
  });

  it('is not believed because of runs of some listings alone, which come minutes after one another', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
    const memory = await withVolumes(...names);
    const none = listing([[]]);
    for (const day of [1, 2, 3, 4]) {
      const { outcomes } = await collect(memory.open(), day, [none], { only: () => true });
      expect(outcomes).toMatchObject([{ outcome: 'held' }]);
    }
    expect(memory.get('v1')).toMatchObject({ lifecycle: 'active' });
  });

  it('is held anew where a run between the two saw everything', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
    const memory = await withVolumes(...names);
    const all = listing([names.map((name) => volume(name))]);
    const few = listing([names.slice(0, 5).map((name) => volume(name))]);
    const outcomes = [];
    for (const [day, one] of [few, few, all, few, few].entries())
      outcomes.push((await collect(memory.open(), day + 1, [one])).outcomes[0]!.outcome);
    expect(outcomes).toEqual(['held', 'held', 'complete', 'held', 'held']);
  });
});

describe('what its provider says is gone', () => {
  const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
  const left = (gone: readonly string[], of = names) =>
    listing([of.filter((name) => !gone.includes(name)).map((name) => volume(name))], { gone });

  it('is retired at once, and told as that once', async () => {
    const memory = await withVolumes('a', 'b');
    for (const day of [1, 2]) {
      const { counts } = await collect(memory.open(), day, [left(['b'], ['a', 'b'])]);
      expect([counts.missing, counts.retired]).toEqual([0, 2 - day]);
    }
    expect(memory.history('b').map(({ event }) => event)).toEqual(['discovered', 'retired']);
  });

  it('is no sudden loss: however much it is, the listing is believed', async () => {
    const memory = await withVolumes(...names);
    const { outcomes, counts } = await collect(memory.open(), 1, [left(names.slice(0, 25))]);
    expect(outcomes).toMatchObject([{ outcome: 'complete' }]);
    expect(counts).toMatchObject({ missing: 0, retired: 25 });
  });

  it('stays as it was where the listing is not complete', async () => {
    const memory = await withVolumes('a', 'b');
    const { counts } = await collect(memory.open(), 1, [listing([[volume('a')], denied()], { gone: ['b'] })]);
    expect(counts).toMatchObject({ missing: 0, retired: 0 });
    expect(memory.get('b')!.lifecycle).toBe('active');
  });

  it('is no news where the register never had it', async () => {
    const memory = await withVolumes('a');
    const { counts } = await collect(memory.open(), 1, [listing([[volume('a')]], { gone: ['z'] })]);
    expect(counts).toMatchObject({ found: 1, new: 0, retired: 0 });
    expect(memory.get('z')).toBeUndefined();
  });

  it('is not missing afterwards, though the run that retired it died and it is shown no more', async () => {
    for (let left = 0; ; left++) {
      const memory = await withVolumes('a', 'b');
      memory.left = left;
      const died = await collect(memory.open(), 1, [listing([[volume('a')]], { gone: ['b'] })]).then(
        () => false,
        () => true,
      );
      memory.left = Number.POSITIVE_INFINITY;
      if (!died) return;
      for (const day of [2, 3, 4])
        await collect(memory.open(), day, [listing([[volume('a')]])], { repeats: day === 2 ? dayOf(1) : null });
      const told = memory.history('b').map(({ event }) => event);
      expect([
        ['discovered', 'retired'],
        ['discovered', 'missing', 'retired'],
      ]).toContainEqual(told);
    }
  });
});

describe('what a listing no longer has', () => {
  const lacking = { ...listing([[volume('a')]]), mayRead: () => Promise.reject(denied()) };

  it('is not gone where it may not be read any more: the listing is incomplete, and says so', async () => {
    const memory = await withVolumes('a', 'b');
    for (const day of [1, 2, 3, 4]) {
      const { outcomes, counts } = await collect(memory.open(), day, [lacking]);
      expect(outcomes).toMatchObject([{ outcome: 'incomplete', reason: expect.stringContaining('may not list') }]);
      expect(counts).toMatchObject({ found: 1, missing: 0, retired: 0 });
    }
    expect(memory.get('b')).toMatchObject({ lifecycle: 'active', version: 1 });
  });

  it('is not asked about where nothing is lacking', async () => {
    const memory = await withVolumes('a');
    expect((await collect(memory.open(), 1, [lacking])).outcomes).toMatchObject([{ outcome: 'complete' }]);
  });
});

describe('the end of a collection', () => {
  it('comes where the register fails: that is not a listing that is incomplete', async () => {
    const memory = await withVolumes('a');
    memory.left = 0;
    await expect(collect(memory.open(), 1, [listing([[volume('b')]])])).rejects.toThrow('the process died');
  });
});
