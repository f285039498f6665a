import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisteredResource, RegisterReader, Run } from '../../lib/register/types.ts';
import { collect, gathered, type Order, openRegister, type Register } from './harness.ts';

/** Days of the estate, one run on each; on the last nothing new happened, so that what is lost is retired. */
const DAYS = [0, 6, 12, 12];

let register: Register;
let reader: RegisterReader;
const runs: Run[] = [];
/** The register as it was after each run, by id. */
const was: Map<string, RegisteredResource>[] = [];

const byId = (resources: readonly RegisteredResource[]) => new Map(resources.map((one) => [one.id, one]));

beforeAll(async () => {
  register = await openRegister();
  // A month after the first run, whatever the machine's clock says.
  reader = openReader(register.table.database, () => Date.UTC(2026, 6, 1));
  for (const [turn, day] of DAYS.entries()) {
    const order: Order = { estate: { seed: 3, size: 400, day }, turn, only: ['azure', 'gcp'] };
    runs.push(await collect(register, order));
    was.push(byId(await register.all()));
  }
});
afterAll(() => register.close());

/** Links and lists have no order of their own; a fact that is not known is as one that is not there. */
const plain = ({ links, fields, ...rest }: RegisteredResource) => ({
  ...rest,
  fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
  links: links.map(({ rel, to }) => `${rel} ${to}`).sort(),
});

test('at the time of each run, the register is what it was then: what came since, changed since or is retired since', async () => {
  expect(runs.at(-1)?.resources.retired).toBeGreaterThan(5);
  for (const [turn, { startedAt }] of runs.entries()) {
    const then = byId(await gathered(reader.resources({ at: startedAt, includeRetired: true })));
    expect(then.size).toBe(was[turn]!.size);
    for (const [id, resource] of was[turn]!) expect(plain(then.get(id)!)).toEqual(plain(resource));
  }
  expect(await gathered(reader.resources({ at: '2026-01-01T00:00:00.000Z' }))).toEqual([]);
});

test('owners have what they had', async () => {
  for (const [turn, { startedAt: at }] of runs.entries()) {
    const then = await gathered(reader.resources({ at, owner: 'unowned' }));
    const mine = [...was[turn]!.values()].filter(
      ({ owner, lifecycle }) => owner.id === 'unowned' && lifecycle !== 'retired',
    );
    expect(then.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
  }
});

test('the changes of a run are what the run counted, and lead from one state to the next', async () => {
  const changes = await gathered(reader.changes({ since: runs[0]!.startedAt, until: runs.at(-1)!.startedAt }));
  expect(changes.map(({ at }) => at)).toEqual(
    changes
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  for (const { id, resources } of runs) {
    const count = (...events: string[]) =>
      changes.filter(({ run, event }) => run === id && events.includes(event)).length;
    expect({
      new: count('discovered'),
      changed: count('changed', 'owner_changed'),
      missing: count('missing'),
      retired: count('retired'),
    }).toEqual({
      new: resources.new,
      changed: resources.changed,
      missing: resources.missing,
      retired: resources.retired,
    });
  }
  for (const { resourceId, run, changes: facts, owner } of changes) {
    const turn = runs.findIndex(({ id }) => id === run);
    const after = was[turn]!.get(resourceId)!;
    expect(owner).toBe(after.owner.id);
    for (const [path, [, is]] of Object.entries(facts))
      if (path.startsWith('tags.')) expect(after.tags[path.slice('tags.'.length)] ?? null).toBe(is);
  }
});

test('links are found from either end, across accounts and partitions', async () => {
  const live = [...was.at(-1)!.values()].filter(({ lifecycle }) => lifecycle !== 'retired');
  const to = new Map<string, string[]>();
  for (const { id, links } of live)
    for (const link of links) to.set(link.to, [...(to.get(link.to) ?? []), `${link.rel} ${id}`]);
  const linked = live.filter(({ id }) => to.has(id));
  expect(linked.length).toBeGreaterThan(20);
  for (const { id } of [...linked.slice(0, 20), ...live.filter((one) => !to.has(one.id)).slice(0, 5)]) {
    const view = (await reader.show(id))!;
    expect(view.linkedFrom.map(({ rel, from }) => `${rel} ${from}`).sort()).toEqual([...(to.get(id) ?? [])].sort());
  }
});

test('deleting a machine leaves the disks and addresses that it alone had', async () => {
  const live = [...was.at(-1)!.values()].filter(({ lifecycle }) => lifecycle !== 'retired');
  const holders = live.filter(({ id }) =>
    live.some(({ class: is, links }) => is === 'disk' && links.length === 1 && links[0]!.to === id),
  );
  expect(holders.length).toBeGreaterThan(5);
  for (const { id } of holders.slice(0, 10)) {
    const { orphans } = (await reader.impact(id))!;
    const mine = live.filter(
      ({ class: is, links }) =>
        (is === 'disk' || is === 'network_interface') &&
        links.some((link) => link.rel === 'attached_to' && link.to === id) &&
        links.filter(({ rel }) => rel === 'attached_to').length === 1,
    );
    expect(orphans.map((one) => one.id)).toEqual(expect.arrayContaining(mine.map((one) => one.id)));
  }
});

test('deleting a group reaches all that is in it', async () => {
  const live = [...was.at(-1)!.values()].filter(({ lifecycle }) => lifecycle !== 'retired');
  const group = live.find(({ id, class: is }) => is === 'resource_group' && live.some((one) => one.group === id))!;
  const { dependents } = (await reader.impact(group.id, 1))!;
  const inside = live.filter((one) => one.group === group.id && one.id !== group.id).map(({ id }) => id);
  expect(dependents.map(({ id }) => id).sort()).toEqual(inside.sort());
});
