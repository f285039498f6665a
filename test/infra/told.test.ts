/** Who is told, and by what: topics, services, changes that AWS tells of. */
import { beforeAll, describe, expect, it } from 'vitest';
import { entryOf } from '../../lib/events/bus.ts';
import { eventTypes } from '../../lib/events/types.ts';
import { hintPatterns } from '../../lib/kinds/hints.ts';
import { everything, synthesise, synthesiseYaml, type Template } from './synthesis.ts';

const finding = {
  id: 'an id',
  type: 'Finding Opened',
  time: '2026-06-01T12:00:00.000Z',
  run: 'a run',
  source: 'cadastre',
  detail: {
    resourceId: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-1',
    kind: 'aws_ebs_volume',
    accountId: '123456789012',
    owner: 'a\\b',
    check: 'unknown_owner',
    severity: 'low',
    verdict: 'fail',
    reason: 'The owner "a\\b" is unknown.',
    since: '2026-06-01T12:00:00.000Z',
    truncated: false,
  },
} as const;

let whole: Template;
let member: Template;
beforeAll(async () => {
  const { main, member: one } = await synthesise(everything);
  whole = main;
  member = one!;
});

const propertiesOf = (stack: Template, type: string): any[] =>
  stack.ofType(type).map(([, { Properties }]) => Properties);

describe('by e-mail', () => {
  it('people get texts and no JSON, the platform team alarms as well, and others the owners they named', () => {
    const filters = propertiesOf(whole, 'SNS::Subscription').map(({ Endpoint, FilterPolicy }) => [
      Endpoint,
      FilterPolicy,
    ]);
    expect(Object.fromEntries(filters)).toEqual({
      'cloud@example.com': { format: [{ exists: false }, 'text'] },
      'payments@example.com': { format: ['text'], owner: ['team-payments'] },
      'finops@example.com': { format: ['text'] },
    });
  });

  it('an address has one subscription of a topic, by whatever list it comes in, and keeps it when others come and go', async () => {
    const subscriptions = async (owners: string) => {
      const { main } = await synthesiseYaml(
        `roots: [{ provider: aws }]\ndeploy:\n  region: eu-west-1\n  account: '123456789012'\n  alerts:\n    owners:\n${owners}`,
      );
      return main
        .ofType('SNS::Subscription')
        .map(([id, { Properties }]) => [id, Properties.Endpoint, Properties.FilterPolicy.owner] as const);
    };
    const entry = (email: string, owners: string) => `      - { email: ${email}, owners: [${owners}] }\n`;
    const before = await subscriptions(entry('a@example.com', 'a') + entry('b@example.com', 'b'));
    expect(before.map(([, ...told]) => told)).toEqual([
      ['a@example.com', ['a']],
      ['b@example.com', ['b']],
    ]);
    const after = await subscriptions(
      entry('c@example.com', 'c') + entry('b@example.com', 'b') + entry('b@example.com', 'd'),
    );
    expect(after.map(([, ...told]) => told)).toEqual([
      ['c@example.com', ['c']],
      ['b@example.com', ['b', 'd']],
    ]);
    expect(after[1]![0]).toBe(before[1]![0]);
  });

  it('alarms get through to a topic under the key: CloudWatch may use it, for this account', () => {
    const [{ KeyPolicy }] = propertiesOf(whole, 'KMS::Key');
    const [topic] = propertiesOf(whole, 'SNS::TopicPolicy').filter(({ PolicyDocument }) =>
      JSON.stringify(PolicyDocument).includes('cloudwatch.amazonaws.com'),
    );
    for (const policy of [KeyPolicy, topic.PolicyDocument]) {
      const statement = policy.Statement.find(({ Principal }: any) => Principal.Service === 'cloudwatch.amazonaws.com');
      expect(statement.Action).toEqual(
        policy === KeyPolicy ? expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*']) : 'sns:Publish',
      );
      expect(statement).toMatchObject({
        Effect: 'Allow',
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      });
    }
  });
});

