import { beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import type { RegisterWriter } from '../../lib/register/assertion-types.ts';
import { openReader } from '../../lib/register/reader.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import type { RegisterReader } from '../../lib/register/types.ts';
import { collect, dayOf, listing, volume, volumeId } from '../collect/estate.ts';
import { gather, itemsOf, openOn, type Table, tableForTest } from './table.ts';

const CHECK = 'unattached_disk';
const idle = (name: string, over: Partial<Resource> = {}) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });
const tagged = (name: string, value: string) => idle(name, { tags: { owner: 'ana', 'cadastre:ignore': value } });

let table: Table;
let reader: RegisterReader;
let writer: RegisterWriter;
beforeEach(async () => {
  table = await tableForTest();
  reader = openReader(table.database);
  writer = openWriter(table.database);
  await sweep(0);
});

const both = [idle('a'), idle('b')];
const sweep = async (day: number, resources: readonly Resource[] = both) => {
  for (const kind of Object.keys(table.puts)) delete table.puts[kind];
  return (await collect(await openOn(table.database, day, { takeOver: true }), day, [listing([resources])])).counts;
};
const word = (name = 'a', over: { by?: string; now?: string } = {}) => ({
  id: volumeId(name),
  check: CHECK,
  by: 'bob',
  now: dayOf(0),
  ...over,
});
const suppress = (name = 'a', over: { by?: string; now?: string; until?: string } = {}) =>
  writer.suppress({ ...word(name), until: dayOf(9).slice(0, 10), reason: 'kept', ...over });

const listed = async (query = {}) => (await gather(reader.findings(query))).map(({ resourceId }) => resourceId);
const counted = async () => {
  const [ana] = await reader.owners();
  const { severity: _, ...check } = (await reader.counts()).checks[CHECK]!;
  expect(check.suppressed).toBe(ana!.suppressed);
  return { findings: ana!.findings, ...check };
};
const inForce = async () => (await gather(reader.suppressions())).map(({ resourceId, by }) => [resourceId, by]);
const said = async (name = 'a') => (await reader.show(volumeId(name)))!.assertions;

