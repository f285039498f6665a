import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Suppression } from '../../lib/register/assertion-types.ts';
import { collect, dayOf, denied, listing, rulesWith, volume, volumeId } from './estate.ts';
import { Memory } from './memory.ts';

const CHECK = 'unattached_disk';
const idle = (name: string, tags: Record<string, string> = {}, over: Partial<Resource> = {}): Resource =>
  volume(name, {
    fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] },
    links: [],
    tags: { owner: 'ana', ...tags },
    ...over,
  });
/** The last day on which something holds that ends with day `day`. */
const last = (day: number) => dayOf(day).slice(0, 10);

const says = (memory: Memory, over: Partial<Suppression> = {}) => {
  const one: Suppression = {
    kind: 'suppress',
    resourceId: volumeId('a'),
    check: CHECK,
    at: dayOf(0),
    by: 'bob',
    until: last(2),
    reason: 'kept',
    ended: null,
    ...over,
  };
  memory.said.set(one.at, one);
};

const finding = (memory: Memory) => memory.findings.get(`${CHECK} ${volumeId('a')}`);
const sweep = async (memory: Memory, day: number, ...resources: Resource[]) => {
  memory.written = [];
  const { counts } = await collect(memory.open(), day, [listing([resources])]);
  const { findingsOpened, findingsResolved, findingsSuppressed, findingsReopened } = counts;
  return [findingsOpened, findingsSuppressed, findingsReopened, findingsResolved];
};

describe('a finding that a person suppresses', () => {
  it('stands as it was, is counted apart, and is open again with its day when the last day is over', async () => {
    const memory = new Memory();
    expect(await sweep(memory, 0, idle('a'))).toEqual([1, 0, 0, 0]);
    says(memory);
    expect(await sweep(memory, 1, idle('a'))).toEqual([0, 1, 0, 0]);
    const before = finding(memory)!;
    expect(before).toMatchObject({
      verdict: 'fail',
      reason: 'No machine holds it, at least since 2026-06-01.',
      since: dayOf(0),
      closed: false,
    });
    expect(before.suppressed).toEqual({ by: 'bob', until: last(2), reason: 'kept', source: 'assertion' });
    expect(memory.owners.ana).toMatchObject({ findings: 0, suppressed: 1 });
    expect(await sweep(memory, 2, idle('a'))).toEqual([0, 0, 0, 0]);
    expect(memory.written).toEqual([]);

    expect(await sweep(memory, 3, idle('a'))).toEqual([0, 0, 1, 0]);
    expect(finding(memory)).toMatchObject({ suppressed: null, since: dayOf(0), closed: false });
    expect(memory.owners.ana).toMatchObject({ findings: 1, suppressed: 0 });
    expect([...memory.said.values()]).toMatchObject([{ ended: { by: null, why: 'expired' } }]);
    await sweep(memory, 4, idle('a'));
    expect(memory.written).toEqual([]);
  });

  it('that comes later is suppressed from its first day, and never counted as opened', async () => {
    const memory = new Memory();
    says(memory, { until: last(9) });
    expect(await sweep(memory, 0, volume('a'))).toEqual([0, 0, 0, 0]);
    expect(await sweep(memory, 1, idle('a'))).toEqual([0, 1, 0, 0]);
    expect(finding(memory)).toMatchObject({ since: dayOf(1), suppressed: { by: 'bob' } });
    expect(await sweep(memory, 2, volume('a'))).toEqual([0, 0, 0, 0]);
    expect(finding(memory)).toMatchObject({ closed: true });
  });

  it('is open at once where the word is taken back, and counts as reopened', async () => {
    const memory = new Memory();
    says(memory, { until: last(9) });
    await sweep(memory, 0, idle('a'));
    memory.said.clear();
    expect(await sweep(memory, 1, idle('a'))).toEqual([0, 0, 1, 0]);
    expect(finding(memory)).toMatchObject({ suppressed: null, since: dayOf(0) });
  });

  it('leaves other checks and other resources alone', async () => {
    const memory = new Memory();
    says(memory, { until: last(9) });
    expect(await sweep(memory, 0, idle('a', { owner: '' }), idle('b'))).toEqual([2, 1, 0, 0]);
    const suppressed = [...memory.findings.values()].filter((one) => one.suppressed !== null);
    expect(suppressed.map(({ check, resourceId }) => [check, resourceId])).toEqual([[CHECK, volumeId('a')]]);
  });

  it('goes by the newest of two words', async () => {
    const memory = new Memory();
    says(memory, { at: dayOf(1), by: 'cy', until: last(9) });
    says(memory, { at: dayOf(0), by: 'bob', until: last(20) });
    await sweep(memory, 2, idle('a'));
    expect(finding(memory)!.suppressed).toMatchObject({ by: 'cy' });
  });

  it('keeps its word while it is missing and while its listing fails; retired, it takes the word with it', async () => {
    const memory = new Memory();
    says(memory, { until: last(99) });
    await sweep(memory, 0, idle('a'), volume('b'));
    await collect(memory.open(), 1, [listing([denied()])]);
    await sweep(memory, 2, volume('b'));
    expect([memory.get('a')!.lifecycle, finding(memory)!.suppressed?.by]).toEqual(['missing', 'bob']);
    expect([...memory.said.values()]).toMatchObject([{ ended: null }]);
    expect(await sweep(memory, 3, volume('b'))).toEqual([0, 0, 0, 0]);
    expect([...memory.said.values()]).toMatchObject([{ ended: { by: null, why: 'retired' } }]);
    await sweep(memory, 4, volume('b'));
    expect(memory.written).toEqual([]);
    expect(await sweep(memory, 5, idle('a'), volume('b'))).toEqual([1, 0, 0, 0]);
    expect(finding(memory)).toMatchObject({ suppressed: null, closed: false });
  });
});