describe('services', () => {
  const rules = () => propertiesOf(whole, 'Events::Rule').filter(({ EventBusName }) => EventBusName !== undefined);

  it('get the events that the config names, of findings those of the severities that it names', () => {
    expect(rules().map(({ EventPattern }) => EventPattern)).toEqual([
      { source: ['cadastre'], 'detail-type': ['Listing Incomplete', 'Run Completed'] },
      {
        source: ['cadastre'],
        'detail-type': ['Finding Opened'],
        detail: { severity: ['high', { exists: false }] },
      },
      { source: ['cadastre'], 'detail-type': ['Finding Opened'] },
    ]);
  });

  it('get a body that is JSON and names only what is picked out of the event', () => {
    const bodies = rules().map(({ Targets: [{ InputTransformer }] }) => {
      const { InputTemplate, InputPathsMap } = InputTransformer;
      const named = [...InputTemplate.matchAll(/<([^>]+)>/g)].map(([, name]) => name);
      expect(Object.keys(InputPathsMap)).toEqual(expect.arrayContaining(named));
      // What is filled in is JSON of its own: within quotes, one in a text would end the text.
      expect(InputTemplate).not.toMatch(/[^:]<|>[^,}]/);
      const detail = JSON.parse(entryOf(finding, 'bus').Detail!);
      return JSON.parse(
        InputTemplate.replaceAll(/<([^>]+)>/g, (_: string, name: string) =>
          JSON.stringify(detail[InputPathsMap[name].replace('$.detail.', '')]),
        ),
      );
    });
    const said = expect.stringContaining('reason: The owner "a\\b" is unknown.');
    const title = 'Finding Opened: unknown_owner low aws_ebs_volume';
    expect(bodies).toMatchObject([
      { channel: '#cloud', text: title, blocks: [{ text: { text: title } }, { text: { text: said } }] },
      { short_description: title, description: said, correlation_id: finding.id },
      { fields: { project: { key: 'CLOUD' }, issuetype: { name: 'Task' }, summary: title, description: said } },
    ]);
  });

  it('are asked with a secret that the template has the name of alone', () => {
    const connections = propertiesOf(whole, 'Events::Connection');
    expect(connections).toHaveLength(3);
    for (const { AuthParameters } of connections)
      for (const value of Object.values<any>(Object.values<any>(AuthParameters)[0]))
        expect(JSON.stringify(value)).toMatch(/"Authorization"|resolve:secretsmanager:/);
  });

  it('that take nothing for a day leave what they were to get in a queue, which rules of the bus may write to', () => {
    for (const { Targets } of rules()) expect(Targets[0].DeadLetterConfig).toBeDefined();
    const [queue] = whole.one('SQS::Queue', ({ QueueName }) => QueueName === 'cadastre-undelivered');
    const [, { Properties }] = whole.one('SQS::QueuePolicy', ({ Queues }) => Queues[0].Ref === queue);
    expect(Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: expect.arrayContaining(['sqs:SendMessage']),
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': expect.anything() } },
      }),
    );
  });
});

it('who consumes events finds the schema of each in the registry, of the detail as well', () => {
  const schemas = propertiesOf(whole, 'EventSchemas::Schema');
  expect(schemas.map(({ SchemaName }) => SchemaName)).toEqual(
    eventTypes.map((type) => `cadastre@${type.replaceAll(' ', '')}`),
  );
  for (const { Content } of schemas) {
    const { $schema, properties } = JSON.parse(Content);
    expect($schema).toMatch(/draft-04/);
    expect(Object.keys(properties.detail.properties)).toEqual(expect.arrayContaining(['id', 'run', 'title', 'text']));
  }
});

describe('changes that AWS tells of', () => {
  const patternsOf = (properties: readonly any[]) =>
    properties.filter(({ Name }) => Name?.startsWith('cadastre-changes-')).map(({ EventPattern }) => EventPattern);
  const busPolicy = (stack: Template) => propertiesOf(stack, 'Events::EventBusPolicy')[0]?.Statement;

  it('are asked for by the kinds’ patterns, here and in member accounts', () => {
    const wanted = Object.values(hintPatterns).map(({ source, detailType, detail }) => ({
      source,
      'detail-type': detailType,
      ...(detail !== undefined && { detail }),
    }));
    expect(patternsOf(propertiesOf(whole, 'Events::Rule'))).toEqual(wanted);
    expect(patternsOf(propertiesOf(member, 'Events::Rule'))).toEqual(wanted);
  });

  it('are taken from the organisation alone', () => {
    expect(busPolicy(whole).Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-abcde12345' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cadastre-changes' },
    });
  });

  it('are taken from accounts that are named, where no organisation is', async () => {
    const { main: named } = await synthesiseYaml(
      "roots: [{ provider: aws, accounts: ['222233334444', '111122223333'], role: cadastre-read, externalId: a-long-word }]\n",
    );
    expect(busPolicy(named).Condition.StringEquals).toEqual({
      'aws:PrincipalAccount': ['111122223333', '222233334444'],
    });
    const { main: alone } = await synthesiseYaml('roots: [{ provider: aws }]\n');
    expect(busPolicy(alone)).toBeUndefined();
  });

  it('are not asked for where the config says so', async () => {
    const { main: none } = await synthesiseYaml('roots: [{ provider: aws }]\ndeploy: { hints: false }\n');
    expect(propertiesOf(none, 'Events::Rule')).toEqual([]);
    expect(propertiesOf(none, 'Lambda::Function').map(({ FunctionName }) => FunctionName)).not.toContain(
      'cadastre-hints',
    );
  });
});
