import { a, type Cases, idOf, type KindId } from '../harness.ts';

const counted = ['aws_ec2_load_balancer', 'azure_lb'] as const satisfies readonly KindId[];
const rules = [
  'gcp_compute_forwarding_rule',
  'gcp_compute_global_forwarding_rule',
] as const satisfies readonly KindId[];
const group = idOf('aws', 'targetgroup/web');
const backend = idOf('gcp', 'backendServices/web');

export default {
  cases: [
    ...counted.flatMap((kind): Cases['cases'] => [
      { shows: `${kind}: no target is behind it`, of: a(kind, { targets: 0 }), gives: { fail: 'No target' } },
      { shows: `${kind}: a target is behind it`, of: a(kind, { targets: 1 }), gives: 'pass' },
      { shows: `${kind}: nothing behind it is told`, of: a(kind), gives: { unknown: 'what is behind it' } },
      {
        shows: `${kind}: its tags could not be read`,
        of: a(kind, { targets: 0 }, { tags: null }),
        gives: { unknown: 'its tags' },
      },
      {
        shows: `${kind}: a Kubernetes service keeps it`,
        of: a(kind, { targets: 0 }, { tags: { 'kubernetes.io/cluster/prod': 'owned' } }),
        gives: 'pass',
      },
    ]),
    {
      shows: 'its groups are there and their targets could not be counted',
      of: a('aws_ec2_load_balancer', { backends: [group] }),
      around: { others: [a('aws_ec2_target_group', {}, { id: group })] },
      gives: { unknown: 'its targets' },
    },
    ...rules.flatMap((kind): Cases['cases'] => {
      const rule = a(kind, { backends: [backend] }, { region: kind.includes('global') ? 'global' : 'europe-west1' });
      return [
        { shows: `${kind}: it names no backend`, of: a(kind, { backends: [] }), gives: { fail: 'no backend' } },
        { shows: `${kind}: its backend is gone`, of: rule, gives: { fail: 'is gone' } },
        {
          shows: `${kind}: its backend is there`,
          of: rule,
          around: { others: [a('gcp_compute_backend_service', {}, { id: backend })] },
          gives: 'pass',
        },
        {
          shows: `${kind}: the assets were not seen complete, wherever`,
          of: rule,
          around: { incomplete: [{ kinds: '*', region: 'us-east1' }] },
          gives: { unknown: 'listing-0 is not complete' },
        },
      ];
    }),
  ],
} satisfies Cases as Cases;
