import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noTagWords } from '../../lib/owners/tag-words.ts';
import { Captured, cadastre, covered, fakeReader, finding, owner, pastRun, resource, terminal } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const reader = fakeReader({
  resources: [resource(), resource({ id: 'b', name: null, kind: 'aws_s3_bucket', class: 'bucket' })],
  findings: [finding(), finding({ check: 'unowned', verdict: 'unknown' })],
  owners: [owner(), owner({ id: 'unowned', name: null, status: 'none' })],
  runs: [pastRun(), pastRun({ id: 'run-0', finishedAt: null })],
});
const known = [covered()];
const ask = (...argv: string[]) => cadastre(argv, { cwd: folder.path, reader });

test('a resource in JSON has the keys of the contract, and no others', async () => {
  const { code, out, err } = await ask('resources', '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [first, second] = JSON.parse(out);
  expect(Object.keys(first)).toEqual(
    'id provider kind type class category accountId accountName region name tags owner lifecycle fields links group createdAt firstSeen changedAt version stale'.split(
      ' ',
    ),
  );
  expect(Object.keys(first.owner)).toEqual(['id', 'status', 'source', 'key', 'value', 'from', 'coOwners', 'overrode']);
  expect(first).toEqual(resource());
  expect(second.name).toBeNull();
});

test('an account is shown by its id and name, in a table, in JSON and in CSV', async () => {
  const of = async (...argv: string[]) => {
    const named = {
      resources: [resource({ accountName: 'harbour-prod' })],
      findings: [finding({ accountName: 'harbour-prod' })],
    };
    return (
      await cadastre(argv, {
        cwd: folder.path,
        out: argv.length > 1 ? new Captured() : terminal(240),
        reader: fakeReader(named),
      })
    ).out;
  };
  expect(await of('resources')).toContain('123456789012 harbour-prod');
  for (const list of ['resources', 'findings']) {
    expect(JSON.parse(await of(list, '--format', 'ndjson'))).toMatchObject({ accountName: 'harbour-prod' });
    expect(await of(list, '--format', 'csv')).toMatch(/,accountName\r\n.*,harbour-prod\r\n$/s);
  }
});

test('what the register stores beside the contract does not leak into the JSON', async () => {
  const stored = { ...resource(), pk: 'r#1', hash: 'x' };
  const { out } = await cadastre(['resources', '--format', 'ndjson'], {
    cwd: folder.path,
    reader: fakeReader({ resources: [stored] }),
  });
  expect(JSON.parse(out)).toEqual(resource());
});

test('owners and findings in JSON have the keys of the contract', async () => {
  const owners = JSON.parse((await ask('owners', '--format', 'json')).out);
  expect(owners).toEqual([owner(), owner({ id: 'unowned', name: null, status: 'none' })]);
  expect(Object.keys(owners[0])).toEqual(
    'id name status resources billed exempt classes findings suppressed'.split(' '),
  );
  const findings = JSON.parse((await ask('findings', '--format', 'json')).out);
  expect(Object.keys(findings[0])).toEqual(
    'check severity verdict reason since resourceId kind accountId accountName owner lifecycle suppressed'.split(' '),
  );
  expect(findings).toHaveLength(2);
});

test('runs in JSON have the keys of the contract and obey the limit', async () => {
  const runs = JSON.parse((await ask('runs', '--limit', '1', '--format', 'json')).out);
  const listings = {
    ...pastRun().listings,
    closed: [],
    more: { incomplete: 0, held: 0 },
    unread: { count: 0, first: [] },
  };
  expect(runs).toEqual([{ ...pastRun(), listings, partial: false, closed: [] }]);
  expect(Object.keys(runs[0])).toEqual(
    'id startedAt finishedAt providers partial partitions listings resources calls items closed failedRoots'.split(' '),
  );
  expect((await ask('runs')).out).toContain('no end');
});

test('an empty list is an empty list in JSON, a header in CSV, and a message on stderr', async () => {
  const none = (format: string) => cadastre(['resources', '--format', format], { cwd: folder.path });
  expect(await none('json')).toEqual({ code: 0, out: '[]\n', err: 'No resource fits.\n' });
  expect(await none('ndjson')).toEqual({ code: 0, out: '', err: 'No resource fits.\n' });
  expect(await none('table')).toEqual({ code: 0, out: '', err: 'No resource fits.\n' });
  expect((await none('csv')).out).toMatch(/^\ufeffid,provider,[^\n]+\r\n$/);
});

test('every filter reaches the register', async () => {
  const asking = fakeReader({ owners: [owner()] });
  const argv =
    'resources --owner ANA --account 1 --kind aws_ebs_volume --class disk --tag env=prod --tag team=a=b --tag env=p* --region eu-west-1 --include-retired';
  await cadastre(argv.split(' '), { cwd: folder.path, reader: asking });
  expect(asking.asked).toEqual([
    {
      owner: 'ana',
      accountId: '1',
      kind: 'aws_ebs_volume',
      class: 'disk',
      tags: [
        ['env', 'prod'],
        ['team', 'a=b'],
        ['env', 'p*'],
      ],
      region: 'eu-west-1',
      includeRetired: true,
      at: undefined,
    },
  ]);
});

test('an owner is found by name, and one whom nobody knows is a mistake with the nearest', async () => {
  expect(JSON.parse((await ask('resources', '--owner', 'ana lopes', '--format', 'json')).out)).toHaveLength(2);
  const { code, out, err } = await ask('resources', '--owner', 'anna');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'cadastre: Nobody called "anna" owns anything; did you mean "ana"? `cadastre owners` lists who does.\n',
  );
});

