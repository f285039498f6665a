/** The whole system deployed: the template that the config gives, the bundles, and clouds of moto's to collect. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { loadConfig } from '../../lib/config/load.ts';
import type { Config } from '../../lib/config/types.ts';
import { bundleAll } from '../../lib/infra/bundle.ts';
import { Database } from '../../lib/register/database.ts';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisterReader } from '../../lib/register/types.ts';
import { accounts, EXTERNAL_ID, ROLE, regions } from '../standins/estate.ts';
import { creatorTagKeys, directory, tagKeys } from '../standins/owners.ts';
import { adapted, bootstrap, type Template } from './adapt.ts';
import { create, publish, synthesise } from './assembly.ts';
import { ACCOUNT, type MiniStack, REGION, startMiniStack } from './ministack.ts';

export const NAME = 'cadastre';

/** The config of a deployment, loaded as `cdk deploy` does, with what an AWS root of it says. */
export const configOf = async (root: Readonly<Record<string, unknown>>): Promise<Config> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-config-'));
  const rows = directory.map(({ id, type, name, aliases, active }) =>
    [id, type, name, aliases.join(';'), active].join(','),
  );
  await writeFile(join(folder, 'people.csv'), ['id,type,name,aliases,active', ...rows].join('\n'));
  const config = {
    roots: [{ provider: 'aws', ...root }],
    owners: { tagKeys, creatorTagKeys, directory: 'people.csv' },
    deploy: { name: NAME, region: REGION, account: ACCOUNT },
  };
  const path = join(folder, 'cadastre.yaml');
  // JSON is YAML.
  await writeFile(path, JSON.stringify(config));
  try {
    return await loadConfig(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};

export interface Deployed {
  readonly stack: MiniStack;
  /** What was synthesised, before anything was adapted. */
  readonly template: Template;
  readonly reader: RegisterReader;
  readonly database: Database;
  /** Folder where each process of a function leaves its number as `<function>.<number>`. */
  readonly pids: string;
  readonly bundleOf: (id: string) => string;
  /** Runs a provider's state machine to its end. */
  execute(provider: string, input?: object): Promise<DescribeExecutionOutput & { readonly executionArn: string }>;
  stop(): Promise<void>;
}

/** Bundles, synthesises and deploys; `aws` is where AWS is that is collected. */
export const deploySystem = async (aws: string): Promise<Deployed> => {
  const pids = await mkdtemp(join(tmpdir(), 'cadastre-pids-'));
  const config = await configOf({ accounts, role: ROLE, externalId: EXTERNAL_ID, regions, endpoint: aws });
  const bundles = await bundleAll(config);
  const assembly = await synthesise(config, bundles.folderOf);
  const stack = await startMiniStack({
    // A state machine's waits between tries, made short.
    SFN_WAIT_SCALE: '0.02',
  });
  await publish(stack, assembly.assets, { bootstrap });
  await create(
    stack,
    NAME,
    adapted(assembly.template, { AWS_ENDPOINT_URL: stack.endpoint, STANDIN_PIDS: pids }).template,
  );
  const states = stack.client(SFNClient);
  const client = stack.client(DynamoDBClient);
  const database = new Database(client, NAME);
  return {
    stack,
    template: assembly.template,
    reader: openReader(database),
    database,
    pids,
    bundleOf: bundles.folderOf as (id: string) => string,
    async execute(provider, input = {}) {
      const stateMachineArn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${NAME}-${provider}`;
      const { executionArn = '' } = await states.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
      );
      for (;;) {
        const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
        if (execution.status !== 'RUNNING') return { ...execution, executionArn };
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    async stop() {
      states.destroy();
      client.destroy();
      await stack.stop();
      await assembly.remove();
      await bundles.remove();
      await rm(pids, { recursive: true });
    },
  };
};
