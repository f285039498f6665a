import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checks } from '../../lib/checks/index.ts';
import type { Digest } from '../../lib/events/digest.ts';
import { News } from '../../lib/events/news.ts';
import { eventsOf } from '../../lib/events/of.ts';
import { type OwnerDetail, ownerDigest } from '../../lib/events/owner-digest.ts';
import type { PlatformDetail } from '../../lib/events/platform-detail.ts';
import { platformDigest } from '../../lib/events/platform-digest.ts';
import type { Item } from '../../lib/register/database.ts';
import type { OwnerSummary, Run } from '../../lib/register/types.ts';
import { owner, pastRun, resource } from '../cli/fake.ts';
import { problem, version } from './items.ts';

/** SNS refuses more: docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html. */
const LIMIT = 262_144;

const newsOf = (...items: readonly (readonly [Item, Item?])[]): News => {
  const news = new News();
  for (const [item, previous] of items) for (const event of eventsOf(item, previous)) news.add(event);
  return news;
};

const toOwner = (news: News, { baseline = false, summary = owner() } = {}) =>
  ownerDigest({ summary, email: 'ana@example.com' }, news.of(summary.id), pastRun(), baseline) as Digest<OwnerDetail>;

const toPlatform = (news: News, over: { owners?: OwnerSummary[]; run?: Run; before?: Run; baseline?: boolean } = {}) =>
  platformDigest({
    ...{ run: pastRun(), before: undefined, owners: [owner()], baseline: false, news },
    ...over,
  }) as Digest<PlatformDetail> | undefined;

const passing = version({
  event: 'owner_changed',
  changes: { owner: [{ ...resource().owner, id: 'bob' }, resource().owner] },
});

it('says how an account is called beside the id of what is in it, for people and for machines', () => {
  const { accountId } = resource();
  const trouble = {
    listing: '*',
    outcome: 'incomplete',
    reason: 'denied',
    lastComplete: null,
    truncated: false,
  } as const;
  const build = (names: ReadonlyMap<string, string>) => {
    const news = new News(names);
    for (const items of [[problem()], [version({ event: 'discovered', changes: {}, version: 1 })]] as const)
      for (const event of eventsOf(items[0])) news.add(event);
    news.add({
      ...{ id: '1', type: 'Listing Incomplete', time: pastRun().startedAt, run: 'r', source: 'cadastre' },
      detail: { partition: `aws:${accountId}`, ...trouble },
    });
    return { own: toOwner(news), platform: toPlatform(news)! };
  };
  const { own, platform } = build(new Map([[accountId, 'harbour-prod']]));
  expect(own.text).toContain(`aws_ebs_volume ${resource().id} in harbour-prod (${accountId}): No machine holds it.`);
  expect(own.detail.findings.checks[0]?.fail.items[0]).toMatchObject({ accountId, accountName: 'harbour-prod' });
  expect(own.detail.resources.discovered.items[0]).toMatchObject({ accountId, accountName: 'harbour-prod' });
  expect(platform.text).toContain(`aws:${accountId} (harbour-prod) *: incomplete: denied`);
  const nameless = build(new Map());
  expect(nameless.own.text).not.toContain(' in ');
  expect(nameless.own.detail.findings.checks[0]?.fail.items[0]).toMatchObject({ accountName: null });
});

