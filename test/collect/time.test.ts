/** A collection that has little time: what a call finished stands, what it was cut off in is gone on with. */
import { describe, expect, it } from 'vitest';
import { noLimit, type TimeBudget } from '../../lib/collect/time.ts';
import type { Listing } from '../../lib/kinds/listing.ts';
import { collect, listing, volume } from './estate.ts';
import { Memory } from './memory.ts';

const snapshots = () =>
  listing([[volume('s', { kind: 'aws_ebs_snapshot', class: 'snapshot' })]], { kind: 'aws_ebs_snapshot' });

/** Counts how often its pages are asked for. */
const counted = (one: Listing): Listing & { asked(): number } => {
  let asked = 0;
  return {
    ...one,
    asked: () => asked,
    pages: (...told) => {
      asked++;
      return one.pages(...told);
    },
  };
};

/** Over from the given page on, counted over all listings. */
const pagesLeft = (pages: number): TimeBudget => {
  let seen = 0;
  return { low: () => seen >= pages, over: () => ++seen >= pages, used: () => Math.min(1, seen / 100) };
};

describe('a collection whose time is short', () => {
  it('begins no other listing, and the next call of the run sweeps none that was finished', async () => {
    const memory = new Memory();
    const volumes = counted(listing([[volume('a')]]));
    const time = { ...noLimit, low: () => volumes.asked() > 0 };
    const first = await collect(memory.open(), 0, [volumes, snapshots()], { concurrency: 1, time });
    expect(first).toMatchObject({ finished: false, counts: { found: 1, new: 1 } });
    expect(memory.get('s')).toBeUndefined();
    const second = await collect(memory.open(), 0, [volumes, snapshots()]);
    expect(second).toMatchObject({ finished: true, counts: { found: 2, new: 2 } });
    expect(second.outcomes.map(({ outcome }) => outcome)).toEqual(['complete', 'complete']);
    expect(volumes.asked()).toBe(1);
  });

  it('leaves the findings to the next call where its time is short when all is swept', async () => {
    const memory = new Memory();
    const idle = volume('a', { fields: { ...volume('a').fields, state: 'unattached', attachedTo: [] }, links: [] });
    const volumes = counted(listing([[idle]]));
    const time = { ...noLimit, low: () => volumes.asked() > 0 };
    const first = await collect(memory.open(), 0, [volumes], { concurrency: 1, time });
    expect(first).toMatchObject({ finished: false, counts: { found: 1, findingsOpened: 0 } });
    // The next one sweeps nothing, and comes to its end.
    const second = await collect(memory.open(), 0, [volumes], {
      concurrency: 1,
      time: { ...noLimit, low: () => false },
    });
    expect(second).toMatchObject({ finished: true, counts: { found: 1, findingsOpened: 1 } });
    expect(volumes.asked()).toBe(1);
  });

  it('ends a listing between two pages: what it read is kept, nothing is missing, and the next call goes on', async () => {
    const memory = new Memory();
    await collect(memory.open(), 0, [listing([[volume('a')], [volume('b')], [volume('c')]])]);
    const volumes = listing([[volume('a')], [volume('d')], [volume('c')]]);
    const cut = await collect(memory.open(), 1, [volumes], { time: pagesLeft(2) });
    expect(cut).toMatchObject({ finished: false, outcomes: [] });
    expect(memory.get('d')?.lifecycle).toBe('active');
    expect(memory.get('b')?.lifecycle).toBe('active');
    const whole = await collect(memory.open(), 1, [volumes]);
    expect(whole).toMatchObject({ finished: true, counts: { found: 3, missing: 1 } });
    expect(memory.history('d').map(({ event }) => event)).toEqual(['discovered']);
    expect(memory.get('b')?.lifecycle).toBe('missing');
  });

  it('says that a listing is incomplete where it had most of the time and did not come to its end', async () => {
    const memory = new Memory();
    const endless = counted(listing([[volume('a')], [volume('b')], [volume('c')]]));
    const time = {
      ...pagesLeft(2),
      used: (() => {
        let calls = 0;
        return () => (calls++ === 0 ? 0 : 0.9);
      })(),
    };
    // The first call has no time left to settle what is found, and the second does not sweep it again.
    expect(await collect(memory.open(), 0, [endless], { time })).toMatchObject({ finished: false });
    const { finished, outcomes } = await collect(memory.open(), 0, [endless]);
    expect(finished).toBe(true);
    expect(endless.asked()).toBe(1);
    expect(outcomes).toMatchObject([{ outcome: 'incomplete', reason: expect.stringContaining('out of time after 2') }]);
    expect(memory.get('b')?.lifecycle).toBe('active');
  });
});

describe('a collection of some listings alone', () => {
  it('sweeps those, believes what is known of the others, and answers checks from both', async () => {
    const memory = new Memory();
    const volumes = counted(listing([[volume('a')]]));
    await collect(memory.open(), 0, [volumes, snapshots()]);
    const owners = memory.owners;
    const only = ({ id }: Listing) => id.startsWith('aws_ebs_snapshot');
    const { outcomes, counts, finished } = await collect(memory.open(), 1, [volumes, snapshots()], { only });
    expect(finished).toBe(true);
    expect(outcomes.map(({ listing: id }) => id)).toEqual(['aws_ebs_snapshot@eu-west-1']);
    expect(counts).toMatchObject({ found: 1, new: 0, missing: 0 });
    expect(volumes.asked()).toBe(1);
    expect(memory.get('a')?.lifecycle).toBe('active');
    expect(memory.owners).toEqual(owners);
  });
});
