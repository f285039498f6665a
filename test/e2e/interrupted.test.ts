/** Ctrl-C at any moment: one plain sentence, what was listed is kept, and the next run goes on. */
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { openDesk } from './command.ts';

/** Starts a command, sends SIGINT when stderr or stdout matches, and gives what came out in all. */
const interrupted = async (argv: readonly string[], when: RegExp) => {
  const desk = await openDesk();
  onTestFinished(desk.clear);
  const child = desk.start(argv);
  let [out, err, sent] = ['', '', false];
  const heard = () => {
    if (sent || !when.test(out + err)) return;
    sent = true;
    child.kill('SIGINT');
  };
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    out += text;
    heard();
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    err += text;
    heard();
  });
  const [code] = await once(child, 'close');
  return { desk, code, out, err };
};

const sentences = (text: string) => text.match(/[Ss]topped[^\n]*\.$/gm) ?? [];

test.each([
  ['before a cloud has answered', /Opening the register/],
  ['when a cloud was planned', /accounts? in \d+ partition/],
  ['when a cloud is done', /listings, .* found/],
])('a collection that is stopped %s says so once, and the next one is whole', async (_, when) => {
  const { desk, code, out, err } = await interrupted(['collect', '--sample', '--size', '300'], when);
  expect(code).toBe(2);
  expect(sentences(err)).toEqual([
    'Stopped before the end: what was listed is kept, and the next collect goes on from here.',
  ]);
  expect(out).toMatch(/^Stopped {4}before the end: what was listed is kept/m);
  expect(out + err).not.toMatch(/^\s+at |Error|Abort/m);
  const again = await desk.run(['collect', '--quiet']);
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/ 0 incomplete$/m);
});

test('what a cloud listed before is in the register', async () => {
  const { desk } = await interrupted(['collect', '--sample', '--size', '300'], /listings, .* found/);
  expect((await desk.json('resources')).length).toBeGreaterThan(0);
});

test('a command that has nothing to finish ends at once with a sentence', async () => {
  const { code, out, err } = await interrupted(['sample', 'serve'], /Serving/);
  expect([code, out.startsWith('#'), err]).toEqual([0, true, 'Serving until Ctrl-C.\n']);
  const reading = await openDesk();
  onTestFinished(reading.clear);
  await reading.run(['sample', 'advance']);
  const child = reading.start(['owners']);
  let told = '';
  child.stderr!.setEncoding('utf8').on('data', (text) => (told += text));
  // The handler is the first that the entry sets up; what follows takes many times as long.
  const poll = setInterval(() => child.kill('SIGINT'), 20);
  const [status, signal] = await once(child, 'close');
  clearInterval(poll);
  expect(status === 130 ? told : signal).toMatch(/^(cadastre: stopped; the register is as it was\.\n|SIGINT)$/);
});
