/** What `cdk synth` writes, made in this process and brought to a stand-in as `cdk deploy` does. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { App } from 'aws-cdk-lib';
import type { Config } from '../../lib/config/types.ts';
import type { FunctionId } from '../../lib/deployed/functions.ts';
import { addStacks } from '../../lib/infra/app.ts';
import { zipOf } from '../standins/zip.ts';
import type { Template } from './adapt.ts';
import { ACCOUNT, type MiniStack, REGION } from './ministack.ts';

interface Asset {
  readonly bucket: string;
  readonly key: string;
  /** A folder to be archived, or a file. */
  readonly path: string;
  readonly folder: boolean;
}

export interface Assembly {
  readonly template: Template;
  readonly assets: readonly Asset[];
  remove(): Promise<void>;
}

const json = async (path: string): Promise<any> => JSON.parse(await readFile(path, 'utf8'));

/** Synthesises the stack of a config as bin/app.ts does. `bundleOf`: folder of a function's bundle. */
export const synthesise = async (config: Config, bundleOf: (id: FunctionId) => string): Promise<Assembly> => {
  const outdir = await mkdtemp(join(tmpdir(), 'cadastre-assembly-'));
  const { context } = await json('cdk.json');
  const app = new App({ outdir, context, analyticsReporting: false });
  addStacks(app, { config, bundleOf, account: ACCOUNT, region: REGION });
  const { stacks } = app.synth();
  const { stackName, templateFile } = stacks[0]!;
  const { files } = await json(join(outdir, `${stackName}.assets.json`));
  return {
    template: await json(join(outdir, templateFile)),
    assets: Object.values<any>(files).map(({ source, destinations }) => {
      const [{ bucketName, objectKey }] = Object.values<any>(destinations) as [any];
      return {
        bucket: bucketName,
        key: objectKey,
        path: join(outdir, source.path),
        folder: source.packaging === 'zip',
      };
    }),
    remove: () => rm(outdir, { recursive: true }),
  };
};

const filesBelow = async (folder: string): Promise<Record<string, Buffer>> => {
  const files: Record<string, Buffer> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files[path.slice(folder.length + 1)] = await readFile(path);
    }
  return files;
};

/** Puts the assets where the template looks for them; `beside`: files that every archive gets. */
export const publish = async (
  stack: MiniStack,
  assets: readonly Asset[],
  beside: Readonly<Record<string, string>>,
): Promise<void> => {
  const s3 = stack.client(S3Client);
  for (const Bucket of new Set(assets.map(({ bucket }) => bucket))) await s3.send(new CreateBucketCommand({ Bucket }));
  for (const { bucket: Bucket, key: Key, path, folder } of assets) {
    const Body = folder ? zipOf({ ...(await filesBelow(path)), ...beside }) : await readFile(path);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }
  s3.destroy();
};

/** Where a template lies for CloudFormation: a request takes 51,200 bytes of one, and a bucket more. */
const templateUrl = async (stack: MiniStack, StackName: string, template: Template): Promise<string> => {
  const s3 = stack.client(S3Client);
  const Bucket = 'templates';
  const Key = `${StackName}.json`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(template) }));
  s3.destroy();
  return `https://s3.${REGION}.amazonaws.com/${Bucket}/${Key}`;
};

/** Creates the stack and gives its outputs; where that fails, throws with what CloudFormation says of each resource. */
export const create = async (
  stack: MiniStack,
  StackName: string,
  template: Template,
): Promise<Record<string, string>> => {
  const client = stack.client(CloudFormationClient);
  try {
    const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
    const TemplateURL = await templateUrl(stack, StackName, template);
    await client.send(new CreateStackCommand({ StackName, TemplateURL, Capabilities }));
    for (;;) {
      const [described] = (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
      const { StackStatus = '', StackStatusReason, Outputs = [] } = described ?? {};
      if (StackStatus === 'CREATE_COMPLETE')
        return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
      if (!StackStatus.endsWith('_IN_PROGRESS')) {
        const events = [];
        for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName }))
          events.push(...StackEvents);
        const failed = events.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
        throw new Error(
          [
            `${StackName} is ${StackStatus}: ${StackStatusReason}`,
            ...failed.map(
              ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
            ),
          ].join('\n'),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    client.destroy();
  }
};
