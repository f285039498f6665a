/** What `cadastre onboard` prints, run by a real shell whose cloud commands only write down what they were given. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '../../lib/kinds/catalog.ts';
import { readerGrants } from '../../lib/kinds/permissions.ts';
import { cadastre } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

const PARTS = ['aws', 'az', 'gcloud'];

interface Ran {
  /** Each command with its arguments, as the shell gave them. */
  readonly commands: readonly (readonly string[])[];
  readonly documents: Readonly<Record<string, unknown>>;
}

/** Runs a script by bash in a folder of its own. A command that is asked for a value answers `<command>-value`. */
const ran = async (script: string): Promise<Ran> => {
  const [bin, cwd] = [join(folder.path, 'bin'), join(folder.path, 'run')];
  await Promise.all([mkdir(bin, { recursive: true }), mkdir(cwd, { recursive: true })]);
  for (const name of PARTS) {
    await writeFile(
      join(bin, name),
      `#!/bin/sh\nprintf '%s\\0' ${name} "$@" >> ../log\nprintf '\\n\\0' >> ../log\necho ${name}-value\n`,
    );
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(folder.path, 'log'), '');
  const file = join(folder.path, 'script.sh');
  await writeFile(file, script);
  const run = promisify(execFile);
  await run('bash', ['-n', file]);
  const { stderr } = await run('bash', ['-eu', file], { cwd, env: { PATH: `${bin}:/usr/bin:/bin` } });
  expect(stderr).toBe('');
  const log = await readFile(join(folder.path, 'log'), 'utf8');
  const names = [...script.matchAll(/^cat > (\S+) <</gm)].map(([, name]) => name!);
  return {
    commands: log
      .split('\n\0')
      .slice(0, -1)
      .map((line) => line.split('\0').slice(0, -1)),
    documents: Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, JSON.parse(await readFile(join(cwd, name), 'utf8'))])),
    ),
  };
};

const configured = async (config: string): Promise<void> => writeFile(join(folder.path, 'cadastre.yaml'), config);

