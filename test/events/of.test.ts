import { describe, expect, it } from 'vitest';
import { MESSAGE_BYTES, sizeOf } from '../../lib/events/fit.ts';
import { eventsOf } from '../../lib/events/of.ts';
import { type CadastreEvent, eventSchema, eventTypes } from '../../lib/events/types.ts';
import type { Suppressed } from '../../lib/register/assertion-types.ts';
import type { Item } from '../../lib/register/database.ts';
import { resource } from '../cli/fake.ts';
import { NOW, problem, run, version } from './items.ts';

const typesOf = (item: Item, previous?: Item) => eventsOf(item, previous).map(({ type }) => type);
const owner = (id: string) => ({ ...resource().owner, id });
const suppressed: Suppressed = { by: 'ana', until: null, reason: 'Kept.', source: 'assertion' };

describe('a version', () => {
  it.each([
    ['discovered', 'Resource Discovered'],
    ['changed', 'Resource Changed'],
    ['missing', 'Resource Missing'],
    ['reappeared', 'Resource Reappeared'],
    ['retired', 'Resource Retired'],
  ] as const)('that is %s is one event, %s', (event, type) => {
    expect(eventsOf(version({ event }))).toMatchObject([
      {
        ...{ type, time: NOW, run: 'run-2', source: 'cadastre' },
        detail: {
          resourceId: resource().id,
          provider: 'aws',
          class: 'disk',
          region: 'eu-west-1',
          owner: 'ana',
          version: 2,
        },
      },
    ]);
  });

  it('has the same ids however often it is told, and others than any other version', () => {
    const changes = { owner: [owner('bob'), owner('ana')] as const, name: ['a', 'b'] as const };
    const ids = (item: Item) => eventsOf(item).map(({ id }) => id);
    expect(ids(version({ changes }))).toEqual(ids(version({ changes })));
    const all = [...ids(version({ changes })), ...ids(version({ changes, version: 3 }))];
    expect(new Set(all).size).toBe(4);
  });

  it('with another owner says so beside what else changed; with the same on other evidence only where that is all', () => {
    const passed = { owner: [owner('bob'), owner('ana')] as const };
    const evidence = { owner: [{ ...owner('ana'), source: 'group' }, owner('ana')] as const };
    expect(typesOf(version({ event: 'owner_changed', changes: passed }))).toEqual(['Owner Changed']);
    expect(typesOf(version({ changes: { ...passed, name: ['a', 'b'] } }))).toEqual([
      'Resource Changed',
      'Owner Changed',
    ]);
    expect(typesOf(version({ event: 'owner_changed', changes: evidence }))).toEqual(['Owner Changed']);
    expect(typesOf(version({ changes: { ...evidence, name: ['a', 'b'] } }))).toEqual(['Resource Changed']);
  });

  it('too large for a message is cut, and says so', () => {
    const huge = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [
        `tags.${n}${'k'.repeat(300)}`,
        ['"\\'.repeat(400), '端末\u0000'.repeat(400)],
      ]),
    ) as unknown as Record<string, [string, string]>;
    const [event] = eventsOf(version({ changes: huge }, resource({ name: '\ud800'.repeat(100_000) })));
    expect(sizeOf(event)).toBeLessThanOrEqual(MESSAGE_BYTES);
    expect(event?.detail).toMatchObject({ truncated: true, version: 2, owner: 'ana' });
    eventSchema('Resource Changed').parse(event);
  });
});