test('an owner is found by whatever the directory calls them, and one who is known may own nothing', async () => {
  const person = { type: 'person', active: true } as const;
  const people = [
    { ...person, id: 'ana', name: 'Ana Lopes', email: 'ana.lopes@example.com', aliases: ['alopes', 'A. Lopes'] },
    { ...person, id: 'ben', name: 'Ben Roy', aliases: [] },
  ];
  const world = {
    cwd: folder.path,
    reader: fakeReader({ resources: [resource()], owners: [owner({ name: null })], people }),
  };
  for (const written of [
    'ANA',
    'Ana.Lopes@Example.com',
    ' alopes',
    'a.  lopes',
    'Ana lopes',
    'mailto:ana.lopes@example.com',
  ])
    expect((await cadastre(['resources', '--owner', written, '--format', 'ndjson'], world)).out).toContain(
      '"id":"ana"',
    );
  expect((await cadastre(['findings', '--owner', 'Ben Roy'], world)).err).toBe(
    'ben owns nothing. `cadastre owners` lists who does.\n',
  );
  expect((await cadastre(['resources', '--owner', 'Unowned'], world)).err).toBe('Everything has an owner.\n');
});

test('an unknown kind, class or check names the nearest', async () => {
  const one = await ask('resources', '--kind', 'aws_ebs_volumes');
  expect(one).toMatchObject({ code: 1, out: '' });
  expect(one.err).toBe(
    'cadastre: no kind is called "aws_ebs_volumes"; did you mean "aws_ebs_volume"? `cadastre kinds` lists them.\n',
  );
  expect((await ask('resources', '--class', 'disks')).err).toContain('did you mean "disk"?');
  expect((await ask('findings', '--check', 'unatached_disk')).err).toContain('did you mean "unattached_disk"?');
});

test('a limit stops the reading, not only the writing', async () => {
  const many = fakeReader({ resources: Array.from({ length: 1000 }, (_, n) => resource({ id: `r${n}` })) });
  const { out } = await cadastre(['resources', '--limit', '300', '--format', 'ndjson'], {
    cwd: folder.path,
    reader: many,
  });
  expect(out.trim().split('\n')).toHaveLength(300);
  expect(many.taken).toBe(300);
});

test.each(['table', 'json', 'ndjson', 'csv'])('a list of several pages is whole in %s', async (format) => {
  const many = fakeReader({ resources: Array.from({ length: 450 }, (_, n) => resource({ id: `<${n}>` })) });
  const { out } = await cadastre(['resources', '--format', format], { cwd: folder.path, reader: many });
  expect([...out.matchAll(/<(\d+)>/g)].map(([, n]) => Number(n))).toEqual(Array.from({ length: 450 }, (_, n) => n));
  if (format === 'json') expect(JSON.parse(out)).toHaveLength(450);
});

test('a reader that goes away ends the list quietly and early', async () => {
  const many = fakeReader({ resources: Array.from({ length: 1000 }, (_, n) => resource({ id: `r${n}` })) });
  const { code, err } = await cadastre(['resources'], { cwd: folder.path, reader: many, out: new Captured(1) });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(many.taken).toBeLessThan(1000);
});

