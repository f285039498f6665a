import { a, type Cases, idOf, type KindId } from '../harness.ts';

const kinds = ['aws_vpc_security_group', 'azure_network_security_group'] as const satisfies readonly KindId[];
const users = [
  'aws_ec2_network_interface',
  'aws_ec2_load_balancer',
  'aws_rds_db_instance',
  'aws_lambda_function',
  'aws_ec2_instance',
] as const satisfies readonly KindId[];

const free = { default: false, uses: [] };
const group = a('aws_vpc_security_group', free);
const networkId = idOf('aws', 'vpc/ours');
const inNetwork = a('aws_vpc_security_group', { ...free, network: [networkId] });
const network = (peers: readonly string[]) =>
  a('aws_vpc', {}, { id: networkId, links: peers.map((to) => ({ rel: 'routes_to', to })) });
const linksTo = (kind: KindId, to: string, id = idOf('aws', 'user')) =>
  a(kind, {}, { id, links: [{ rel: 'member_of', to }] });

export default {
  cases: [
    ...kinds.flatMap((kind): Cases['cases'] => [
      {
        shows: `${kind}: nothing uses it`,
        of: a(kind, free),
        gives: { fail: 'Nothing uses it, at least since 2026-06-30.' },
      },
      {
        shows: `${kind}: it says itself what it protects`,
        of: a(kind, { ...free, uses: [idOf('azure', 'subnets/web')] }),
        gives: 'pass',
      },
      { shows: `${kind}: a default group cannot be deleted`, of: a(kind, { ...free, default: true }), gives: 'pass' },
      {
        shows: `${kind}: whether it is the default group is not told`,
        of: a(kind, { uses: [] }),
        gives: { unknown: 'whether it is a default group' },
      },
      {
        shows: `${kind}: what it protects is not told`,
        of: a(kind, { default: false }),
        gives: { unknown: 'what it protects' },
      },
      {
        shows: `${kind}: its tags could not be read`,
        of: a(kind, free, { tags: null }),
        gives: { unknown: 'its tags' },
      },
      {
        shows: `${kind}: a cluster keeps it`,
        of: a(kind, free, { tags: { 'aks-managed-creationSource': 'x' } }),
        gives: 'pass',
      },
    ]),
    ...users.map(
      (kind) =>
        ({
          shows: `it is used: ${kind}`,
          of: group,
          around: { others: [linksTo(kind, group.id)] },
          gives: 'pass',
        }) as const,
    ),
    ...[...users, 'aws_vpc_security_group'].map(
      (kind) =>
        ({
          shows: `it may be used: not every ${kind} of its region was seen`,
          of: group,
          around: { incomplete: [{ kinds: [kind], region: 'eu-west-1' }] },
          gives: { unknown: 'listing-0 is not complete' },
        }) as const,
    ),
    {
      shows: 'the rules of another group name it',
      of: group,
      around: { others: [linksTo('aws_vpc_security_group', group.id)] },
      gives: 'pass',
    },
    {
      shows: 'its network is peered with nothing',
      of: inNetwork,
      around: { others: [network([])] },
      gives: { fail: 'Nothing uses it' },
    },
    {
      shows: 'its network is peered with one of another account, whose groups may name it',
      of: inNetwork,
      around: { others: [network([idOf('aws', 'vpc/theirs', '222222222222')])] },
      gives: { unknown: 'groups of other accounts may name it' },
    },
    {
      shows: 'its network is not in the register',
      of: inNetwork,
      gives: { unknown: 'its network is not in the register' },
    },
    {
      shows: 'its network is another account’s, which shares it',
      of: a('aws_vpc_security_group', { ...free, network: [idOf('aws', 'vpc/shared', '222222222222')] }),
      gives: { unknown: 'is in account 222222222222, which is not collected here' },
    },
    ...['ec2:launch-template/lt-1', 'batch:compute-environment/night', 'codebuild:project/site'].map((name) => {
      const [service, rest] = name.split(':');
      const id = `arn:aws:${service}:eu-west-1:111111111111:${rest}`;
      return {
        shows: `${name} may name it, and no kind says what that refers to`,
        of: group,
        around: { others: [a('aws_resource', {}, { id })] },
        gives: { unknown: `${id} may use it` },
      } as const;
    }),
    {
      shows: 'what is of another region may not name it',
      of: group,
      around: { others: [a('aws_resource', {}, { id: 'arn:aws:ec2:us-east-1:111111111111:launch-template/lt-1' })] },
      gives: { fail: 'Nothing uses it' },
    },
    {
      shows: 'things without a kind were not all seen',
      of: group,
      around: { incomplete: [{ kinds: ['aws_resource'], region: 'eu-west-1' }] },
      gives: { unknown: 'listing-0 is not complete' },
    },
    {
      shows: 'its own rules name it',
      of: { ...group, links: [{ rel: 'routes_to', to: group.id }] },
      gives: { fail: '' },
    },
    {
      shows: 'another region need not be complete',
      of: group,
      around: { incomplete: [{ kinds: ['aws_ec2_network_interface'], region: 'us-east-1' }] },
      gives: { fail: '' },
    },
  ],
} satisfies Cases as Cases;
