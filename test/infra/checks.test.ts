/** The checks of the stack find what is wrong, and what they pass over has a reason. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load.ts';
import { addStacks } from '../../lib/infra/app.ts';
import { everything } from './synthesis.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-checks-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The whole stack in its app, not synthesised yet. */
const appOf = async (): Promise<App> => {
  const { context } = JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({ analyticsReporting: false, outdir: await mkdtemp(join(folder, 'out-')), context });
  addStacks(app, { config: await loadConfig(everything), bundleOf: () => import.meta.dirname });
  return app;
};

describe('the checks', () => {
  it('refuse a queue without TLS, a permission on everything, and what CloudFormation would refuse', async () => {
    const app = await appOf();
    const stack = app.node.findChild('cadastre') as Stack;
    new Queue(stack, 'Open');
    new CfnRole(stack, 'Mighty', {
      // Without a statement.
      assumeRolePolicyDocument: {},
      policies: [
        {
          policyName: 'all',
          policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
        },
      ],
    });
    const found = await Promise.resolve()
      .then(() => app.synth())
      .then(() => 'nothing', String);
    expect(found).toContain('AwsSolutions-SQS4');
    expect(found).toContain('AwsSolutions-IAM5[Resource::*]');
    expect(found).toContain('CloudFormation-Validate::E3530');
  });

  it('pass over nothing without a sentence that says why', async () => {
    const app = await appOf();
    const reasons = app.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(data as Record<string, unknown>).map((one) => JSON.stringify(one)));
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(reason).toMatch(/[A-Z][a-zA-Z0-9’-]* .{10,}\./);
  });
});

describe('npx cdk', () => {
  /** What is told where nothing can be deployed. */
  const refusal = async (
    env: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: unknown; readonly stderr: string }> => {
    const project = resolve(import.meta.dirname, '../..');
    const tsx = join(project, 'node_modules/tsx/dist/loader.mjs');
    return new Promise((done) =>
      execFile(
        process.execPath,
        ['--import', tsx, join(project, 'bin/app.ts')],
        { cwd: folder, env: { PATH: process.env.PATH, CDK_OUTDIR: join(folder, 'none'), ...env } },
        (error, _, stderr) => done({ code: error?.code, stderr }),
      ),
    );
  };

  it('says what to do where there is no cadastre.yaml, and shows no stack trace', async () => {
    const { code, stderr } = await refusal({});
    expect(code).toBe(1);
    expect(stderr).toMatch(/^There is no cadastre\.yaml here to deploy\. Copy docs\/cadastre\.example\.yaml/);
    expect(stderr).not.toContain('    at ');
  });

  it('says where a mistake stands', async () => {
    const path = join(folder, 'other.yaml');
    await writeFile(path, 'roots: [{ provider: aws }]\ndeploy: { regoin: eu-west-1 }\n');
    expect((await refusal({ CADASTRE_CONFIG: path })).stderr).toMatch(
      /^other\.yaml:2:\d+: deploy\.regoin: unknown key; did you mean "region"\?/,
    );
  });
});
