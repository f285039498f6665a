import { describe, expect, it } from 'vitest';
import { timeOption } from '../../lib/cli/times.ts';
import type { PastView } from '../../lib/register/history-types.ts';
import { cadastre, fakeReader, type Holds, resource } from './fake.ts';
import { workingFolder } from './folder.ts';
import { AT, change, reached } from './history-fake.ts';

const folder = workingFolder();
const run = async (holds: Holds, ...argv: string[]) => {
  const reader = fakeReader(holds);
  return { ...(await cadastre(argv, { cwd: folder.path, reader })), asked: reader.asked };
};

describe('a time', () => {
  const NOW = Date.parse('2026-06-15T12:00:00Z');
  const read = (written: string) => timeOption()(written)(NOW);
  it.each([
    ['2026-06-01', '2026-06-01T00:00:00.000Z'],
    ['2026-06-01T12:30', '2026-06-01T12:30:00.000Z'],
    ['2026-06-01 12:30:15', '2026-06-01T12:30:15.000Z'],
    ['2026-06-01T12:30+02:00', '2026-06-01T10:30:00.000Z'],
    ['2026-06-01T12:30:15.250Z', '2026-06-01T12:30:15.250Z'],
  ])('written as %s is %s', (written, time) => expect(read(written)).toBe(time));

  it.each([
    ['30m', 0.5],
    ['12h', 12],
    ['3d', 72],
    ['2w', 336],
  ])('written as %s is %d hours ago', (written, hours) => {
    expect(Date.parse(read(written)) + hours * 3_600_000).toBe(NOW);
  });

  it.each(['yesterday', '', '3', '3y', '2026-06', '2026-02-30', '2026-06-01T25:00', '999999w', '1.5d'])(
    'is not written as "%s"',
    (written) => expect(() => read(written)).toThrow(/Expected a time as 2026-06-01/),
  );

  it('is the end of a day where a span ends with it, and none that is yet to come where nothing is known of it', () => {
    expect(timeOption({ day: 'ends' })('2026-06-01')(NOW)).toBe('2026-06-01T23:59:59.999Z');
    expect(() => timeOption({ past: true })('9999-01-01')(NOW)).toThrow(/not yet to come/);
  });
});

