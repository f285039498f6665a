/** The command line on a deployed register: DynamoDB's own client, with the caller's credentials, over HTTP. */

import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { local } from '../../lib/cli/open.ts';
import { connectTable, startTable } from '../../lib/local/table.ts';
import { ACCOUNT, collect, listing, volume, volumeId } from '../collect/estate.ts';
import { openOn } from '../register/table.ts';
import { cadastre, fakeReader, noWriter } from './fake.ts';

let folder: string;
let served: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-deployed-'));
  served = await startTable(join(folder, 'data'));
  const { database, client } = await connectTable(served.endpoint);
  const idle = volume('idle', { fields: { ...volume('idle').fields, state: 'unattached', attachedTo: [] }, links: [] });
  await collect(await openOn(database, 0), 0, [listing([[volume('web'), idle]])]);
  await client.send(
    new CreateTableCommand({
      TableName: 'others',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await client.send(
    new CreateTableCommand({
      TableName: 'foreign',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  client.destroy();
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

/** As a caller's shell has it. */
const shell = (env: Record<string, string | undefined> = {}): void => {
  const all = {
    AWS_ENDPOINT_URL_DYNAMODB: served.endpoint,
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_MAX_ATTEMPTS: '1',
    ...env,
  };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
};
beforeEach(() => {
  shell();
  return () => vi.unstubAllEnvs();
});

const run = (...argv: string[]) => cadastre(argv, { cwd: folder, local, env: { USER: 'ana' } });
const json = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv, '--table', 'cadastre', '--format', 'json');
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

describe('with --table', () => {
  it('reading commands read the deployed register', async () => {
    expect((await json('resources', '--owner', 'ana')).map(({ id }: any) => id)).toEqual(['idle', 'web'].map(volumeId));
    expect(await json('owners')).toMatchObject([{ id: 'ana', resources: 2 }]);
    expect(await json('findings')).toMatchObject([{ check: 'unattached_disk' }]);
    expect((await json('show', 'web')).resource.id).toBe(volumeId('web'));
    expect((await json('impact', 'web')).id).toBe(volumeId('web'));
    expect((await json('kinds')).find(({ id }: any) => id === 'aws_ebs_volume').resources).toBe(2);
    expect((await json('checks')).find(({ id }: any) => id === 'unattached_disk').fail).toBe(1);
    expect((await run('runs', '--table', 'cadastre')).err).toBe('No run yet.\n');
    expect((await run('coverage', '--table', 'cadastre')).code).toBe(2);
    expect((await run('changes', '--table', 'cadastre')).code).toBe(0);
  });

  it('what people say is noted there', async () => {
    const words = ['--check', 'unattached_disk', '--until', '2999-12-31', '--reason', 'kept'];
    await json('suppress', 'idle', ...words);
    expect(await json('findings')).toEqual([]);
    await json('suppress', 'idle', '--check', 'unattached_disk', '--remove');
    expect(await json('findings')).toHaveLength(1);
    const dry = await run('forget', '--account', ACCOUNT, '--dry-run', '--table', 'cadastre', '--format', 'json');
    expect(JSON.parse(dry.out)).toHaveLength(2);
    expect((await run('runs', 'confirm', 'x', '--table', 'cadastre')).err).toContain('no listing is held');
  });

  it('the region is that of the option, before that of the environment', async () => {
    shell({ AWS_REGION: undefined });
    const without = await run('owners', '--table', 'cadastre');
    expect(without.code).toBe(1);
    expect(without.err).toContain('no AWS region is known for the table cadastre: give --table-region');
    expect((await run('owners', '--table', 'cadastre', '--table-region', 'eu-west-3')).code).toBe(0);
  });
});

describe('a register that cannot be used', () => {
  const failing = async (...argv: string[]): Promise<string> => {
    const { code, out, err } = await run('owners', ...argv);
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain('DEBUG');
    return err;
  };

  it('since no credential is found', async () => {
    shell({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    const text = await failing('--table', 'cadastre');
    expect(text).toContain('No AWS credential works');
    expect(text).toContain('aws sso login');
  });

  it('since there is no such table', async () => {
    const text = await failing('--table', 'nowhere', '--table-region', 'eu-west-1');
    expect(text).toContain('there is no table nowhere in eu-west-1');
    expect(text).toContain('aws sts get-caller-identity');
  });

  it.each(['others', 'foreign'])('since the table %s is no register', async (table) => {
    expect(await failing('--table', table)).toContain(`the table ${table} holds no register of Cadastre`);
  });

  it('since nobody answers at the address', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    await new Promise((closed) => gone.close(closed));
    shell({ AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });
    expect(await failing('--table', 'cadastre')).toContain('AWS cannot be reached');
  });

  /** DynamoDB as far as `operation`, which it refuses in its own words. */
  const refusing = async (operation: string, type: string, message: string): Promise<void> => {
    const server: Server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (request.headers['x-amz-target']?.toString().endsWith(operation)) {
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
        return response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }));
      }
      const { host: _, ...headers } = request.headers as Record<string, string>;
      const answer = await fetch(served.endpoint, { method: 'POST', headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    shell({ AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  };

  it.each(['GetItem', 'Query', 'BatchGetItem'])('since %s is denied, at once or in the middle', async (operation) => {
    const denied = `User: arn:aws:iam::111111111111:user/ana is not authorized to perform: dynamodb:${operation}`;
    await refusing(operation, 'AccessDeniedException', denied);
    const text = await failing('--table', 'cadastre');
    expect(text).toContain('AWS does not let you use the table cadastre');
    expect(text).toContain(denied);
    expect(text).toContain('kms:Decrypt');
  });

  it('since the token has expired', async () => {
    await refusing('GetItem', 'ExpiredTokenException', 'The security token included in the request is expired');
    expect(await failing('--table', 'cadastre')).toContain('aws sso login');
  });
});

describe('which register is meant', () => {
  const opened: unknown[] = [];
  const place = (...argv: string[]) =>
    cadastre(argv, {
      cwd: folder,
      local: {
        openDeployed: async (table) => {
          opened.push(table);
          return { reader: fakeReader({}), writer: noWriter, close: async () => undefined };
        },
      },
    });

  it.each([
    [['--table', 'a', '--data', 'x'], 'neither in a folder (--data) nor the --sample'],
    [['--deployed', '--sample'], 'neither in a folder'],
    [['--table', 'a', '--deployed'], 'give either --table or --deployed'],
    [['--table', 'a', '--config', 'x'], '--config is for --deployed'],
    [['--table-region', 'eu-west-1'], 'give --table or --deployed'],
    [['--deployed'], 'there is no cadastre.yaml here'],
  ])('%j contradicts itself, and is refused', async (argv, why) => {
    const { code, err } = await place('owners', ...argv);
    expect(code).toBe(1);
    expect(err).toContain(why);
    expect(opened).toEqual([]);
  });

  it('--deployed is what the config deploys: the usual name where it says none', async () => {
    await writeFile(join(folder, 'cadastre.yaml'), 'roots:\n  - provider: aws\n');
    onTestFinished(() => rm(join(folder, 'cadastre.yaml')));
    expect((await place('owners', '--deployed')).code).toBe(0);
    expect((await place('owners', '--deployed', '--table-region', 'eu-west-3')).code).toBe(0);
    expect(opened.splice(0)).toEqual([{ table: 'cadastre' }, { table: 'cadastre', region: 'eu-west-3' }]);
  });

  it('--deployed has the name and the region of the config; --table-region goes before', async () => {
    const deploy = 'deploy:\n  name: inventory\n  region: eu-central-1\n';
    await writeFile(join(folder, 'prod.yaml'), `roots:\n  - provider: aws\n${deploy}`);
    const argv = ['owners', '--deployed', '--config', 'prod.yaml'];
    expect((await place(...argv)).code).toBe(0);
    expect((await place(...argv, '--table-region', 'eu-west-3')).code).toBe(0);
    expect(opened.splice(0)).toEqual([
      { table: 'inventory', region: 'eu-central-1' },
      { table: 'inventory', region: 'eu-west-3' },
    ]);
  });
});

it('collecting stays on this machine: a table is none of its options', async () => {
  const { code, err } = await run('collect', '--table', 'cadastre');
  expect(code).toBe(1);
  expect(err).toContain("unknown option '--table'");
});
