import { describe, expect, it } from 'vitest';
import { openChecks } from '../../lib/checks/evaluate.ts';
import { checks } from '../../lib/checks/index.ts';
import { a, daysAgo, NOW } from './harness.ts';

const disk = (createdAt: string | null) =>
  a('aws_ebs_volume', { state: 'unattached', attachedTo: [], detachedAt: daysAgo(300) }, { createdAt });
const said = (settings: Record<string, unknown>, createdAt: string | null, firstSeen?: string) =>
  openChecks({ unattached_disk: settings })
    .look(disk(createdAt), { now: NOW, firstSeen })
    .map(({ check }) => check);
const told = ['unattached_disk'];

describe('a grace by age', () => {
  it('passes a resource that is younger, and not one that is as old or older', () => {
    expect(said({ graceDays: 7 }, daysAgo(6))).toEqual([]);
    expect(said({ graceDays: 7 }, daysAgo(7))).toEqual(told);
    expect(said({ graceDays: 7 }, daysAgo(8))).toEqual(told);
  });

  it('is none unless the config gives one', () => {
    expect(said({}, NOW)).toEqual(told);
    expect(said({ graceDays: 0 }, NOW)).toEqual(told);
  });

  it('counts from when the register first saw it, where the provider does not say when it was made', () => {
    expect(said({ graceDays: 7 }, null, daysAgo(6))).toEqual([]);
    expect(said({ graceDays: 7 }, null, daysAgo(7))).toEqual(told);
    expect(said({ graceDays: 7 }, daysAgo(100), daysAgo(1))).toEqual(told);
  });

  it.each(['9999-12-31T00:00:00.000Z', 'no time'])('is not for ever for what was made at %s', (createdAt) => {
    expect(said({ graceDays: 7 }, createdAt, daysAgo(6))).toEqual([]);
    expect(said({ graceDays: 7 }, createdAt, daysAgo(7))).toEqual(told);
  });

  it('holds for one check alone', () => {
    const lost = { ...disk(NOW), owner: { ...disk(NOW).owner, status: 'left' } } as const;
    const all = openChecks({ unattached_disk: { graceDays: 7 } }).look(lost, { now: NOW });
    expect(all.map(({ check }) => check)).toEqual(['owner_left']);
  });

  it.each(checks.map(({ id }) => id))('can be given to %s, and must be a whole number of days', (id) => {
    expect(() => openChecks({ [id]: { graceDays: 3 } })).not.toThrow();
    for (const graceDays of [-1, 0.5, '3']) expect(() => openChecks({ [id]: { graceDays } })).toThrow(/graceDays/);
  });
});
