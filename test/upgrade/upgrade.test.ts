/** Deployed over what an older code left, today's goes on where that stopped: nobody migrates anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CadastreEvent } from '../../lib/events/types.ts';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisteredResource, RegisterReader, Run } from '../../lib/register/types.ts';
import { collect, gathered, openRegister, type Register } from '../pipeline/harness.ts';
import { counted, listen, tell } from '../pipeline/told.ts';
import { countWrites } from '../pipeline/writes.ts';
import { layouts, putAll, readLayout } from './layout.ts';

const byId = <One extends { readonly id: string }>(all: readonly One[]): Map<string, One> =>
  new Map(all.map((one) => [one.id, one]));

/** Links have no order; a fact that is not told is as one that is not there. */
const plain = ({ links, fields, ...rest }: RegisteredResource) => ({
  ...rest,
  links: links.map(({ rel, to }) => `${rel} ${to}`).sort(),
  fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
});

/** Ids of what is told; a run's own are made of its id, which is chance in part. */
const told = (events: readonly CadastreEvent[]): string[] =>
  events.flatMap(({ id, type }) => (type === 'Run Completed' ? [] : [id])).sort();

const findingsOf = async (reader: RegisterReader) =>
  (await gathered(reader.findings({}))).map(({ resourceId, check, verdict, reason, since }) =>
    [resourceId, check, verdict, reason, since].join(' '),
  );

describe.each(layouts())('a register that the code of %s left', (name) => {
  const layout = readLayout(name);
  const estateOn = (day: number) => ({ seed: layout.seed, size: layout.size, day });
  const lastDay = layout.days.at(-1)!;
  /** A month after the runs, whatever the clock of this machine says. */
  const readerOf = ({ table }: Register) => openReader(table.database, () => Date.UTC(2026, 6, 1));

  let register: Register;
  let reader: RegisterReader;
  /** What it would be, had today's code collected from the first day on. */
  let twin: Register;
  let left: RegisteredResource[];
  const listener = listen();
  const listenerOfTwin = listen();
  let turn = layout.days.length;
  const sameRun = async (day: number): Promise<{ run: Run; events: CadastreEvent[]; asIf: CadastreEvent[] }> => {
    const [known, knownOfTwin] = [listener.events.size, listenerOfTwin.events.size];
    const order = { estate: estateOn(day), turn: turn++ };
    const run = await collect(register, order);
    await collect(twin, order);
    await tell(register, listener);
    await tell(twin, listenerOfTwin);
    return {
      run,
      events: [...listener.events.values()].slice(known),
      asIf: [...listenerOfTwin.events.values()].slice(knownOfTwin),
    };
  };

  beforeAll(async () => {
    register = await openRegister();
    await putAll(register.table.client, layout.items);
    reader = readerOf(register);
    left = await register.all();
    twin = await openRegister();
    for (const [turn, day] of layout.days.entries()) await collect(twin, { estate: estateOn(day), turn });
    await tell(twin, listenerOfTwin);
  });
  afterAll(async () => {
    await register.close();
    await twin.close();
  });

  it('is read as it is: its resources, their findings, owners, runs and versions', async () => {
    expect(left.length).toBeGreaterThan(layout.size);
    const ids = (all: readonly RegisteredResource[]) => all.map(({ id }) => id).sort();
    expect(ids(left)).toEqual(ids(await twin.all()));
    expect((await findingsOf(reader)).sort()).toEqual((await findingsOf(readerOf(twin))).sort());
    expect((await reader.owners()).length).toBeGreaterThan(10);
    expect(await reader.runs(100)).toHaveLength(layout.days.length);
    const changed = left.find(({ version }) => version > 1)!;
    expect((await reader.show(changed.id))?.versions.map(({ version }) => version)).toContain(changed.version);
  });

  it('has nothing new, changed or opened at the first run of today’s code: what was missing already is retired', async () => {
    const missing = left.filter(({ lifecycle }) => lifecycle === 'missing');
    expect(missing.length).toBeGreaterThan(0);
    const { run, events, asIf } = await sameRun(lastDay);
    expect(run.resources).toMatchObject({ new: 0, changed: 0, missing: 0, reappeared: 0, retired: missing.length });
    expect(run.listings.incomplete).toEqual([]);
    const retired = events.filter(({ type }) => type === 'Resource Retired');
    expect(retired.map(({ detail }) => 'resourceId' in detail && detail.resourceId)).toEqual(
      missing.map(({ id }) => id),
    );
    expect(counted(events)).toEqual(counted(asIf));
  });

  it('is then what it would be, had today’s code collected from the first day', async () => {
    const [now, then] = [byId(await register.all()), byId(await twin.all())];
    // What an older code retired is as it last saw it.
    for (const [id, resource] of now)
      if (resource.lifecycle !== 'retired') expect(plain(resource)).toEqual(plain(then.get(id)!));
    expect((await findingsOf(reader)).sort()).toEqual((await findingsOf(readerOf(twin))).sort());
  });

  it('gets nothing but the record and the leases from a second run that finds nothing new', async () => {
    const writes = countWrites(register.table.client);
    const { events } = await sameRun(lastDay);
    writes.stop();
    expect(counted(events)).toEqual({ 'Run Completed': 1 });
    expect(writes.kinds()).toEqual(['run', 'state']);
  });

  it('goes on with its history: later versions follow those that it had, and what was is still known', async () => {
    const { events, asIf } = await sameRun(lastDay + 6);
    expect(told(events)).toEqual(told(asIf));
    const had = byId(left);
    const grown = (await register.all()).filter(({ id, version }) => version > (had.get(id)?.version ?? version));
    expect(grown.length).toBeGreaterThan(10);
    for (const { id, version } of grown) {
      const versions = (await reader.show(id))?.versions.map((one) => one.version) ?? [];
      expect(versions).toEqual(Array.from({ length: version }, (_, i) => version - i));
    }
  });

  it('can be shown as the older code left it', async () => {
    const at = new Date(Math.max(...left.map(({ changedAt }) => Date.parse(changedAt)))).toISOString();
    const then = byId(await gathered(reader.resources({ at, includeRetired: true })));
    expect(then.size).toBe(left.length);
    for (const { id, lifecycle, version, tags, owner } of left)
      expect(then.get(id)).toMatchObject({ lifecycle, version, tags, owner });
  });
});
