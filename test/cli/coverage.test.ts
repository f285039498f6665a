import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../lib/register/act-types.ts';
import { cadastre, confirmation, covered, fakeReader, forgetting, noWriter, pastRun, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const HOUR = 3_600_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
const fresh = covered({ lastComplete: ago(HOUR) });

const ask = (lines: readonly Coverage[], ...argv: string[]) =>
  cadastre(['coverage', ...argv], { cwd: folder.path, reader: fakeReader({ coverage: lines }) });

describe('coverage', () => {
  test('in JSON has the keys of the contract', async () => {
    const { code, out } = await ask([fresh], '--format', 'json');
    const [line] = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(line)).toEqual(
      'provider root partition accountId accountName listing outcome reason unread found lastComplete age'.split(' '),
    );
    expect(line).toEqual({ ...fresh, age: expect.any(Number) });
    expect(line.age).toBeGreaterThanOrEqual(3_600);
  });

  test.each<[string, readonly Coverage[], readonly string[], number]>([
    ['all is complete', [fresh], [], 0],
    ['all is younger than it may be', [fresh], ['--max-age', '24h'], 0],
    ['one is older than it may be', [fresh, covered({ lastComplete: ago(25 * HOUR) })], ['--max-age', '1d'], 2],
    ['one is old, and may be', [covered({ lastComplete: ago(25 * HOUR) })], [], 0],
    ['one is incomplete', [fresh, covered({ outcome: 'incomplete', reason: 'access denied' })], ['--max-age', '9d'], 2],
    ['one is held', [fresh, covered({ outcome: 'held', reason: '25 of 30 resources are gone' })], [], 2],
    ['one is no longer asked for', [covered({ outcome: 'unasked' })], [], 2],
    ['one was never complete', [covered({ outcome: 'incomplete', lastComplete: null, found: null })], [], 2],
    [
      'a root failed',
      [fresh, covered({ partition: null, accountId: null, listing: '*', outcome: 'incomplete' })],
      [],
      2,
    ],
    [
      'the stale one is of another account',
      [fresh, covered({ accountId: '2', outcome: 'held' })],
      ['--account', '123456789012'],
      0,
    ],
    ['nothing was collected', [], [], 2],
  ])('tells a monitor whether %s', async (_, lines, argv, code) => {
    for (const format of ['table', 'csv', 'ndjson', 'json'])
      expect((await ask(lines, ...argv, '--format', format)).code).toBe(code);
  });

  test('says how many are not fresh, beside the list', async () => {
    const lines = [fresh, covered({ outcome: 'held' }), covered({ lastComplete: ago(49 * HOUR) })];
    const { out, err } = await ask(lines, '--max-age', '36h');
    expect(err).toBe('Of 3 listings: 1 listing not complete, 1 listing older than 36 h.\n');
    expect(out).toContain('2 d');
  });

  test('takes no age that is not one', async () => {
    expect((await ask([fresh], '--max-age', '24')).err).toContain('Expected a time as 90m, 24h or 7d.');
  });
});

const writing = () => {
  const asked: unknown[] = [];
  const writer = {
    ...noWriter,
    confirm: async (held: Parameters<typeof noWriter.confirm>[0]) => {
      asked.push(held);
      return confirmation(held);
    },
    forget: async (order: Parameters<typeof noWriter.forget>[0]) => {
      asked.push(order);
      return forgetting(order);
    },
  };
  return { asked, writer };
};

const act = async (
  argv: readonly string[],
  holds: Parameters<typeof fakeReader>[0],
  env: Record<string, string> = {},
) => {
  const { asked, writer } = writing();
  const local = { openRegister: async () => ({ reader: fakeReader(holds), writer, close: async () => undefined }) };
  return { ...(await cadastre(argv, { cwd: folder.path, env, local })), asked };
};

describe('runs confirm', () => {
  const held = covered({ outcome: 'held', reason: '25 of 30' });
  const other = covered({ outcome: 'held', partition: 'aws:210987654321', accountId: '210987654321' });

  test('confirms the held listing of that name, in the name of who is at the keyboard', async () => {
    const { code, out, asked } = await act(
      ['runs', 'confirm', held.listing],
      { coverage: [fresh, held] },
      { USER: 'ben' },
    );
    expect(code).toBe(0);
    expect(out).toBe(
      'Confirmed by ben: 25 resources are gone from aws_ebs_volume@eu-west-1 of aws:123456789012. The next run believes it.\n',
    );
    expect(asked).toMatchObject([{ partition: held.partition, listing: held.listing, by: 'ben' }]);
  });

  test('asks for the partition where the name does not tell, and takes it, and the name, from its own options', async () => {
    const coverage = [held, other];
    const ambiguous = await act(['runs', 'confirm', held.listing, '--by', 'ana'], { coverage });
    expect(ambiguous).toMatchObject({ code: 1, asked: [] });
    expect(ambiguous.err).toContain('name one with --partition: aws:123456789012, aws:210987654321');
    const argv = ['runs', 'confirm', held.listing, '--by', 'ana', '--partition', other.partition!, '--format', 'json'];
    const { out, asked } = await act(argv, { coverage });
    expect(asked).toMatchObject([{ partition: other.partition, by: 'ana' }]);
    expect(Object.keys(JSON.parse(out)[0])).toEqual('id at by partition listing since lost'.split(' '));
  });

  test('confirms nothing that is not held, nor for nobody', async () => {
    expect(await act(['runs', 'confirm', fresh.listing], { coverage: [fresh] })).toMatchObject({
      code: 1,
      asked: [],
      err: expect.stringContaining('is not held; no listing is held'),
    });
    const nobody = await act(['runs', 'confirm', held.listing], { coverage: [held] });
    expect(nobody).toMatchObject({ code: 1, asked: [], err: expect.stringContaining('say who you are with --by') });
  });

  test('lists what was confirmed, and leaves the list of runs as it was', async () => {
    const holds = { confirmations: [confirmation()], runs: [pastRun()] };
    expect(JSON.parse((await act(['runs', 'confirm', '--list', '--format', 'json'], holds)).out)).toEqual([
      expect.objectContaining({ by: 'ana', lost: 25 }),
    ]);
    expect(JSON.parse((await act(['runs', '--format', 'json'], holds)).out)).toEqual([
      expect.objectContaining({ id: 'run-1' }),
    ]);
  });
});

