import { expect, test } from 'vitest';
import { ProgressTally } from '../../lib/cli/progress.ts';
import { openProgress } from '../../lib/cli/progress-view.ts';
import type { Progress } from '../../lib/collect/progress.ts';
import { Captured, terminal } from './fake.ts';

const planned = (provider: 'aws' | 'gcp', partitions: number): Progress => ({
  event: 'planned',
  provider,
  root: provider,
  partitions,
  accounts: partitions,
});
const listings = (partition: string, count: number): Progress => ({
  event: 'listings',
  provider: 'aws',
  partition,
  listings: count,
});
const page = (partition: string, found: number): Progress => ({
  event: 'page',
  provider: 'aws',
  partition,
  listing: 'l',
  found,
});
const done = (partition: string, found: number, listing = 'l'): Progress => ({
  event: 'listing',
  provider: 'aws',
  partition,
  listing,
  outcome: listing === '*' ? 'incomplete' : 'complete',
  reason: null,
  found,
  lastComplete: null,
});

test('listings of one name in two accounts are counted apart, pages and all', () => {
  const tally = new ProgressTally();
  for (const event of [
    planned('aws', 2),
    listings('a', 1),
    listings('b', 1),
    page('a', 10),
    page('b', 5),
    page('a', 20),
  ])
    tally.add(event);
  expect(tally.providers.get('aws')).toMatchObject({ found: 25, listings: 2, done: 0 });
  expect(tally.isDone('aws')).toBe(false);
  tally.add(done('a', 21));
  tally.add(done('b', 5));
  expect(tally.providers.get('aws')).toMatchObject({ found: 26, listings: 2, done: 2 });
  expect(tally.isDone('aws')).toBe(true);
});

test('a partition that could not be opened counts as one incomplete listing', () => {
  const tally = new ProgressTally();
  tally.add(planned('aws', 1));
  tally.add(done('a', 0, '*'));
  expect(tally.providers.get('aws')).toMatchObject({ listings: 1, done: 1, incomplete: 1 });
  expect(tally.isDone('aws')).toBe(true);
});

test('without a terminal there is a line when a provider is planned, one when it is done, and no escape sequence', () => {
  const err = new Captured();
  const view = openProgress(err, false, {}, () => 0);
  for (const event of [planned('aws', 1), planned('gcp', 1), listings('a', 1), page('a', 3), done('a', 3)])
    view.onProgress(event);
  view.onProgress({ event: 'throttled', provider: 'gcp', operation: 'x', waitMs: null });
  view.end();
  expect(err.text).toBe(
    [
      'Opening the register and the clouds',
      'aws: aws: 1 account in 1 partition',
      'gcp: gcp: 1 account in 1 partition',
      'aws: 1 account, 1/1 listings, 3 found, 0.0 s',
      'gcp: 1 account, 0 listings done, 0 found, throttled 1 time, 0.0 s',
      '',
    ].join('\n'),
  );
});

test('on a terminal it ends with a line for each provider, none wider than the terminal', () => {
  const err = terminal(40);
  const view = openProgress(err, false, {}, () => 0);
  for (const event of [planned('aws', 1), planned('gcp', 1), listings('a', 1), done('a', 3)]) view.onProgress(event);
  view.end();
  const [opening, ...lines] = err.text.split('\n').slice(0, -1);
  expect(opening).toContain('Opening the register');
  expect(lines).toHaveLength(2);
  for (const line of lines)
    expect(line.replaceAll('\u001b[2K', '').replaceAll('\u001b[1A', '').length).toBeLessThan(40);
});

test('a terminal that does not say how wide it is has eighty columns', () => {
  const err = terminal(0);
  const view = openProgress(err, false, {}, () => 0);
  view.onProgress(planned('aws', 1));
  view.end();
  expect(err.text).toContain('aws    1 account, 0 listings done, 0 found, 0.0 s');
});

test('how many listings there are is told once all are known, so that a share never shrinks', () => {
  const err = terminal(100);
  const view = openProgress(err, false, { aws: 2 }, () => 0);
  const shares: number[] = [];
  const look = () => {
    view.end();
    const [, of, all] = /(\d+)\/(\d+) listings/.exec(err.text.split('\n').at(-2) ?? '') ?? [];
    if (of !== undefined) shares.push(Number(of) / Number(all));
  };
  for (const event of [
    ...[planned('aws', 1), listings('a', 1), done('a', 3)],
    ...[planned('aws', 2), listings('b', 2), done('b', 1), listings('c', 1), done('b', 1, 'm'), done('c', 1)],
  ]) {
    view.onProgress(event);
    look();
  }
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(0)).toBe(0.5);
  expect(shares.at(-1)).toBe(1);
});

test('--quiet shows nothing', () => {
  const err = new Captured();
  const view = openProgress(err, true);
  view.onProgress(planned('aws', 1));
  view.end();
  expect(err.text).toBe('');
});

test('accounts that cannot be read are told by name, with the reason', () => {
  const err = new Captured();
  const view = openProgress(err as never, false, {}, () => 0);
  view.onProgress({
    event: 'planned',
    provider: 'aws',
    root: 'aws:organization',
    partitions: 1,
    accounts: 1,
    closed: [
      { id: '555566667777', name: 'old-shop', reason: 'the account is suspended' },
      { id: '666677778888', reason: 'the account is closed' },
    ],
  });
  view.end();
  expect(err.text).toContain('aws: aws:organization: not read: old-shop 555566667777: the account is suspended\n');
  expect(err.text).toContain('aws: aws:organization: not read: 666677778888: the account is closed\n');
  expect(err.text).toContain('1 account and 2 closed, ');
});