describe('changes', () => {
  it('are listed with what each was before and after', async () => {
    const { code, out, err } = await run({ changes: [change()] }, 'changes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^2026-02-01 00:00 +changed +aws_ebs_volume +data-1 +bob +fields\.state: in-use → available; owner: ana → bob +arn:.*vol-1$/m,
    );
  });

  it('have the keys and columns of the contract', async () => {
    const [row] = JSON.parse((await run({ changes: [change()] }, 'changes', '--format', 'json')).out);
    expect(row).toEqual({
      resourceId: resource().id,
      provider: 'aws',
      kind: 'aws_ebs_volume',
      class: 'disk',
      accountId: '123456789012',
      accountName: null,
      region: 'eu-west-1',
      name: 'data-1',
      owner: 'bob',
      version: 2,
      event: 'changed',
      changes: change().changes,
      at: AT,
      run: 'run-2',
    });
    const { out } = await run({ changes: [change()] }, 'changes', '--format', 'csv');
    expect(out.split('\r\n')[1]).toBe(
      `${AT},changed,${resource().id},aws_ebs_volume,123456789012,data-1,bob,2,"{""fields.state"":[""in-use"",""available""],""owner"":[""ana"",""bob""]}",run-2,`,
    );
  });

  it('are asked for as they are narrowed; the last week without more', async () => {
    const narrow = ['--account', '1', '--kind', 'aws_ebs_volume', '--field', 'state', '--event', 'changed'];
    const { asked } = await run({}, 'changes', '--since', '2026-01-01', '--until', '2026-01-31', ...narrow);
    expect(asked).toEqual([
      {
        since: '2026-01-01T00:00:00.000Z',
        until: '2026-01-31T23:59:59.999Z',
        accountId: '1',
        kind: 'aws_ebs_volume',
        field: 'state',
        event: 'changed',
      },
    ]);
    const [week] = (await run({}, 'changes')).asked as { since: string; until: string }[];
    const span = Date.parse(week!.until) - Date.parse(week!.since);
    expect(Math.round(span / 86_400_000)).toBe(7);
  });

  it('come no more than are asked for', async () => {
    const { out } = await run(
      { changes: [change(), change(), change()] },
      'changes',
      '--limit',
      '2',
      '--format',
      'ndjson',
    );
    expect(out.trim().split('\n')).toHaveLength(2);
  });

  it('say that there are none, and that older ones are found elsewhere', async () => {
    expect((await run({}, 'changes')).err).toBe('No change fits.\n');
    const { err } = await run({ changesSince: '2026-03-01T00:00:00.000Z' }, 'changes', '--since', '2026-01-01');
    expect(err).toMatch(/^What changed before 2026-03-01.*not found by time: `cadastre show`/);
    expect((await run({ changesSince: '2020-01-01T00:00:00.000Z' }, 'changes')).err).toBe('No change fits.\n');
  });

  it.each([
    [['--since', 'yesterday'], /Expected a time/],
    [['--event', 'gone'], /Allowed choices are discovered, changed/],
    [['--kind', 'aws_ebs_volum'], /did you mean "aws_ebs_volume"/],
  ])('asked for with %j are refused', async (argv, message) => {
    const { code, err } = await run({}, 'changes', ...argv);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

describe('show --at', () => {
  const [version] = [{ ...change(), event: 'discovered' as const, version: 1, changes: {} }];
  const then = (id: string, at: string): PastView | undefined => {
    if (id !== resource().id) return undefined;
    if (at < '2026-01-01') return { resource: null, id, why: 'unborn', since: AT };
    if (at < '2026-01-15') return { resource: null, id, why: 'expired', since: AT };
    return { resource: resource({ name: 'as-it-was' }), versions: [version!] };
  };
  const show = (at: string, ...argv: string[]) =>
    run({ resources: [resource()], past: then }, 'show', 'vol-1', '--at', at, ...argv);

  it('shows the facts of then and the history up to then', async () => {
    const { code, out } = await show('2026-02-01');
    expect(code).toBe(0);
    for (const line of [
      /^As it was at 2026-02-01T00:00:00\.000Z$/m,
      /^aws_ebs_volume {2}as-it-was$/m,
      /^ {2}attached to → arn:.*instance\/i-1$/m,
      /^History up to then\n.*version 1: discovered/m,
    ])
      expect(out).toMatch(line);
    expect(out).not.toMatch(/←|Findings/);
    const json = JSON.parse((await show('2026-02-01', '--format', 'json')).out);
    expect(Object.keys(json)).toEqual(['at', 'resource', 'versions']);
    expect(json).toMatchObject({ at: AT, resource: { name: 'as-it-was' } });
  });

  it('says why it cannot', async () => {
    const unborn = await show('2025-06-01');
    expect(unborn.code).toBe(1);
    expect(unborn.err).toBe(
      `cadastre: the register first saw ${resource().id} at ${AT}: what it was at 2025-06-01T00:00:00.000Z is not known\n`,
    );
    expect((await show('2026-01-02')).err).toMatch(/history of .*vol-1 is kept from 2026-02-01.* has expired\n$/);
    expect((await show('9999-01-01')).err).toMatch(/not yet to come/);
  });
});

describe('resources --at', () => {
  it('asks for the register of then', async () => {
    const { asked } = await run({}, 'resources', '--at', '2026-02-01', '--region', 'eu-west-1');
    expect(asked[0]).toMatchObject({ at: AT, region: 'eu-west-1' });
    expect((await run({}, 'resources')).asked[0]).toMatchObject({ at: undefined });
  });

  it('is incomplete, and says so, where history has expired', async () => {
    const { code, out, err } = await run(
      { resources: [resource()], untold: ['a', 'b'] },
      'resources',
      '--at',
      '2026-02-01',
    );
    expect(code).toBe(2);
    expect(out).toContain('data-1');
    expect(err).toBe('Not listed: 2 resources whose history back to 2026-02-01T00:00:00.000Z has expired.\n');
  });
});

describe('impact', () => {
  const impact = (id: string, depth: number | undefined) =>
    id === resource().id
      ? {
          id,
          kind: 'aws_ebs_volume',
          dependents: [
            reached(),
            ...(depth === 1
              ? []
              : [reached({ id: 'pool', kind: 'aws_ec2_target_group', rel: 'routes_to', through: 'vm-1', depth: 2 })]),
          ],
          orphans: [],
        }
      : undefined;
  const ask = (...argv: string[]) => run({ resources: [resource()], impact }, 'impact', ...argv);

  it('prints what depends on a resource, step by step, and what it would leave behind', async () => {
    const { code, out } = await ask('vol-1');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        `aws_ebs_volume  ${resource().id}`,
        '',
        'Depends on it: 2 resources',
        '  aws_ec2_instance  vm-1  (attached to; owner ana)',
        '    aws_ec2_target_group  pool  (routes to, by way of vm-1; owner ana)',
        '',
        'Orphaned without it',
        '  nothing',
        '',
      ].join('\n'),
    );
  });

  it('goes as deep as it is told, and prints JSON', async () => {
    const { out } = await ask(resource().id, '--depth', '1', '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      id: resource().id,
      kind: 'aws_ebs_volume',
      dependents: [reached()],
      orphans: [],
    });
    expect((await ask('vol-1', '--depth', '0')).err).toMatch(/at least 1/);
  });

  it('says that there is no such resource', async () => {
    const { code, err } = await ask('nothing');
    expect(code).toBe(1);
    expect(err).toMatch(/the register has no resource "nothing"/);
  });
});
