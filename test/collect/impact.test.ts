import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impactOf, type Tied } from '../../lib/collect/impact.ts';
import { type ClassId, type ClassSpec, classes, type Relation, relations } from '../../lib/kinds/classes.ts';

const is = (
  id: string,
  classId: ClassId,
  links: Readonly<Partial<Record<Relation, readonly string[]>>> = {},
  over: Partial<Tied> = {},
): Tied => ({
  id,
  kind: `aws_${classId}`,
  class: classId,
  accountId: '1',
  region: 'eu-west-1',
  owner: 'ana',
  lifecycle: 'active',
  group: null,
  links: Object.entries(links).flatMap(([rel, all]) => all.map((to) => ({ rel: rel as Relation, to }))),
  ...over,
});

/** A balanced web server with all that belongs to it. */
const estate: readonly Tied[] = [
  is('vpc', 'network'),
  is('subnet', 'subnet', { member_of: ['vpc'] }),
  is('group', 'security_group', { member_of: ['vpc'] }),
  is('web', 'vm', { runs_in: ['subnet'], member_of: ['group'], sourced_from: ['image'] }),
  is('disk', 'disk', { attached_to: ['web'] }),
  is('shared', 'disk', { attached_to: ['web', 'db'] }),
  is('db', 'vm', { runs_in: ['subnet'] }),
  is('nic', 'network_interface', { attached_to: ['web'] }),
  is('ip', 'ip_address', { attached_to: ['nic'] }),
  is('snapshot', 'snapshot', { sourced_from: ['disk'] }),
  is('image', 'image', { sourced_from: ['snapshot'] }),
  is('pool', 'target_group', { routes_to: ['web'] }),
  is('front', 'load_balancer', { routes_to: ['pool'], runs_in: ['subnet'] }),
  is('vip', 'ip_address', { attached_to: ['front'] }),
];

/** `id@depth` of both groups. */
const on = (id: string, depth?: number, all = estate) => {
  const { dependents, orphans } = impactOf(all, all.find((one) => one.id === id)!, depth);
  const told = (list: typeof dependents) => list.map((one) => `${one.id}@${one.depth}`).sort();
  return { dependents: told(dependents), orphans: told(orphans) };
};

describe('the retirement of', () => {
  it('a machine breaks what sends traffic to it, and leaves its disks and addresses attached to nothing', () => {
    expect(on('web')).toEqual({
      dependents: ['front@2', 'pool@1'],
      orphans: ['disk@1', 'group@1', 'ip@2', 'nic@1'],
    });
  });

  it('a network takes all that runs in it, step by step', () => {
    expect(on('vpc').dependents).toEqual(['db@2', 'front@2', 'group@1', 'pool@3', 'subnet@1', 'web@2']);
    expect(on('vpc', 1)).toEqual({ dependents: ['group@1', 'subnet@1'], orphans: [] });
  });

  it('a disk is felt by its machine, and leaves its snapshots without a source', () => {
    expect(on('disk')).toEqual({ dependents: ['front@3', 'pool@2', 'web@1'], orphans: ['snapshot@1'] });
  });

  it('a balancer leaves its pool and its address, though what was balanced goes on', () => {
    expect(on('front')).toEqual({ dependents: [], orphans: ['pool@1', 'vip@1'] });
  });

  it('a cluster takes the group that it keeps for its nodes, and all that is in that', () => {
    const all = [
      is('cluster', 'other'),
      is('nodes', 'resource_group', { owned_by: ['cluster'] }),
      is('node', 'vm', {}, { group: 'nodes' }),
      is('other', 'vm', {}, { group: 'others' }),
    ];
    expect(on('cluster', undefined, all)).toEqual({ dependents: ['node@2', 'nodes@1'], orphans: [] });
  });

  it('a group takes all that is in it', () => {
    const all = [
      is('rg', 'resource_group'),
      is('a', 'bucket', {}, { group: 'rg' }),
      is('b', 'disk', {}, { group: 'rg' }),
    ];
    expect(on('rg', undefined, all)).toEqual({ dependents: ['a@1', 'b@1'], orphans: [] });
    expect(on('a', undefined, all)).toEqual({ dependents: [], orphans: [] });
  });

  it('a plan’s last application leaves a plan that is paid for nothing', () => {
    const all = [is('plan', 'app_plan'), is('a', 'app', { runs_in: ['plan'] }), is('b', 'app', { runs_in: ['plan'] })];
    expect(on('a', undefined, all).orphans).toEqual([]);
    expect(on('a', undefined, all.slice(0, 2)).orphans).toEqual(['plan@1']);
  });

  it('a resource says by which relation and through what it reaches the others', () => {
    const { dependents } = impactOf(estate, estate.find(({ id }) => id === 'web')!);
    expect(dependents).toEqual([
      expect.objectContaining({ id: 'pool', kind: 'aws_target_group', owner: 'ana', rel: 'routes_to', through: 'web' }),
      expect.objectContaining({ id: 'front', rel: 'routes_to', through: 'pool' }),
    ]);
  });
});

describe('what is gone already', () => {
  it('neither depends nor is left, and holds nothing that hung on it', () => {
    const all = estate.map((one) =>
      one.id === 'db' || one.id === 'pool' ? { ...one, lifecycle: 'retired' as const } : one,
    );
    expect(on('web', undefined, all)).toEqual({
      dependents: [],
      orphans: ['disk@1', 'group@1', 'ip@2', 'nic@1', 'shared@1'],
    });
  });
});

describe('relations', () => {
  it('that go round in circles come to an end, each resource once and where it is nearest', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const link = fc.record({
      rel: fc.constantFrom(...(Object.keys(relations) as Relation[])),
      to: fc.constantFrom(...ids),
    });
    const one = fc.record({
      classId: fc.constantFrom(...(Object.keys(classes) as ClassId[])),
      links: fc.array(link, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 6, maxLength: 6 }), (all) => {
        const tied = all.map(({ classId, links }, i) => is(ids[i]!, classId, {}, { links }));
        const { dependents, orphans } = impactOf(tied, tied[0]!);
        for (const list of [dependents, orphans]) {
          expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
          expect(list.some(({ id }) => id === 'a')).toBe(false);
          const depths = new Map([['a', 0], ...list.map(({ id, depth }): [string, number] => [id, depth])]);
          for (const { id, depth, through } of list) expect(depths.get(through), id).toBe(depth - 1);
        }
        // Whatever depends on a dependent depends too.
        const gone = new Set(['a', ...dependents.map(({ id }) => id)]);
        for (const { id: from, links } of tied) {
          for (const { rel, to } of links) {
            const { dependent } = relations[rel];
            if (dependent === 'from' && gone.has(to)) expect(gone).toContain(from);
            if (dependent === 'to' && gone.has(from)) expect(gone).toContain(to);
          }
        }
      }),
    );
  });

  it('that give a class its purpose are stated by it or of it', () => {
    const stated = (spec: ClassSpec) =>
      Object.values(spec.fields).flatMap((field) => (field.type === 'refs' ? [field.rel] : []));
    for (const [id, spec] of Object.entries<ClassSpec>(classes))
      for (const { rel, as } of spec.purposes ?? []) if (as === 'from') expect(stated(spec), id).toContain(rel);
  });
});
