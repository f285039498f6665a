import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CollectOrder } from '../../lib/local/collect.ts';
import type { Lasting, ListingOutcome, Run } from '../../lib/register/types.ts';
import { cadastre, fakeReader, finding, owner, pastRun, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

const incomplete = (n: number): Lasting<ListingOutcome> => ({
  partition: 'aws:1',
  listing: `listing-${n}`,
  outcome: 'incomplete',
  reason: `access denied at aws 1 listing-${n}: No.`,
  found: 0,
  lastComplete: null,
  since: '2026-02-01T00:00:00.000Z',
});

const collect = async (run: Run, argv: readonly string[] = [], signal = new AbortController().signal) => {
  const orders: CollectOrder[] = [];
  const outcome = await cadastre(['collect', ...argv], {
    cwd: folder.path,
    signal,
    reader: fakeReader({
      resources: [resource()],
      findings: [finding(), finding({ check: 'unowned', verdict: 'unknown', owner: 'unowned' })],
      owners: [
        owner({ id: 'unowned', name: null, status: 'none', resources: 9 }),
        ...Array.from({ length: 13 }, (_, n) => owner({ id: `o${n}`, findings: 0 })),
        owner(),
      ],
    }),
    local: {
      collect: async (order) => {
        orders.push(order);
        order.onProgress({ event: 'planned', provider: 'aws', root: 'aws:own', partitions: 1, accounts: 1 });
        order.onProgress({ event: 'listings', provider: 'aws', partition: 'aws:1', listings: 1 });
        order.onProgress({ event: 'page', provider: 'aws', partition: 'aws:1', listing: 'l', found: 4 });
        order.onProgress({
          event: 'listing',
          provider: 'aws',
          partition: 'aws:1',
          listing: 'l',
          outcome: 'complete',
          reason: null,
          found: 5,
          lastComplete: null,
        });
        return run;
      },
    },
  });
  return { ...outcome, order: orders[0] };
};

test('collects the sample and sums up: listings, resources, owners, findings, next commands', async () => {
  const { code, out, err, order } = await collect(pastRun());
  expect(code).toBe(0);
  expect(order).toMatchObject({ config: 'sample', dataDir: join(folder.path, '.cadastre/sample') });
  expect(out).toContain('Run run-1 took 4.2 s');
  expect(out).toContain('Listings   3 complete, 0 incomplete');
  expect(out).toContain('Resources  1 found, 1 new, 0 changed, 0 missing, 0 reappeared, 0 retired');
  expect(out).toMatch(/^unowned +none +9 +1 +disk=1$/m);
  expect(out).toContain('and 3 owners more: npx cadastre owners');
  expect(out).toMatch(/^unattached_disk +medium +1 +0$/m);
  expect(out).toMatch(/^unowned +medium +0 +1$/m);
  expect(out).toContain('npx cadastre resources --owner ana --format csv');
  expect(out).toContain(`npx cadastre show ${resource().id}`);
  expect(err).toContain('aws: aws:own: 1 account in 1 partition\n');
  expect(err).toMatch(/^aws: 1 account, 1\/1 listings, 5 found, \d+\.\d s$/m);
});

test('a run that changed nothing says so', async () => {
  const { resources, ...rest } = pastRun();
  const { out } = await collect({ ...rest, resources: { ...resources, new: 0 } });
  expect(out).toContain('Resources  1 found, no change');
});

test('incomplete listings and failed roots are told, ten with their reasons, and the exit code is 2', async () => {
  const run = pastRun({
    listings: { complete: 1, incomplete: Array.from({ length: 12 }, (_, n) => incomplete(n)) },
    failedRoots: [{ root: 'gcp:projects/a', reason: 'no credentials', since: '2026-02-01T00:00:00.000Z' }],
  });
  const { code, out } = await collect(run);
  expect(code).toBe(2);
  expect(out.match(/listing-\d+: incomplete: access denied/g)).toHaveLength(10);
  expect(out).toContain('and 2 reasons more');
  expect(out).toContain('Root gcp:projects/a failed: no credentials');
});

test('what fails alike is told once', async () => {
  const reasons = ['unreachable at aws 1', 'access denied at aws 1'];
  const places = ['a@x', 'a@y', 'b@x'];
  const all = reasons.flatMap((reason) => places.map((listing) => ({ ...incomplete(1), listing, reason })));
  const { out } = await collect(pastRun({ listings: { complete: 1, incomplete: all } }));
  expect(out).toContain(
    'Listings   1 complete, 6 incomplete\n  aws:1 a@x and 2 listings more: incomplete: unreachable',
  );
  expect(out).toContain('  aws:1 a@x and 1 listing more: incomplete: access denied at aws 1\n');
  expect(out).toContain('  aws:1 b@x: incomplete: access denied at aws 1\n');
  expect(out).toContain('`cadastre coverage` has them all.');
});

test('a failed root alone makes the exit code 2', async () => {
  const failed = { root: 'azure:all', reason: 'no credentials', since: '2026-02-01T00:00:00.000Z' };
  expect((await collect(pastRun({ failedRoots: [failed] }))).code).toBe(2);
});

test('--quiet --format json prints the run, and nothing on stderr', async () => {
  const { code, out, err } = await collect(pastRun(), ['--quiet', '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const listings = {
    ...pastRun().listings,
    closed: [],
    more: { incomplete: 0, held: 0 },
    unread: { count: 0, first: [] },
  };
  expect(JSON.parse(out)).toEqual({ ...pastRun(), listings, partial: false, closed: [] });
});

test('a run that was stopped is not done', async () => {
  const cut = { ...incomplete(1), listing: '*', reason: 'stopped before the end' };
  const run = pastRun({ listings: { complete: 3, incomplete: [cut] } });
  const { code, out, err } = await collect(run, [], AbortSignal.abort());
  expect(code).toBe(2);
  expect(err).toContain('Stopped before the end: what was listed is kept, and the next collect goes on from here.\n');
  expect(out).toContain('Stopped    before the end: what was listed is kept');
  expect(out).not.toContain('doctor');
});

test('the sample’s size and seed are settled by its first collection', async () => {
  expect((await collect(pastRun(), ['--size', '500', '--seed', '3'])).code).toBe(0);
  const stored = await readFile(join(folder.path, '.cadastre/sample/estate.json'), 'utf8');
  expect(JSON.parse(stored)).toEqual({ size: 500, seed: 3, day: 0 });
  expect((await collect(pastRun(), ['--size', '500'])).code).toBe(0);
  const other = await collect(pastRun(), ['--size', '600']);
  expect(other.code).toBe(1);
  expect(other.err).toContain('has size 500 and seed 3 already: remove that folder, or give another with --data');
  expect(other.order).toBeUndefined();
});

test('a failure is one line and exit code 1; DEBUG tells where', async () => {
  const failing = (env: Record<string, string>) =>
    cadastre(['collect', '--quiet'], {
      cwd: folder.path,
      env,
      local: {
        collect: async () => {
          throw new Error('the table is in use');
        },
      },
    });
  expect(await failing({})).toEqual({ code: 1, out: '', err: 'cadastre: the table is in use (DEBUG=1 tells where)\n' });
  expect((await failing({ DEBUG: '1' })).err).toContain('collect.test.ts');
});
