import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { local } from '../../lib/cli/open.ts';
import type { Undelivered } from '../../lib/events/courier.ts';
import type { CollectOrder } from '../../lib/local/collect.ts';
import { receiver, status } from '../events/receiver.ts';
import { cadastre, pastRun } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

const collect = async (argv: readonly string[], undelivered: readonly Undelivered[] = []) => {
  const orders: CollectOrder[] = [];
  const outcome = await cadastre(['collect', '--quiet', ...argv], {
    cwd: folder.path,
    local: {
      collect: async (order) => {
        orders.push(order);
        for (const one of undelivered) order.onUndelivered(one);
        return pastRun();
      },
    },
  });
  const names = (kind: keyof CollectOrder['targets']) => orders[0]?.targets[kind].map(({ name }) => name);
  return { ...outcome, digest: names('digest'), events: names('events') };
};

test('targets are those of the config and of the command line, each once', async () => {
  const config = 'roots: [{ provider: aws }]\nnotify: [stdout, file:told.ndjson]\nevents: [https://example.com]\n';
  await writeFile(join(folder.path, 'cadastre.yaml'), config);
  const { code, digest, events } = await collect([
    '--notify',
    'stdout',
    '--notify',
    'file:other',
    '--events',
    'stdout',
  ]);
  const file = (name: string) => `file:${join(folder.path, name)}`;
  expect({ code, digest, events }).toEqual({
    code: 0,
    digest: ['stdout', file('told.ndjson'), file('other')],
    events: ['https://example.com', 'stdout'],
  });
});

test.each([
  [['--notify', 'nobody'], '--notify: expected stdout, file:PATH, or an address'],
  [['--events', 'file:'], '--events: expected the path of a file'],
  [['--notify', 'stdout', '--format', 'json'], '--format json keeps stdout for the JSON of the run'],
])('%j is refused before anything is collected', async (argv, words) => {
  const { code, err, digest } = await collect(argv);
  expect([code, digest]).toEqual([1, undefined]);
  expect(err).toContain(words);
});

test('what is written wrong in the config is a mistake at its place', async () => {
  await writeFile(join(folder.path, 'cadastre.yaml'), 'roots: [{ provider: aws }]\nnotify: [stdout, slack]\n');
  const { code, err } = await collect([]);
  expect(code).toBe(1);
  expect(err).toContain('cadastre.yaml:2');
  expect(err).toContain('expected stdout, file:PATH');
});

test('what was not delivered is told, and makes the exit code 2', async () => {
  const { code, err } = await collect([], [{ target: 'https://example.com/…', reason: 'it answered 500', waiting: 3 }]);
  expect(code).toBe(2);
  expect(err).toBe(
    'Not delivered to https://example.com/…: it answered 500. 3 messages kept; sent again after the next run that has this target.\n',
  );
});

test('a receiver that refuses gets the same after the next run, beside others that took it', async () => {
  const { address, got } = await receiver(status(400), (response) => void response.end());
  const run = () =>
    cadastre(
      [
        'collect',
        '--size',
        '100',
        '--quiet',
        '--notify',
        `${address}/hook`,
        '--notify',
        'stdout',
        '--events',
        'file:events',
      ],
      {
        cwd: folder.path,
        local,
      },
    );
  const first = await run();
  expect([first.code, got.length]).toEqual([2, 1]);
  expect(first.err).toMatch(/Not delivered to http:\/\/127\.0\.0\.1:\d+\/…: it answered 400\. \d+ messages kept/);
  const told = first.out.match(/what is yours, told once/g)!;
  const second = await run();
  expect([second.code, second.out.includes('told once')]).toEqual([0, false]);
  expect(got.slice(1).filter(({ body }) => body.type === 'Owner Digest')).toHaveLength(told.length);
  expect(got.slice(1).filter(({ body }) => body.type === 'Platform Digest')).toHaveLength(1);
  expect(new Set(got.map(({ body }) => body.run)).size).toBe(1);
  const lines = (await readFile(join(folder.path, 'events'), 'utf8')).trim().split('\n');
  const ids = lines.map((line) => JSON.parse(line).id);
  expect(new Set(ids).size).toBe(ids.length);
});
