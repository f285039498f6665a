/** The process itself is killed, as an operating system does it, while it collects. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './command.ts';

const collect = ['collect', '--sample', '--size', '300'];

/** What the register holds, but for the times at which it came to know it. */
const held = async (desk: Desk) => ({
  resources: (await desk.json('resources', '--include-retired')).map(
    ({ firstSeen: _, changedAt: __, ...resource }: any) => resource,
  ),
  owners: await desk.json('owners'),
  findings: (await desk.json('findings')).map(({ since: _, ...finding }: any) => finding),
});

let clean: Awaited<ReturnType<typeof held>>;
const desks: Desk[] = [];
const fresh = async () => {
  const desk = await openDesk();
  desks.push(desk);
  return desk;
};
beforeAll(async () => {
  const desk = await fresh();
  expect((await desk.run(collect)).code).toBe(0);
  clean = await held(desk);
});
afterAll(() => Promise.all(desks.map((desk) => desk.clear())));

test.each([
  ['as soon as a cloud is planned', /accounts in/, 0],
  ['while pages come in', /accounts in/, 700],
  ['when the first cloud is done', /found/, 0],
])('killed %s, the next collect ends as if nothing had happened', async (_, sign, afterMs) => {
  const desk = await fresh();
  const child = desk.start(collect);
  const closed = once(child, 'close');
  let told = '';
  child.stdout!.resume();
  await new Promise<void>((seen) => {
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      told += text;
      if (sign.test(told)) seen();
    });
  });
  await wait(afterMs);
  child.kill('SIGKILL');
  expect((await closed)[1]).toBe('SIGKILL');
  const { code, out } = await desk.run(collect);
  expect(code).toBe(0);
  expect(out).toMatch(/^Listings +\d+ complete, 0 incomplete$/m);
  expect(await held(desk)).toEqual(clean);
});