describe('suppressing a finding', () => {
  it('takes effect at once: it is not listed, unless asked for, and counted apart', async () => {
    const { suppression, finding } = await suppress();
    const suppressed = { by: 'bob', until: dayOf(9).slice(0, 10), reason: 'kept', source: 'assertion' };
    expect(finding).toMatchObject({ verdict: 'fail', since: dayOf(0), suppressed });
    for (const query of [{}, { owner: 'ana' }, { check: CHECK }, { owner: 'ana', check: CHECK }]) {
      expect(await listed(query)).toEqual([volumeId('b')]);
      expect(await listed({ ...query, includeSuppressed: true })).toEqual([volumeId('a'), volumeId('b')]);
    }
    expect(await counted()).toEqual({ findings: 1, suppressed: 1, fail: 1, unknown: 0 });
    expect((await reader.show(volumeId('a')))!.findings).toMatchObject([{ check: CHECK, suppressed }]);
    expect(await said()).toEqual([suppression]);
    expect(await inForce()).toEqual([[volumeId('a'), 'bob']]);
  });

  it('survives sweeps: the next takes it over, those after it write nothing', async () => {
    await suppress();
    const before = await counted();
    expect(await sweep(1)).toMatchObject({ findingsSuppressed: 1, findingsOpened: 0, findingsResolved: 0 });
    expect(table.puts.owners).toBeUndefined();
    expect(await sweep(2)).toMatchObject({ findingsSuppressed: 0 });
    expect(table.puts).toEqual({ state: 2 });
    expect(await listed()).toEqual([volumeId('b')]);
    expect(await counted()).toEqual(before);
  });

  it('costs a sweep a read for each that there is, and none for each resource', async () => {
    await sweep(1);
    const reads = async (day: number) => {
      const before = table.database.count.read;
      await sweep(day);
      return table.database.count.read - before;
    };
    const none = await reads(2);
    await suppress();
    await sweep(3);
    expect((await reads(4)) - none).toBe(1);
  });

  it('is over after its last day: open as before, counted so, and kept as a record that is in no index', async () => {
    await suppress();
    await sweep(9);
    expect(await listed()).toEqual([volumeId('b')]);
    expect(await sweep(10)).toMatchObject({ findingsReopened: 1, findingsOpened: 0 });
    expect(await gather(reader.findings({}))).toMatchObject([
      { resourceId: volumeId('a'), since: dayOf(0), suppressed: null },
      { resourceId: volumeId('b') },
    ]);
    expect(await counted()).toEqual({ findings: 2, suppressed: 0, fail: 2, unknown: 0 });
    expect(await said()).toMatchObject([{ by: 'bob', ended: { at: dayOf(10), by: null, why: 'expired' } }]);
    expect(await inForce()).toEqual([]);
    await sweep(11);
    expect(table.puts).toEqual({ state: 2 });
  });

  it('ends with its resource', async () => {
    await suppress();
    for (const day of [1, 2]) await sweep(day, [idle('b')]);
    expect((await reader.resource(volumeId('a')))!.lifecycle).toBe('retired');
    expect(await said()).toMatchObject([{ ended: { by: null, why: 'retired' } }]);
    expect(await inForce()).toEqual([]);
    await sweep(3);
    expect(await listed()).toEqual([volumeId('a'), volumeId('b')]);
  });

  it('is said again by a newer word, and both are kept in their order', async () => {
    await suppress('a', { by: 'bob' });
    // In the same millisecond, too: nothing that was said is overwritten.
    await suppress('a', { by: 'cy' });
    expect((await said()).map(({ by, ended }) => [by, ended?.by, ended?.why])).toEqual([
      ['cy', undefined, undefined],
      ['bob', 'cy', 'replaced'],
    ]);
    expect(await inForce()).toEqual([[volumeId('a'), 'cy']]);
    expect(await counted()).toMatchObject({ findings: 1, suppressed: 1 });
    await sweep(1);
    expect((await gather(reader.findings({ includeSuppressed: true })))[0]!.suppressed).toMatchObject({ by: 'cy' });
  });

  it('may come before the finding', async () => {
    await sweep(1, [volume('a'), idle('b')]);
    expect((await suppress()).finding).toBeUndefined();
    // What ended within a week is not told when it comes again.
    expect(await sweep(9)).toMatchObject({ findingsSuppressed: 1, findingsOpened: 0 });
    expect(await listed()).toEqual([volumeId('b')]);
  });

  it('of what the register does not have is refused, and nothing is written', async () => {
    const before = await itemsOf(table);
    await expect(suppress('no-such')).rejects.toThrow(`the register has no resource "${volumeId('no-such')}"`);
    expect(await itemsOf(table)).toEqual(before);
  });

  it('that a crash cut off after its record is done by the next sweep', async () => {
    table.hand = async ({ operation, body }, send) => {
      if (operation === 'UpdateItem' && body.Key.sk.S.startsWith('f#')) throw new Error('the process died');
      return send();
    };
    await expect(suppress()).rejects.toThrow('the process died');
    table.hand = (_, send) => send();
    expect(await listed()).toHaveLength(2);
    await sweep(1);
    expect(await listed()).toEqual([volumeId('b')]);
    expect(await counted()).toEqual({ findings: 1, suppressed: 1, fail: 1, unknown: 0 });
  });

  it('leaves a finding closed that a sweep closes meanwhile', async () => {
    table.hand = async ({ operation, body }, send) => {
      if (operation === 'UpdateItem' && body.Key.sk.S.startsWith('f#')) {
        table.hand = (_, go) => go();
        await sweep(1, [volume('a'), idle('b')]);
      }
      return send();
    };
    expect((await suppress()).finding).toBeUndefined();
    expect(await listed({ includeSuppressed: true })).toEqual([volumeId('b')]);
    expect(await counted()).toEqual({ findings: 1, suppressed: 0, fail: 1, unknown: 0 });
  });

  it('outlives the manifest', async () => {
    await suppress();
    await sweep(1);
    const lost = (await itemsOf(table)).filter(({ sk }) => sk === 'state' || sk.startsWith('m#'));
    await table.database.write([], lost);
    expect(await sweep(2)).toMatchObject({ findingsOpened: 0, findingsReopened: 0, findingsSuppressed: 0 });
    expect(await listed()).toEqual([volumeId('b')]);
  });
});

describe('taking it back', () => {
  it('opens the finding at once and says who did; the next sweep counts it as reopened', async () => {
    await suppress();
    await sweep(1);
    const { ended, finding } = await writer.unsuppress(word('a', { by: 'cy', now: dayOf(2) }));
    expect(ended).toMatchObject([{ by: 'bob', ended: { at: dayOf(2), by: 'cy', why: 'removed' } }]);
    expect(finding).toMatchObject({ suppressed: null, since: dayOf(0) });
    expect(await said()).toEqual(ended);
    expect(await listed()).toHaveLength(2);
    expect(await counted()).toEqual({ findings: 2, suppressed: 0, fail: 2, unknown: 0 });
    expect(await sweep(3)).toMatchObject({ findingsReopened: 1, findingsOpened: 0 });
    await sweep(4);
    expect(table.puts).toEqual({ state: 2 });
  });

  it('before any sweep saw it leaves nothing for a sweep to do', async () => {
    await suppress();
    await writer.unsuppress(word());
    await sweep(1);
    expect(table.puts).toEqual({ state: 2 });
  });

  it('ends nothing where nobody had said it', async () => {
    expect(await writer.unsuppress(word())).toMatchObject({ ended: [], finding: { suppressed: null } });
    expect(await said()).toEqual([]);
  });

  it('leaves what a tag suppresses', async () => {
    await sweep(1, [tagged('a', `${CHECK}@2099-12-31`), idle('b')]);
    expect((await suppress()).finding!.suppressed).toMatchObject({ source: 'assertion' });
    const { finding } = await writer.unsuppress(word());
    expect(finding!.suppressed).toEqual({
      by: 'cadastre:ignore',
      until: '2099-12-31',
      reason: `${CHECK}@2099-12-31`,
      source: 'tag',
    });
    expect(await counted()).toEqual({ findings: 1, suppressed: 1, fail: 1, unknown: 0 });
    await sweep(2, [tagged('a', `${CHECK}@2099-12-31`), idle('b')]);
    expect(table.puts).toEqual({ state: 2 });
  });
});