test('a table fits the terminal, and says where it cut', async () => {
  const { out, err } = await cadastre(['resources'], { cwd: folder.path, reader, out: terminal(90) });
  for (const line of out.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(90);
  expect(out).toContain('…');
  expect(err).toContain('The table was cut to the width of the terminal');
});

test.each(['resources', 'findings', 'owners', 'runs', 'kinds', 'checks'])(
  'on a terminal of 80 columns, %s has lines that fit and cells that tell something',
  async (command) => {
    const id =
      '/subscriptions/1766c4f3-7d68-4a2b-a5de-da20cb7b37d6/resourcegroups/rg-1/providers/microsoft.web/sites/a';
    const full = fakeReader({
      resources: [
        resource({
          id,
          kind: 'gcp_compute_global_forwarding_rule',
          name: 'search-feed-forwarding-rule-000004',
          accountId: '1766c4f3-7d68-4a2b-a5de-da20cb7b37d6',
          region: 'northamerica-northeast1',
          owner: { ...resource().owner, id: 'bella.fischer@alderfinch.example' },
        }),
      ],
      findings: [finding({ check: 'load_balancer_without_targets', resourceId: id, owner: 'bella.fischer@a.example' })],
      owners: [owner({ id: 'bella.fischer@alderfinch.example', classes: { disk: 40, load_balancer: 5, bucket: 2 } })],
      runs: [pastRun({ id: '20261123T170336796Z-fjts' })],
    });
    const out = terminal(80);
    await cadastre([command], { cwd: folder.path, reader: full, out });
    const [head = '', ...rows] = out.text.trimEnd().split('\n');
    for (const line of [head, ...rows]) expect(line.length).toBeLessThanOrEqual(80);
    for (const cell of rows.flatMap((row) => row.split(/ {2,}/)).filter((one) => one.includes('…')))
      expect(cell.length).toBeGreaterThanOrEqual(8);
    // What names a row is there, whatever else was left out.
    const named = { resources: 'ID', findings: 'RESOURCE', owners: 'OWNER', runs: 'STARTED' }[command];
    expect(head).toContain(named ?? command.slice(0, -1).toUpperCase());
  },
);

test('a table that goes to a file or a pipe is not cut', async () => {
  const { out, err } = await ask('resources');
  expect(out).toContain(resource().id);
  expect(err).toBe('');
});

test('control characters of a name do not reach the terminal', async () => {
  const { out } = await cadastre(['resources'], {
    cwd: folder.path,
    reader: fakeReader({ resources: [resource({ name: 'a\u001b[2Jb\u009b1mc\nd\u202ee' })] }),
  });
  expect(out).toContain('a�[2Jb�1mc�d�e');
});

describe('kinds and checks', () => {
  const nowhere = { cwd: tmpdir() };
  const listed = async (argv: readonly string[], world: Parameters<typeof cadastre>[1]) => {
    const { code, out, err } = await cadastre([...argv, '--format', 'json'], world);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  };

  test('are listed without a register, and count nothing', async () => {
    expect(await listed(['kinds'], nowhere)).toContainEqual({
      id: 'aws_ebs_volume',
      provider: 'aws',
      class: 'disk',
      type: 'AWS::EC2::Volume',
      title: 'EBS volume',
      permissions: ['ec2:DescribeVolumes'],
      resources: null,
    });
    const [stopped] = (await listed(['checks'], nowhere)).filter(({ id }: { id: string }) => id === 'stopped_vm');
    expect(stopped).toMatchObject({
      severity: 'medium',
      classes: ['vm'],
      params: { days: 30, graceDays: 0 },
      fail: null,
    });
    expect((await cadastre(['kinds'], nowhere)).out).not.toContain('RESOURCES');
  });

  test('say with a register how much there is of each', async () => {
    const world = { cwd: folder.path, reader };
    const kinds = await listed(['kinds'], world);
    const resourcesOf = (id: string) => kinds.find((kind: { id: string }) => kind.id === id).resources;
    expect([resourcesOf('aws_ebs_volume'), resourcesOf('aws_s3_bucket'), resourcesOf('aws_vpc')]).toEqual([1, 1, 0]);
    const checks = await listed(['checks'], world);
    const [unattached] = checks.filter(({ id }: { id: string }) => id === 'unattached_disk');
    expect(unattached).toMatchObject({ fail: 1, unknown: 0 });
    expect((await cadastre(['checks'], world)).out).toMatch(/^unowned +\S+ +0 +1 /m);
  });

  test('fail where --data names a folder without a register', async () => {
    for (const command of ['kinds', 'checks']) {
      const { code, out, err } = await cadastre([command, '--data', 'nothing'], { cwd: folder.path });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('there is no register in');
    }
  });

  test('are listed although the config has mistakes, for who is mending it', async () => {
    await writeFile(join(folder.path, 'cadastre.yaml'), 'roots: []\n');
    const { code, out, err } = await cadastre(['checks'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(out).toContain('unattached_disk');
    expect(err).toBe('Without counts: cadastre.yaml has mistakes, which `cadastre doctor` tells.\n');
  });
});

describe('checks', () => {
  const inForce = { checks: { stopped_vm: { days: 3 }, unowned: false } as const, tags: noTagWords };
  const checks = async (...argv: string[]) =>
    (await cadastre(['checks', ...argv], { cwd: folder.path, reader: fakeReader({ inForce }) })).out;

  test('have the params that the last run went by, and say what is off', async () => {
    const all = JSON.parse(await checks('--format', 'json'));
    const of = (wanted: string) => all.find(({ id }: { id: string }) => id === wanted);
    expect(of('stopped_vm')).toMatchObject({ enabled: true, params: { days: 3, graceDays: 0 } });
    expect(of('unowned').enabled).toBe(false);
    expect(await checks()).toMatch(/^unowned .* off$/m);
  });

  test('have those of the config that is here', async () => {
    await mkdir(join(folder.path, '.cadastre/register'));
    await writeFile(join(folder.path, '.cadastre/register/register.json'), '{"sample": false}');
    await writeFile(
      join(folder.path, 'cadastre.yaml'),
      'roots:\n  - provider: aws\ntags:\n  required: [env]\nchecks:\n  stopped_vm: { days: 9 }\n',
    );
    const all = JSON.parse(await checks('--format', 'json'));
    const of = (wanted: string) => all.find(({ id }: { id: string }) => id === wanted).params;
    expect(of('stopped_vm').days).toBe(9);
    expect(of('missing_required_tags').tags).toEqual(['env']);
  });
});

describe('what the register does not know', () => {
  const holds = { resources: [resource()], firstRun: '2026-06-01T00:00:00.000Z' };
  const slip = (...argv: string[]) => cadastre(argv, { cwd: folder.path, reader: fakeReader(holds) });

  test.each([
    [['resources', '--account', '12345678901', '--kind', 'aws_vpc'], 'did you mean "123456789012"?'],
    [['coverage', '--account', '12345678901'], 'did you mean "123456789012"?'],
    [['changes', '--account', '12345678901'], 'did you mean "123456789012"?'],
    [['changes', '--field', 'lifecylce'], 'did you mean "lifecycle"?'],
    [['changes', '--field', 'fields.stat'], 'did you mean "state"?'],
    [['changes', '--since', '2025-01-01', '--until', '2025-02-01'], 'begins at 2026-06-01T00:00:00.000Z'],
  ])('%s is a mistake, and nothing is written', async (argv, message) => {
    const { code, out, err } = await cadastre([...argv, '--format', 'csv'], {
      cwd: folder.path,
      reader: fakeReader({ ...holds, resources: argv[0] === 'resources' ? [] : holds.resources, coverage: known }),
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  test('a time before the first run is told', async () => {
    const { code, err } = await cadastre(['resources', '--at', '2025-01-01'], {
      cwd: folder.path,
      reader: fakeReader({ firstRun: holds.firstRun }),
    });
    expect(code).toBe(1);
    expect(err).toContain('The register begins at 2026-06-01T00:00:00.000Z: what there was at 2025-01-01');
  });

  test('a region that is none is told with the nearest', async () => {
    const none = fakeReader(holds);
    none.resources = async function* () {};
    const { code, err } = await cadastre(['resources', '--region', 'eu-wset-1'], { cwd: folder.path, reader: none });
    expect(code).toBe(1);
    expect(err).toContain('did you mean "eu-west-1"?');
  });

  test('what is known and has nothing that fits is an empty list', async () => {
    const none = fakeReader(holds);
    none.resources = async function* () {};
    const { code, err } = await cadastre(['resources', '--region', 'eu-west-1'], { cwd: folder.path, reader: none });
    expect({ code, err }).toEqual({ code: 0, err: 'No resource fits.\n' });
  });

  test('tags have columns of their own where they are asked for', async () => {
    const { out } = await slip('resources', '--tag-columns', 'owner,env,none', '--format', 'csv');
    const [head, row] = out.trim().split('\r\n');
    expect(head!.endsWith(',tags.owner,tags.env,tags.none')).toBe(true);
    expect(row!.endsWith(',Ana,prod,')).toBe(true);
  });
});