describe('forget', () => {
  const holds = { resources: [resource()], coverage: [fresh], forgettings: [forgetting()] };

  test('needs to be told what', async () => {
    expect(await act(['forget', '--by', 'ana'], holds)).toMatchObject({
      code: 1,
      asked: [],
      err: 'cadastre: say what is to be forgotten with --root, --account, --region, --kind or --id\n',
    });
  });

  test('forgets what fits all that is named, and says who said so', async () => {
    const argv = [
      'forget',
      '--account',
      '123456789012',
      '--region',
      'eu-west-1',
      '--kind',
      'aws_ebs_volume',
      '--by',
      'ana',
    ];
    const { code, out, asked } = await act([...argv, '--id', 'VOL-1'], holds);
    expect(code).toBe(0);
    const selector = { accountId: '123456789012', region: 'eu-west-1', kind: 'aws_ebs_volume', id: resource().id };
    expect(asked).toMatchObject([{ selector, by: 'ana' }]);
    expect(out).toMatch(/^Forgot account 123456789012, region eu-west-1, .*: 1 resource retired, by ana\.\n$/);
  });

  test('lists what it would retire and retires nothing, where that is asked for', async () => {
    const { code, out, err, asked } = await act(
      ['forget', '--kind', 'aws_ebs_volume', '--dry-run', '--format', 'ndjson'],
      holds,
    );
    expect({ code, err, asked }).toEqual({ code: 0, err: '1 resource would be retired.\n', asked: [] });
    expect(JSON.parse(out)).toEqual({
      id: resource().id,
      kind: 'aws_ebs_volume',
      accountId: '123456789012',
      accountName: null,
      region: 'eu-west-1',
      partition: 'aws:123456789012',
    });
  });

  test.each([
    [['--root', 'aws:all'], 'the register knows no root aws:all; there are: aws:own'],
    [['--account', '1'], 'The register knows no account "1"'],
    [['--kind', 'aws_ebs_volumes'], 'did you mean "aws_ebs_volume"?'],
    [['--id', 'vol-2'], 'the register has no resource "vol-2"'],
  ])('takes %s for a slip', async (argv, message) => {
    const { code, err, asked } = await act(['forget', ...argv, '--by', 'ana'], holds);
    expect([code, asked]).toEqual([1, []]);
    expect(err).toContain(message);
  });

  test('lists what was forgotten, by whom and when', async () => {
    const [one] = JSON.parse((await act(['forget', '--list', '--format', 'json'], holds)).out);
    expect(one).toEqual({
      id: forgetting().id,
      at: '2026-02-01T00:00:00.000Z',
      by: 'ana',
      selector: { root: null, accountId: '123456789012', region: null, kind: null, id: null },
      retired: 1,
    });
  });
});

test('what could not be read again is shown beside the resource', async () => {
  const stale = [{ fact: 'fields.state', since: '2026-02-01T00:00:00.000Z' }];
  const reader = fakeReader({ resources: [resource({ stale })] });
  const show = (format: string) => cadastre(['show', resource().id, '--format', format], { cwd: folder.path, reader });
  expect(JSON.parse((await show('json')).out).resource.stale).toEqual(stale);
  expect((await show('text')).out).toContain('fields.state, since 2026-02-01T00:00:00.000Z: what stands here is older');
});

test('a held listing is told in the summary of the run, with the command that confirms it', async () => {
  const since = '2026-02-01T00:00:00.000Z';
  const outcome = { partition: 'aws:1', listing: 'aws_ebs_volume@eu-west-1', found: 5, lastComplete: null, since };
  const run = pastRun({
    listings: {
      complete: 3,
      incomplete: [{ ...outcome, outcome: 'held', reason: '25 of 30 resources are gone at once' }],
    },
  });
  const { code, out } = await cadastre(['collect', '--quiet', '--data', 'here'], {
    cwd: folder.path,
    reader: fakeReader({}),
    local: { collect: async () => run },
  });
  expect(code).toBe(2);
  expect(out).toContain('3 complete, 0 incomplete, 1 held');
  expect(out).toContain('aws:1 aws_ebs_volume@eu-west-1: held: 25 of 30 resources are gone at once');
  expect(out).toContain('npx cadastre runs confirm aws_ebs_volume@eu-west-1 --partition aws:1 --data here');
});