describe('an owner’s digest', () => {
  it('tells what is new, how to fix it, how to silence it and what is billed, and ends with all there is', () => {
    const { text, subject, detail } = toOwner(
      newsOf(
        [problem()],
        [problem({ check: 'unowned', closed: true }), problem({ check: 'unowned' })],
        [version({ event: 'discovered', changes: {}, version: 1 })],
        [version({ event: 'retired' }, resource({ id: 'arn:gone', name: 'gone' }))],
        [passing],
        [version({})],
        [version({ event: 'missing' })],
      ),
    );
    expect(subject).toBe(
      'Cadastre, Ana Lopes: 1 new finding, 1 resolved, 1 new resource, 1 gone, 1 handed over to you',
    );
    for (const words of [
      'Disk attached to nothing (unattached_disk, medium): 1 resource',
      `  aws_ebs_volume ${resource().id}: No machine holds it.`,
      '  To fix it: Take a last snapshot',
      'cadastre suppress ID --check unattached_disk --until DAY --reason WHY',
      'cadastre:ignore=unattached_disk',
      `Resolved (1)\n  unowned ${resource().id}`,
      `New resources (1)\n  aws_ebs_volume data-1 ${resource().id}`,
      'Billed for just existing, among these: 1 disk.',
      'Gone (1)\n  aws_ebs_volume arn:gone',
      `Handed over to you (1)\n  aws_ebs_volume data-1 ${resource().id} from bob`,
      'Beside that: 1 changed, 1 not seen for now.',
      'All of yours: 1 resource, 1 of them billed for just existing (1 disk); 1 open finding.',
      'cadastre findings --owner ana',
    ])
      expect(text).toContain(words);
    expect(detail).toMatchObject({
      baseline: false,
      owner: { id: 'ana', name: 'Ana Lopes', status: 'known', email: 'ana@example.com' },
      findings: { opened: 1, checks: [{ check: 'unattached_disk', fail: { count: 1 }, unknown: { count: 0 } }] },
      resources: { discovered: { count: 1 }, received: { count: 1, items: [{ other: 'bob' }] }, billed: { disk: 1 } },
    });
  });

  it('tells apart what cannot be told', () => {
    const { text } = toOwner(newsOf([problem({ verdict: 'unknown', reason: 'Its state was not told.' })]));
    expect(text).toContain('Cannot be told of 1 resource:\n');
  });

  it('is for both when a thing changes hands', () => {
    const news = newsOf([passing]);
    expect([news.of('ana').telling, news.of('bob').telling]).toEqual([true, true]);
    expect(toOwner(news, { summary: owner({ id: 'bob', name: null }) }).text).toContain('Handed on (1)');
  });

  it('is not sent for what merely changed, is not seen for now, was suppressed, or is owned on other evidence', () => {
    const quiet = problem({ suppressed: { by: 'ana', until: null, reason: 'Kept.', source: 'assertion' } });
    const evidence = { owner: [{ ...resource().owner, source: 'group' as const }, resource().owner] as const };
    const news = newsOf(
      [version()],
      [version({ event: 'missing' })],
      [quiet, problem()],
      [version({ event: 'owner_changed', changes: evidence })],
    );
    expect([...news.owners.values()].map(({ telling }) => telling)).toEqual([false]);
    expect(toPlatform(news)).toBeUndefined();
  });

  it('names ten in its text and says where the others are', () => {
    const many = Array.from({ length: 150 }, (_, n) => [problem({ resourceId: `arn:${n}` })] as const);
    const { text, detail } = toOwner(newsOf(...many));
    expect(text.match(/^ {2}aws_ebs_volume arn:\d+: No machine holds it\.$/gm)).toHaveLength(10);
    expect(text).toContain('and 140 more: cadastre findings --owner ana --check unattached_disk');
    expect(detail.findings.checks[0]?.fail).toMatchObject({ count: 150 });
    expect(detail.findings.checks[0]?.fail.items).toHaveLength(100);
  });

  it('as a baseline tells how much there is and names nothing', () => {
    const { text, detail } = toOwner(newsOf([problem()], [version({ event: 'discovered' })]), { baseline: true });
    expect(text).toContain('1 in all: cadastre findings --owner ana --check unattached_disk');
    expect(text).not.toContain(resource().id);
    expect(detail).toMatchObject({ baseline: true, resources: { discovered: { count: 0, items: [] } } });
  });
});

describe('the platform team’s digest', () => {
  const at = '2026-02-01T00:00:00.000Z';
  const trouble = {
    ...{ partition: 'aws:1', listing: 'aws_ebs_volume@eu-west-1', found: 0, lastComplete: '2026-01-31T00:00:00.000Z' },
    ...{ outcome: 'incomplete' as const, reason: 'access denied at aws 1: No. Allow it.', since: at },
  };
  const held = {
    ...trouble,
    listing: 'resources',
    outcome: 'held' as const,
    reason: '9 of 9 resources are gone at once',
  };
  const runWith = (...incomplete: (typeof trouble | typeof held)[]): Run =>
    pastRun({ listings: { complete: 3, incomplete } });
  const told = (now: Run, before?: Run) => {
    const news = new News();
    for (const { since, ...one } of now.listings.incomplete) {
      const { partition, listing, outcome, reason, lastComplete } = one;
      if ((outcome === 'incomplete' || outcome === 'held') && since === at)
        news.troubles.add({ partition, accountName: null, listing, outcome, reason, lastComplete });
    }
    return toPlatform(news, { run: now, ...(before && { before }) });
  };

  it('tells of incomplete and of held listings, and what to do', () => {
    const { text, subject } = told(runWith(trouble, held))!;
    expect(subject).toContain('2 listings not complete any more');
    expect(told(runWith(trouble))!.subject).toContain('1 listing not complete any more');
    for (const words of [
      'Listings: 3 complete, 1 incomplete, 1 held.',
      'aws:1 aws_ebs_volume@eu-west-1: incomplete: access denied at aws 1: No. Allow it. Last complete 2026-01-31',
      'cadastre runs confirm LISTING',
      'cadastre doctor',
    ])
      expect(text).toContain(words);
  });

  it('is not sent while that stays so, and says when it is over', () => {
    const lasting = runWith({ ...trouble, since: '2026-01-01T00:00:00.000Z' });
    expect(told(lasting, runWith(trouble))).toBeUndefined();
    expect(told(runWith(), lasting)?.text).toContain('Complete again (1)\n  aws:1 aws_ebs_volume@eu-west-1');
    expect(told(runWith(), runWith())).toBeUndefined();
  });

  it('says who was told of what, and names what nobody owns', () => {
    const orphan = resource({ id: 'arn:orphan', name: null, owner: { ...resource().owner, id: 'unowned' } });
    const { text, detail } = toPlatform(
      newsOf(
        [problem()],
        [version({ event: 'discovered' }, orphan)],
        [problem({ owner: 'unowned', check: 'unowned' })],
      ),
    )!;
    expect(text).toContain(
      'Told to owners (1)\n  Ana Lopes (ana): 1 finding opened, 0 resolved, 0 resources new, 0 gone',
    );
    expect(text).toContain('New, and owned by nobody: 1 resource (billed for just existing: 1 disk), 1 finding\n');
    expect(text).toContain('aws_ebs_volume arn:orphan');
    expect(detail.checks).toEqual({ unattached_disk: 1, unowned: 1 });
  });
});

