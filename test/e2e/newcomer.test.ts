/** What a newcomer does, in the order they do it, with everything real but the clouds. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../cli/fake.ts';
import { type Desk, openDesk } from './command.ts';

let desk: Desk;
let first: Outcome;
let again: Outcome;
let resources: any[];
let owners: any[];

beforeAll(async () => {
  desk = await openDesk();
  first = await desk.run(['collect', '--sample', '--size', '300']);
  again = await desk.run(['collect']);
  resources = await desk.json('resources');
  owners = await desk.json('owners');
});
afterAll(() => desk.clear());

const firstNumber = (text: string, before: string): number =>
  Number(new RegExp(`([\\d,]+) ${before}`).exec(text)?.[1]?.replaceAll(',', ''));

const idsOf = (list: readonly any[]): string[] => list.map(({ id }) => id).sort();

/** An owner with things and findings, who is somebody. */
const busy = () => owners.find(({ id, findings }) => id !== 'unowned' && findings > 3);

describe('the first collect', () => {
  test('sums up listings, resources, owners and findings, and says what to try next', () => {
    const { code, out } = first;
    expect(code).toBe(0);
    expect(out).toMatch(/^Listings {3}\d+ complete, 0 incomplete$/m);
    expect(firstNumber(out, 'found')).toBe(resources.length);
    expect(firstNumber(out, 'new')).toBe(resources.length);
    expect(out).toMatch(/^unowned +none +\d+ +\d+ +\S+=\d+/m);
    expect(out).toMatch(/^missing_required_tags +medium +\d+ +\d+$/m);
    expect(out).toMatch(/^ {2}npx cadastre resources --owner \S+ --format csv$/m);
  });

  test('tells how far it is, by provider, on stderr', () => {
    for (const provider of ['aws', 'azure', 'gcp']) expect(first.err).toMatch(new RegExp(`^${provider}: .*found`, 'm'));
  });

  test('finds what the three clouds have, each by its canonical id and once', () => {
    expect(new Set(resources.map(({ provider }) => provider))).toEqual(new Set(['aws', 'azure', 'gcp']));
    expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length);
    for (const { id, provider } of resources)
      expect(id).toMatch({ aws: /^arn:aws:/, azure: /^\/subscriptions\/[^A-Z]+$/, gcp: /^\/\// }[provider as 'aws']);
  });

  test('counts the findings that there are', async () => {
    const findings = await desk.json('findings');
    for (const { id, fail, unknown } of await desk.json('checks')) {
      const of = (verdict: string) => findings.filter((one: any) => one.check === id && one.verdict === verdict).length;
      expect([id, fail, unknown]).toEqual([id, of('fail'), of('unknown')]);
      if (fail + unknown > 0) expect(first.out).toMatch(new RegExp(`^${id} +\\w+ +${fail} +${unknown}$`, 'm'));
    }
    expect(owners.reduce((sum, owner) => sum + owner.findings, 0)).toBe(findings.length);
  });

  test('counts the resources of each kind and owner that there are', async () => {
    for (const { id, resources: count } of await desk.json('kinds'))
      expect([id, count]).toEqual([id, resources.filter(({ kind }) => kind === id).length]);
    for (const { id, resources: count } of owners)
      expect([id, count]).toEqual([id, resources.filter(({ owner }) => owner.id === id).length]);
  });
});

test('a second collect reports no change, and writes nothing but the run’s own record', async () => {
  expect(again.code).toBe(0);
  expect(again.out).toContain(`Resources  ${resources.length} found, no change\n`);
  const [run, before] = await desk.json('runs');
  expect(run.resources).toMatchObject({ found: resources.length, new: 0, changed: 0, missing: 0, retired: 0 });
  // The run's record at its start, for at its end it cannot count itself; each partition's lease, taken and given back.
  expect(run.items.written).toBe(1 + 2 * run.partitions);
  expect(before.resources.new).toBe(resources.length);
});

describe('an owner’s list as CSV', () => {
  test('is exactly what is theirs', async () => {
    const { id, name } = busy();
    const mine = resources.filter(({ owner }) => owner.id === id);
    const { code, out, err } = await desk.run(['resources', '--owner', name, '--format', 'csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = parse(out, { columns: true, bom: true }) as Record<string, string>[];
    expect(idsOf(rows)).toEqual(idsOf(mine));
    for (const row of rows) {
      const one = mine.find((other) => other.id === row.id);
      expect(row).toMatchObject({ owner: id, kind: one.kind, name: one.name ?? '', accountId: one.accountId });
    }
  });

  test('is the same whatever the directory calls them', async () => {
    const { id, name } = owners.find((owner) => owner.status === 'known' && owner.id.includes('.'));
    const [given, family] = id.split('.');
    for (const written of [id.toUpperCase(), name.toLowerCase(), `${given[0]}${family}`]) {
      const list: any[] = await desk.json('resources', '--owner', written);
      expect(idsOf(list)).toEqual(idsOf(resources.filter(({ owner }) => owner.id === id)));
    }
  });
});

test('resources are found by tag, its key in any spelling and its value in any case', async () => {
  const plain = (word: string) => word.trim().toLowerCase();
  const tagged = resources.find(({ tags }) => 'cost-center' in tags);
  const value = tagged.tags['cost-center'];
  const found = await desk.json('resources', '--tag', `COST_center=${value}`);
  expect(found.map(({ id }: any) => id)).toContain(tagged.id);
  for (const { tags } of found)
    expect(
      Object.entries(tags).some(([key, is]) => /^cost[-_ ]?center ?$/i.test(key) && plain(String(is)) === plain(value)),
    ).toBe(true);
});

describe('show', () => {
  test('names the owner’s evidence, links both ways, findings and history', async () => {
    const linked = new Set(resources.flatMap(({ links }) => links.map(({ to }: any) => to)));
    const findings = await desk.json('findings');
    const bad = new Set(findings.map(({ resourceId }: any) => resourceId));
    const { id, owner, links } = resources.find(
      (one) => one.owner.source === 'tag' && one.links.length > 0 && linked.has(one.id) && bad.has(one.id),
    );
    const { code, out } = await desk.run(['show', id.toUpperCase().startsWith('ARN') ? id : id.toUpperCase()]);
    expect(code).toBe(0);
    expect(out).toContain(`evidence: tag ${owner.key} says "${owner.value}"`);
    for (const { to } of links) expect(out).toContain(`→ ${to}`);
    expect(out).toMatch(/^ {2}← [a-z ]+: \S+$/m);
    const view = await desk.json('show', id);
    expect(Object.keys(view)).toEqual(['resource', 'linkedFrom', 'findings', 'versions', 'assertions']);
    expect(view.findings).toEqual(findings.filter(({ resourceId }: any) => resourceId === id));
    expect(view.versions.map(({ event, version }: any) => [event, version])).toEqual([['discovered', 1]]);
    for (const { from } of view.linkedFrom)
      expect(resources.find((other) => other.id === from)?.links.map(({ to }: any) => to)).toContain(id);
  });
});

describe('the JSON', () => {
  const keysOf = (value: object) => Object.keys(value).join(' ');

  test('has the keys of the contract in every row', async () => {
    for (const one of resources) {
      expect(keysOf(one)).toBe(
        'id provider kind type class category accountId accountName region name tags owner lifecycle fields links group createdAt firstSeen changedAt version stale',
      );
      expect(keysOf(one.owner)).toBe('id status source key value from coOwners overrode');
      expect(Object.values(one)).not.toContain(undefined);
    }
    for (const one of owners)
      expect(keysOf(one)).toBe('id name status resources billed exempt classes findings suppressed');
    expect(owners.map(({ id }) => id)).toContain('unowned');
    for (const one of await desk.json('findings', '--limit', '50'))
      expect(keysOf(one)).toBe(
        'check severity verdict reason since resourceId kind accountId accountName owner lifecycle suppressed',
      );
  });
});

test('three days later a collect tells what is new, changed and missing, and keeps the rest', async () => {
  expect((await desk.run(['sample', 'advance', '--days', '3'])).code).toBe(0);
  const { code, out } = await desk.run(['collect', '--quiet']);
  expect(code).toBe(0);
  for (const event of ['new', 'changed', 'missing']) expect(firstNumber(out, event)).toBeGreaterThan(0);
  const later: any[] = await desk.json('resources');
  const before = new Map(resources.map((one) => [one.id, one]));
  const missing = later.filter(({ lifecycle }) => lifecycle === 'missing');
  expect(missing).toHaveLength(firstNumber(out, 'missing'));
  expect(later.filter(({ id }) => !before.has(id))).toHaveLength(firstNumber(out, 'new'));
  const same = later.filter(({ version }) => version === 1).filter(({ id }) => before.has(id));
  for (const one of same) expect(one).toEqual(before.get(one.id));
  const changed = later.find(
    ({ id, version, lifecycle }) => before.has(id) && version === 2 && lifecycle !== 'missing',
  );
  const { versions } = await desk.json('show', changed.id);
  expect(versions).toHaveLength(2);
  expect(Object.keys(versions[0].changes).length).toBeGreaterThan(0);
});