describe('a finding that a tag of its resource suppresses', () => {
  const tag = (value: string) => ({ 'Cadastre-Ignore': value });

  it('is suppressed by the sweep that sees the tag, in its words, and open again when the tag is gone', async () => {
    const memory = new Memory();
    await sweep(memory, 0, idle('a'));
    expect(await sweep(memory, 1, idle('a', tag(CHECK)))).toEqual([0, 1, 0, 0]);
    expect(finding(memory)).toMatchObject({
      since: dayOf(0),
      suppressed: { by: 'Cadastre-Ignore', until: null, reason: CHECK, source: 'tag' },
    });
    expect(memory.history('a').at(-1)!.changes).toEqual({ 'tags.Cadastre-Ignore': [null, CHECK] });
    await sweep(memory, 2, idle('a', tag(CHECK)));
    expect(memory.written).toEqual([]);
    expect(await sweep(memory, 3, idle('a'))).toEqual([0, 0, 1, 0]);
    expect(finding(memory)).toMatchObject({ since: dayOf(0), suppressed: null });
  });

  it('is never told where the tag was there first, and opens when its day is over although nothing changed', async () => {
    const memory = new Memory();
    const tagged = idle('a', tag(`${CHECK}@${last(1)} unowned`));
    expect(await sweep(memory, 0, tagged)).toEqual([0, 1, 0, 0]);
    expect(await sweep(memory, 1, tagged)).toEqual([0, 0, 0, 0]);
    expect(memory.written).toEqual([]);
    expect(await sweep(memory, 2, tagged)).toEqual([0, 0, 1, 0]);
    expect(finding(memory)).toMatchObject({ since: dayOf(0), suppressed: null });
    expect(memory.history('a')).toHaveLength(1);
  });

  it('stays suppressed while its tags cannot be read', async () => {
    const memory = new Memory();
    await sweep(memory, 0, idle('a', tag('*')));
    const unread = listing([[idle('a', {}, { tags: null })]], { gaps: [denied()] });
    await collect(memory.open(), 1, [unread]);
    expect(finding(memory)).toMatchObject({ verdict: 'fail', suppressed: { by: 'Cadastre-Ignore' } });
  });

  it('is suppressed by a person before the tag, and by the tag after that', async () => {
    const memory = new Memory();
    says(memory, { until: last(1) });
    const tagged = idle('a', tag('all'));
    await sweep(memory, 0, tagged);
    expect(finding(memory)!.suppressed).toMatchObject({ by: 'bob' });
    expect(await sweep(memory, 2, tagged)).toEqual([0, 0, 0, 0]);
    expect(finding(memory)!.suppressed).toMatchObject({ source: 'tag' });
  });
});

it('a resource within its grace has no finding, one that outgrows it has, though nothing of it changed', async () => {
  const memory = new Memory();
  const young = idle('a', {}, { createdAt: null });
  const rules = rulesWith({ unattached_disk: { graceDays: 2 } });
  const on = async (day: number, one = young) => {
    memory.written = [];
    return (await collect(memory.open(), day, [listing([[one]])], { rules })).counts.findingsOpened;
  };
  expect([await on(3), await on(4)]).toEqual([0, 0]);
  expect(memory.written).toEqual([]);
  expect(await on(5)).toBe(1);
  expect(finding(memory)).toMatchObject({ since: dayOf(5) });
});
