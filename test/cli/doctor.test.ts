import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CollectorName } from '../../lib/deployed/ask-collector.ts';
import type { TriedRoots } from '../../lib/deployed/try-roots.ts';
import type { Probe, Source } from '../../lib/kinds/listing.ts';
import { ProviderError } from '../../lib/providers/errors.ts';
import type { RootToTry } from '../../lib/runs/trying.ts';
import { cadastre } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const closed: string[] = [];

const root = (id: string, probes: readonly Probe[]): RootToTry => ({
  id,
  open: async () =>
    ({
      async *probe() {
        yield* probes;
      },
      close: async () => void closed.push(id),
    }) as Partial<Source> as Source,
});

const doctor = (roots: readonly RootToTry[], ...argv: string[]) =>
  cadastre(['doctor', ...argv], {
    cwd: folder.path,
    local: { roots: async () => ({ roots, close: async () => void closed.push('all') }) },
  });

const works: Probe = { what: 'list accounts', ok: true, detail: '3 accounts', advice: null };
const fails: Probe = { what: 'list volumes', ok: false, detail: 'access denied', advice: 'Allow ec2:DescribeVolumes.' };

test('everything that works is told, and the exit code is 0', async () => {
  const { code, out } = await doctor([root('aws:own', [works])]);
  expect(code).toBe(0);
  expect(out).toBe('aws:own\n  ok      list accounts: 3 accounts\nAll 1 work.\n');
  expect(closed.slice(-2)).toEqual(['aws:own', 'all']);
});

test('a failure is told with its advice, the others are still tried, and the exit code is 2', async () => {
  const shut: RootToTry = {
    id: 'gcp:projects/a',
    open: async () => {
      throw new ProviderError('no_credentials', 'None found.', { provider: 'gcp' }, 'Log in.');
    },
  };
  const { code, out } = await doctor([shut, root('aws:own', [works, fails])]);
  expect(code).toBe(2);
  expect(out).toContain('  failed  open the root: no credentials at gcp: None found. Log in.\n');
  expect(out).toContain('  failed  list volumes: access denied\n          Allow ec2:DescribeVolumes.\n');
  expect(out).toContain('2 of 3 failed.\n');
});

test('roots are tried side by side, and told in the config’s order', async () => {
  let begun = () => {};
  const second = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const waits: RootToTry = {
    id: 'aws:own',
    open: async () => {
      await second;
      return root('aws:own', [works]).open();
    },
  };
  const begins: RootToTry = {
    id: 'azure:all',
    open: async () => {
      begun();
      return root('azure:all', [fails]).open();
    },
  };
  const { out } = await doctor([waits, begins]);
  expect(out.match(/^(aws|azure):\w+$/gm)).toEqual(['aws:own', 'azure:all']);
  expect(out).toContain('1 of 2 failed.\n');
});

test('kinds that the config leaves out are not tried', async () => {
  await writeFile(
    join(folder.path, 'cadastre.yaml'),
    'roots: [{ provider: aws }]\nexclude: { kinds: [aws_ebs_volume] }\n',
  );
  const asked: unknown[] = [];
  const one = {
    id: 'aws:own',
    open: async () =>
      ({
        async *probe(leaveOut) {
          asked.push(leaveOut);
          yield works;
        },
        close: async () => undefined,
      }) as Partial<Source> as Source,
  } satisfies RootToTry;
  await doctor([one]);
  expect(asked).toEqual([['aws_ebs_volume']]);
});

describe('--deployed', () => {
  const config =
    'roots: [{ provider: aws }, { provider: azure }, { provider: aws, accounts: organization, role: r }]\ndeploy: { name: estate, region: eu-west-1 }\n';
  const asked: CollectorName[] = [];
  const deployed = (answers: Readonly<Record<string, TriedRoots>>, ...argv: string[]) =>
    cadastre(['doctor', '--deployed', ...argv], {
      cwd: folder.path,
      local: {
        askCollector: async (name) => {
          asked.push(name);
          return answers[name.name]!;
        },
      },
    });

  test('each collector is asked once, and tells of its own roots', async () => {
    await writeFile(join(folder.path, 'cadastre.yaml'), config);
    const { code, out } = await deployed({
      'estate-aws': {
        tried: [
          { root: 'aws:own', ...works },
          { root: 'aws:r', ...fails },
        ],
        more: 3,
      },
      'estate-azure': { tried: [{ root: 'azure:all', ...works }], more: 0 },
    });
    expect(asked).toEqual(['estate-aws', 'estate-azure'].map((name) => ({ name, region: 'eu-west-1' })));
    expect(code).toBe(2);
    expect(out.match(/^\S+$/gm)).toEqual(['aws:own', 'aws:r', 'azure:all']);
    expect(out).toContain('and 3 others, not told one by one\n1 of 6 failed.\n');
  });

  test('is what a person is told of, whom a role that trusts the collector refuses', async () => {
    await writeFile(join(folder.path, 'cadastre.yaml'), config);
    const { out } = await doctor([root('aws:own', [fails])]);
    expect(out).toContain('`cadastre doctor --deployed`');
  });

  test('needs a config: which functions there are follows from it', async () => {
    const { code, err } = await deployed({}, '--sample');
    expect([code, err]).toEqual([1, expect.stringContaining('give --config')]);
  });
});

test('in JSON each probe is an object', async () => {
  const { code, out } = await doctor([root('aws:own', [fails])], '--format', 'json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual([{ root: 'aws:own', ...fails }]);
});