const onboard = async (...argv: string[]): Promise<string> => {
  const { code, out, err } = await cadastre(['onboard', ...argv], { cwd: folder.path });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

const json = async (...argv: string[]) => JSON.parse(await onboard(...argv, '--format', 'json'));

/** The value of an option in a command. */
const option = (command: readonly string[] | undefined, name: string) => {
  const at = command?.findIndex((word) => word === name || word.startsWith(`${name}=`)) ?? -1;
  if (at < 0) return undefined;
  return command![at] === name ? command![at + 1] : command![at]!.slice(name.length + 1);
};

const found = ({ commands }: Ran, ...words: readonly string[]) =>
  commands.filter((command) => words.every((word) => command.includes(word)));

const EVERYTHING = `roots:
  - { provider: aws, accounts: organization, role: teams/cadastre-read, externalId: "it's a long $word" }
  - { provider: azure, managementGroups: [production, sandbox], subscriptions: [11111111-2222-3333-4444-555555555555] }
  - { provider: gcp, parent: organizations/42 }
  - { provider: gcp, parent: folders/43 }
  - { provider: gcp, parent: projects/one }
deploy: { name: cloud-register, account: '111122223333', region: eu-west-1 }
`;

describe.each(['aws', 'azure', 'gcp'])('%s', (cloud) => {
  test('without a config the text is a script all the same, and names what has to be replaced', async () => {
    const script = await onboard(cloud);
    await ran(script);
    const { placeholders } = await json(cloud);
    expect(Object.keys(placeholders).length).toBeGreaterThan(1);
    for (const [word, meaning] of Object.entries(placeholders)) {
      expect(script).toContain(`#   ${word}: ${meaning}`);
      expect(script.split(word).length, word).toBeGreaterThan(3);
    }
    const capitals = new Set(
      script
        .replace(
          /[`"$][A-Z_]+|<<'?JSON'?|^JSON$|[A-Z_]+=|CAPABILITY_NAMED_IAM|SERVICE_MANAGED|DELEGATED_ADMIN|CLIENT_ID/gm,
          '',
        )
        .match(/\b[A-Z]+_[A-Z]+\b/g),
    );
    expect([...capitals].filter((word) => !(word in placeholders))).toEqual([]);
  });

  test('the text and the JSON carry the same documents', async () => {
    await configured(EVERYTHING);
    const { documents, steps } = await json(cloud, '--organization', '42', '--project', 'inventory');
    const { documents: written } = await ran(await onboard(cloud, '--organization', '42', '--project', 'inventory'));
    expect(Object.keys(written).length).toBeGreaterThan(0);
    for (const [name, document] of Object.entries(written))
      expect(document).toEqual(JSON.parse(JSON.stringify(documents[name]).replace('$ISSUER', 'aws-value')));
    expect(steps.flatMap(({ run }: { run: string[] }) => run).length).toBeGreaterThan(3);
  });
});

describe('AWS', () => {
  const actions = (template: any): string[] =>
    template.Resources.ReadRole.Properties.Policies[0].PolicyDocument.Statement.flatMap(
      (one: any) => one.Action,
    ).sort();

  test('the template’s role holds what the kinds need, without those that are left out', async () => {
    await configured(`${EVERYTHING}exclude: { kinds: [aws_lambda_function] }\n`);
    const { documents } = await ran(await onboard('aws', '--unit', 'r-abcd'));
    const [template]: any[] = Object.values(documents);
    const place = { partition: 'aws', accountId: '1' };
    expect(actions(template)).toEqual(
      readerGrants(place, ['aws_lambda_function'])
        .flatMap(({ statement }) => statement.Action)
        .sort(),
    );
    expect(actions(template).join()).not.toContain('lambda');
    const { RoleName, Path, AssumeRolePolicyDocument } = template.Resources.ReadRole.Properties;
    expect([Path, RoleName]).toEqual(['/teams/', 'cadastre-read']);
    expect(AssumeRolePolicyDocument.Statement).toMatchObject([
      {
        Principal: { AWS: 'arn:aws:iam::111122223333:role/cloud-register-aws' },
        Condition: { StringEquals: { 'sts:ExternalId': "it's a long $word" } },
      },
    ]);
  });

  test('CloudFormation’s own rules find no error in the template, as JSON and as YAML', async () => {
    await configured(EVERYTHING);
    const require = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'));
    const { CompositeEngine, TemplateContent } = require('@aws/cloudformation-validate');
    const engine = new CompositeEngine();
    const problems = (text: string): string[] =>
      engine
        .validateTemplate(new TemplateContent(text))
        .diagnostics.filter(({ severity }: { severity: string }) => /error|fatal/i.test(severity))
        .map(({ ruleId, message }: { ruleId: string; message: string }) => `${ruleId}: ${message}`);
    try {
      const yaml = await onboard('aws', '--format', 'template');
      expect(problems(yaml)).toEqual([]);
      expect(problems(JSON.stringify(parse(yaml)))).toEqual([]);
      expect(problems(yaml.replace('AssumeRolePolicyDocument', 'AssumeRole'))).not.toEqual([]);
    } finally {
      engine.free();
    }
  });

  test('the role goes to a unit by a StackSet, and tokens are enabled where Azure is collected', async () => {
    await configured(EVERYTHING);
    const all = await ran(await onboard('aws', '--unit', 'r-abcd'));
    const [set] = found(all, 'create-stack-set');
    expect(option(set, '--template-body')).toBe('file://teams-cadastre-read.json');
    expect(option(found(all, 'create-stack-instances')[0], '--deployment-targets')).toBe(
      'OrganizationalUnitIds=r-abcd',
    );
    expect(found(all, 'register-delegated-administrator', '111122223333')).toHaveLength(1);
    expect(found(all, 'enable-outbound-web-identity-federation')).toHaveLength(1);
  });

  test('where `cdk deploy` rolls the role out, nobody is told to', async () => {
    await configured(
      EVERYTHING.replace('region: eu-west-1', 'region: eu-west-1, organization: { id: o-abcde12345, units: [r-abcd] }'),
    );
    const all = await ran(await onboard('aws'));
    expect(found(all, 'create-stack-set')).toEqual([]);
    expect(found(all, 'register-delegated-administrator')).toEqual([]);
    expect(found(all, 'enable-aws-service-access')).toHaveLength(1);
  });

  test('accounts that are named each get a stack; the collector’s own account needs nothing', async () => {
    await configured("roots:\n  - { provider: aws, accounts: ['222233334444'], role: reader, externalId: word }\n");
    const all = await ran(await onboard('aws', '--account', '111122223333', '--region', 'cn-north-1'));
    expect(all.commands.map(([, , what]) => what)).toEqual(['deploy']);
    expect(JSON.stringify(all.documents)).toContain('arn:aws-cn:iam::111122223333:role/cadastre-aws');
    await configured('roots: [{ provider: aws }]\n');
    const { commands } = await ran(await onboard('aws'));
    expect(commands).toEqual([]);
  });

  test('as YAML the template gives the reason beside every resource that is any', async () => {
    await configured(EVERYTHING);
    const text = await onboard('aws', '--format', 'template');
    expect(parse(text)).toEqual(Object.values((await json('aws')).documents)[0]);
    const any = [...text.matchAll(/^(.*)\n.*Resource: "\*"$/gm)];
    expect(any.length).toBeGreaterThan(0);
    for (const [, before] of any) expect(before).toMatch(/^ +# These actions have no resource-level permission/);
    const refused = await cadastre(['onboard', 'azure', '--format', 'template'], { cwd: folder.path });
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('in member accounts') });
  });
});

describe('Azure', () => {
  test('the application trusts the collector’s role by what AWS says its issuer is', async () => {
    await configured(EVERYTHING);
    const { documents, commands } = await ran(
      await onboard('azure', '--tenant', '11111111-2222-3333-4444-555555555555'),
    );
    expect(documents['cadastre-federation.json']).toMatchObject({
      issuer: 'aws-value',
      subject: 'arn:aws:iam::111122223333:role/cloud-register-azure',
      audiences: ['api://AzureADTokenExchange'],
    });
    expect(
      option(
        commands.find((one) => one.includes('federated-credential')),
        '--id',
      ),
    ).toBe('az-value');
  });

  test('roles are granted on each group and subscription, one group a role', async () => {
    await configured(EVERYTHING);
    const all = await ran(await onboard('azure'));
    const roles: any[] = Object.entries(all.documents).flatMap(([name, role]) => (name.includes('role') ? [role] : []));
    expect(roles.map(({ AssignableScopes }) => AssignableScopes)).toEqual([
      ['/providers/Microsoft.Management/managementGroups/production'],
      ['/providers/Microsoft.Management/managementGroups/sandbox'],
      ['/subscriptions/11111111-2222-3333-4444-555555555555'],
    ]);
    expect(new Set(roles.map(({ Name }) => Name)).size).toBe(3);
    const granted = found(all, 'assignment', 'create');
    expect(granted.map((one) => option(one, '--scope'))).toEqual(
      roles.flatMap(({ AssignableScopes }) => AssignableScopes),
    );
    expect(granted.map((one) => option(one, '--assignee-object-id'))).toEqual(['az-value', 'az-value', 'az-value']);
  });

  test('without the kind for everything else, the role names each type', async () => {
    await configured('roots: [{ provider: azure }]\nexclude: { kinds: [azure_resource] }\n');
    const { documents }: { documents: any } = await json('azure');
    const types = catalog.filter(({ provider, id }) => provider === 'azure' && id !== 'azure_resource');
    expect(documents['cadastre-role.json'].Actions).toEqual(
      [
        'Microsoft.Authorization/permissions/read',
        'Microsoft.ResourceGraph/resources/read',
        ...types.map(({ type }) => `${type}/read`),
      ].sort(),
    );
  });

  test('an application that the config names is not made again, and a sovereign cloud has its own audience', async () => {
    const id = '66666666-7777-4888-9999-000000000000';
    await configured(
      `roots: [{ provider: azure, endpoint: 'https://management.usgovcloudapi.net', federation: { tenantId: ${id}, clientId: ${id} } }]\n`,
    );
    const all = await ran(await onboard('azure', '--account', '111122223333', '--management-group', 'all'));
    expect(found(all, 'app', 'create', '--display-name')).toEqual([]);
    expect(option(found(all, 'federated-credential')[0], '--id')).toBe(id);
    expect(all.documents['cadastre-federation.json']).toMatchObject({ audiences: ['api://AzureADTokenExchangeUSGov'] });
  });
});

describe('Google Cloud', () => {
  test('the pool knows the collector’s role and lets nobody else in', async () => {
    await configured(EVERYTHING);
    const all = await ran(await onboard('gcp', '--project', 'inventory', '--organization', '42'));
    const role = 'arn:aws:sts::111122223333:assumed-role/cloud-register-gcp';
    const [provider] = found(all, 'create-aws');
    expect(option(provider, '--account-id')).toBe('111122223333');
    expect(option(provider, '--attribute-condition')).toBe(`attribute.aws_role == '${role}'`);
    expect(option(provider, '--attribute-mapping')).toMatch(
      /^google\.subject=assertion\.arn,attribute\.aws_role=.*\{role_name\}/,
    );
    expect(option(found(all, 'service-accounts', 'add-iam-policy-binding')[0], '--member')).toBe(
      `principalSet://iam.googleapis.com/projects/gcloud-value/locations/global/workloadIdentityPools/cloud-register/attribute.aws_role/${role}`,
    );
  });

  test('the role that lists is an organisation’s or a project’s, and is granted on each root', async () => {
    await configured(EVERYTHING);
    const all = await ran(await onboard('gcp', '--project', 'inventory', '--organization', '42'));
    expect(all.documents['cadastre-role.json']).toMatchObject({
      includedPermissions: ['cloudasset.assets.listResource'],
    });
    expect(
      found(all, 'roles', 'create').map((one) => option(one, '--organization') ?? option(one, '--project')),
    ).toEqual(['42', 'one']);
    const bound = found(all, '--member=serviceAccount:cloud-register@inventory.iam.gserviceaccount.com');
    expect(bound.map((one) => [one[one.indexOf('add-iam-policy-binding') + 1], option(one, '--role')])).toEqual([
      ['inventory', 'roles/serviceusage.serviceUsageConsumer'],
      ['42', 'organizations/42/roles/cloud_register_read'],
      ['43', 'organizations/42/roles/cloud_register_read'],
      ['one', 'projects/one/roles/cloud_register_read'],
    ]);
  });

  test('pool and service account are those that the config names', async () => {
    await configured(`roots:
  - provider: gcp
    parent: projects/one
    federation:
      audience: //iam.googleapis.com/projects/12/locations/global/workloadIdentityPools/pool$(id)/providers/from-aws
      serviceAccount: reader@other.iam.gserviceaccount.com
`);
    const all = await ran(await onboard('gcp', '--account', '111122223333'));
    expect(option(found(all, 'create-aws')[0], '--workload-identity-pool')).toBe('pool$(id)');
    expect(found(all, 'service-accounts', 'create', 'reader')[0]).toContain('--project=other');
  });
});

test.each([
  [['aws', '--account', '12'], 'Expected it as 123456789012.'],
  [['aws', '--region', 'Ireland'], 'Expected it as eu-west-1.'],
  [['oracle'], 'Allowed choices are aws, azure, gcp.'],
])('%j is refused', async (argv, message) => {
  const { code, err } = await cadastre(['onboard', ...argv], { cwd: folder.path });
  expect(code).toBe(1);
  expect(err).toContain(message);
});
