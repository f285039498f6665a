import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTarget, type Parcel, readTarget, TargetError } from '../../lib/events/targets.ts';
import { receiver, status } from './receiver.ts';

const digest: Parcel = { id: 'abc', kind: 'digest', records: [{ id: 'abc', subject: 'News' }], text: 'News for you.' };
const events: Parcel = { id: 'def', kind: 'events', records: [{ id: '1' }, { id: '2' }] };

const open = (written: string, kind: Parcel['kind'] = 'digest', timeoutMs = 10_000) => {
  const out: string[] = [];
  const waits: number[] = [];
  const target = openTarget(written, kind, {
    stdout: async (text) => void out.push(text),
    patience: { wait: async (ms) => void waits.push(ms), timeoutMs },
  });
  return { target, out, waits };
};

test('a digest is posted as JSON, with its id for who wants to know it again', async () => {
  const { address, got } = await receiver();
  await open(`${address}/hook?token=secret`).target.deliver(digest);
  expect(got).toMatchObject([
    { headers: { 'content-type': 'application/json', 'idempotency-key': 'abc' }, body: digest.records[0] },
  ]);
});

test('events are posted as a list', async () => {
  const { address, got } = await receiver();
  await open(address, 'events').target.deliver(events);
  expect(got.map(({ body }) => body)).toEqual([events.records]);
});

test('a receiver that fails for a moment is tried again, after as long as it asks', async () => {
  const { address, got } = await receiver(status(503), status(429, { 'retry-after': '3' }), (one) => one.end());
  const { target, waits } = open(address);
  await target.deliver(digest);
  expect(got).toHaveLength(3);
  expect(waits).toEqual([500, 3_000]);
});

test('one that goes on failing is given up, and one that asks for an hour is not waited for', async () => {
  const { address, got } = await receiver(status(500, { 'retry-after': '3600' }));
  const { target, waits } = open(address);
  await expect(target.deliver(digest)).rejects.toThrow('it answered 500');
  expect(got).toHaveLength(4);
  expect(waits).toEqual([10_000, 10_000, 10_000]);
});

test.each([400, 404, 302])('one that refuses with %i is not asked again', async (code) => {
  const { address, got } = await receiver(status(code, { location: 'http://127.0.0.1:1/' }));
  await expect(open(address).target.deliver(digest)).rejects.toThrow(`it answered ${code}`);
  expect(got).toHaveLength(1);
});

test('one that cuts the connection, or is not there, is tried again and named', async () => {
  const { address } = await receiver(
    (response) => response.destroy(),
    (response) => response.end(),
  );
  await open(address).target.deliver(digest);
  const { target, waits } = open('http://127.0.0.1:9');
  await expect(target.deliver(digest)).rejects.toThrow();
  expect(waits).toHaveLength(3);
});

test('one that never answers is not waited for', async () => {
  const { address, got } = await receiver(() => undefined);
  await expect(open(address, 'digest', 20).target.deliver(digest)).rejects.toThrow('no answer in 0.02 s');
  expect(got).toHaveLength(4);
});

test('what may be secret in an address is in no name; credentials go into the header', async () => {
  const { address, got } = await receiver();
  const { target } = open(address.replace('http://', 'http://ana:s%40d@').concat('/services/T0/secret?key=1'));
  await target.deliver(digest);
  expect(target.name).toBe(`${address}/…`);
  expect(got[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ana:s@d').toString('base64')}`);
});

test('a file gets a line of JSON for each digest and each event; stdout the text of a digest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-targets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const written = readTarget('file:told.ndjson', folder);
  await open(written).target.deliver(digest);
  await open(written, 'events').target.deliver(events);
  const lines = (await readFile(join(folder, 'told.ndjson'), 'utf8')).split('\n');
  expect(lines).toEqual([...[...digest.records, ...events.records].map((one) => JSON.stringify(one)), '']);
  const { target, out } = open('stdout');
  await target.deliver(digest);
  await target.deliver(events);
  expect(out).toEqual(['News for you.\n\n', '{"id":"1"}\n{"id":"2"}\n']);
});

test('a file in a folder that is not there is a failure that is told', async () => {
  await expect(open('file:/nowhere/at/all').target.deliver(digest)).rejects.toThrow('/nowhere/at/all');
});

test.each(['', 'stderr', 'file:', 'ftp://example.com', 'https://'])('%j is no target', (written) => {
  expect(() => readTarget(written, '/')).toThrow(TargetError);
});

test('digests and events to one address are two targets', () => {
  const address = 'https://hooks.example.com/a';
  expect(open(address).target.key).toBe(open(address).target.key);
  expect(open(address).target.key).not.toBe(open(address, 'events').target.key);
});