describe('a finding', () => {
  const open = problem();
  const unknown = problem({ verdict: 'unknown' });

  it('is opened once and resolved once, whatever changes between', () => {
    expect(typesOf(open)).toEqual(['Finding Opened']);
    expect(typesOf(problem({ owner: 'bob', reason: 'Another.' }), open)).toEqual([]);
    expect(eventsOf(problem({ closed: true }), open)).toMatchObject([
      { type: 'Finding Resolved', detail: { resolution: 'gone' } },
    ]);
    expect(typesOf(problem({ closed: true }), problem({ closed: true }))).toEqual([]);
    expect(typesOf(problem({ closed: true }))).toEqual([]);
  });

  it('that could not be told is opened again when it fails, and not when that goes to and fro', () => {
    expect(typesOf(unknown)).toEqual(['Finding Opened']);
    expect(typesOf(open, unknown)).toEqual(['Finding Opened']);
    const again = problem({ verdict: 'unknown', failed: true });
    expect(typesOf(again, open)).toEqual([]);
    expect(typesOf(open, again)).toEqual([]);
  });

  it('that is suppressed is resolved for who listens, and opened when that ends before it does', () => {
    const quiet = problem({ suppressed });
    expect(typesOf(quiet)).toEqual([]);
    expect(eventsOf(quiet, open)).toMatchObject([{ type: 'Finding Resolved', detail: { resolution: 'suppressed' } }]);
    expect(typesOf(open, quiet)).toEqual(['Finding Opened']);
    expect(typesOf(problem({ suppressed, closed: true }), quiet)).toEqual([]);
  });

  it('opened again later has another id', () => {
    const [first, later] = [problem(), problem({}, '2026-03-02T00:00:00.000Z')].flatMap((item) => eventsOf(item));
    expect(first?.id).not.toBe(later?.id);
  });
});

describe('a run', () => {
  const startedAt = '2026-02-01T00:00:00.000Z';
  const listing = {
    partition: 'aws:1',
    listing: 'l',
    outcome: 'incomplete' as const,
    reason: 'throttled at aws 1: No.',
  };
  const incomplete = [
    { ...listing, found: 0, lastComplete: null, since: startedAt },
    { ...listing, listing: 'm', outcome: 'held' as const, found: 3, lastComplete: startedAt, since: startedAt },
    { ...listing, listing: 'n', found: 0, lastComplete: null, since: '2026-01-01T00:00:00.000Z' },
  ];
  const ended = run({
    listings: { complete: 2, incomplete },
    failedRoots: [{ root: 'gcp:a', reason: 'no credentials', since: startedAt }],
  });

  it('that ended says so, and what is not complete from it on: not what was so before', () => {
    const told = eventsOf(ended, run({ finishedAt: null }));
    expect(told.map(({ type, detail }) => [type, (detail as { listing?: string }).listing])).toEqual([
      ['Listing Incomplete', 'l'],
      ['Listing Incomplete', 'm'],
      ['Listing Incomplete', '*'],
      ['Run Completed', undefined],
    ]);
    expect(told.at(-1)?.detail).toMatchObject({
      listings: { complete: 2, incomplete: 2, held: 1 },
      failedRoots: ['gcp:a'],
    });
  });

  it('of some listings alone leaves what is not complete to the next whole one', () => {
    const partial = run({ partial: true, listings: { complete: 2, incomplete } });
    expect(eventsOf(partial).map(({ type }) => type)).toEqual(['Run Completed']);
  });

  it('under way says nothing, nor one that is only written again', () => {
    expect(eventsOf(run({ finishedAt: null }))).toEqual([]);
    expect(eventsOf(ended, ended)).toEqual([]);
  });

  it('and everything else that is told fits its schema', () => {
    const told: CadastreEvent[] = [
      ...(['discovered', 'changed', 'missing', 'reappeared', 'retired'] as const).flatMap((event) =>
        eventsOf(version({ event, changes: { owner: [owner('bob'), owner('ana')] } })),
      ),
      ...eventsOf(problem()),
      ...eventsOf(problem({ closed: true }), problem()),
      ...eventsOf(ended),
    ];
    for (const event of told) expect(eventSchema(event.type).strict().parse(event)).toEqual(event);
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set(eventTypes));
  });
});

it('items of other kinds tell nothing', () => {
  expect(eventsOf({ pk: 'p#aws:1', sk: 'state' })).toEqual([]);
  expect(eventsOf({ pk: 'r#1', sk: 'now' })).toEqual([]);
});