test('the page of the contract names every key of a digest', async () => {
  const page = await readFile(new URL('../../docs/json.md', import.meta.url), 'utf8');
  const words = new Set(page.match(/\w+/g));
  /** Keys of these are names of classes, checks and counts. */
  const named = new Set(['classes', 'billed', 'checks']);
  const keysIn = (value: unknown, name?: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((one) => keysIn(one));
    if (typeof value !== 'object' || value === null || named.has(name ?? '')) return [];
    return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner, key)]);
  };
  const news = newsOf([problem()], [version({ event: 'discovered' })], [passing]);
  const digests = [toOwner(news), toPlatform(news)];
  expect(digests.flatMap((one) => keysIn(one)).filter((key) => !words.has(key))).toEqual([]);
});

test('whatever anybody calls anything, and however much there is, a digest fits and keeps its counts', () => {
  const long = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), fc.constantFrom(1, 400, 40_000))
    .map(([text, times]) => text.repeat(times));
  const bad = fc.constantFrom('\ud800', '\u0000\u001b[2J', '\ufffe"\\\n', '\u202e端末', '__proto__');
  const name = fc.oneof(
    long,
    fc.tuple(bad, fc.constantFrom(1, 30_000)).map(([text, times]) => text.repeat(times)),
  );
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 30, 110), (names, count) => {
      const news = new News();
      const nth = (n: number) => names[n % names.length]!;
      for (let n = 0; n < count; n++) {
        const base = { provider: 'aws', kind: nth(n), class: 'disk', accountId: nth(n + 1), region: nth(n + 2) };
        const detail = { ...base, resourceId: nth(n), name: nth(n + 3), owner: nth(0), version: 1, truncated: false };
        const envelope = { id: 'i', time: 't', run: 'r', source: 'cadastre' } as const;
        news.add({ ...envelope, type: 'Resource Discovered', detail });
        for (const { id: check, severity } of checks)
          news.add({
            ...{ ...envelope, type: 'Finding Opened' },
            detail: { ...detail, check, severity, verdict: n % 2 ? 'fail' : 'unknown', reason: nth(n), since: 't' },
          });
        const listing = { partition: nth(n), listing: nth(n + 1), outcome: 'held', reason: nth(n + 2) } as const;
        const lost = { ...listing, lastComplete: null, truncated: false };
        news.add({ ...envelope, type: 'Listing Incomplete', detail: lost });
      }
      const summary = owner({ id: nth(0), name: nth(1), resources: count });
      for (const baseline of [false, true]) {
        const mine = toOwner(news, { summary, baseline });
        expect(mine.detail.findings.opened).toBe(count * checks.length);
        const platform = toPlatform(news, { owners: [summary], baseline })!;
        expect(platform.detail.listings.new.count).toBe(count);
        for (const digest of [mine, platform]) {
          expect(Buffer.byteLength(JSON.stringify(digest))).toBeLessThan(LIMIT - 4_096);
          expect(digest.subject).toMatch(/^[\x20-\x7e]{1,100}$/);
          expect(digest.text).not.toMatch(/[^\P{Cc}\n]|\p{Cs}|[\ufffe\uffff\u202e]/u);
        }
      }
    }),
    { numRuns: 5 },
  );
});
