import { a, type Cases, idOf, type KindId } from '../harness.ts';

const counted = ['aws_ec2_load_balancer', 'azure_lb'] as const satisfies readonly KindId[];
const rules = [
  'gcp_compute_forwarding_rule',
  'gcp_compute_global_forwarding_rule',
] as const satisfies readonly KindId[];
const empty = { targets: 0, listeners: 1, answers: [] };
const group = idOf('aws', 'targetgroup/web');
const backend = idOf('gcp', 'backendServices/web');

export default {
  cases: [
    ...counted.flatMap((kind): Cases['cases'] => [
      { shows: `${kind}: no target is behind it`, of: a(kind, empty), gives: { fail: 'No target' } },
      {
        shows: `${kind}: it has no listener`,
        of: a(kind, { targets: 2, listeners: 0 }),
        gives: { fail: 'no listener' },
      },
      {
        shows: `${kind}: its listeners redirect, and need no target`,
        of: a(kind, { ...empty, answers: ['redirect'] }),
        gives: 'pass',
      },
      {
        shows: `${kind}: no target is behind it, and whether it redirects is not told`,
        of: a(kind, { targets: 0 }),
        gives: { unknown: 'whether its listeners answer by themselves' },
      },
      { shows: `${kind}: a target is behind it`, of: a(kind, { targets: 1 }), gives: 'pass' },
      { shows: `${kind}: nothing behind it is told`, of: a(kind), gives: { unknown: 'what is behind it' } },
      {
        shows: `${kind}: its tags could not be read`,
        of: a(kind, empty, { tags: null }),
        gives: { unknown: 'its tags' },
      },
      {
        shows: `${kind}: a Kubernetes service keeps it`,
        of: a(kind, empty, { tags: { 'k8s-azure-service': 'shop/web' } }),
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
        {
          shows: `${kind}: it leads to services of Google's, which are no backend`,
          of: a(kind, { backends: [], answers: ['google-apis'], connection: 'accepted' }),
          gives: 'pass',
        },
        {
          shows: `${kind}: the service that it leads to has closed the connection`,
          of: a(kind, { backends: [backend], connection: 'closed' }),
          gives: { fail: 'has closed the connection' },
        },
        {
          shows: `${kind}: it leads into a project that is not collected`,
          of: a(kind, { backends: [idOf('gcp', 'serviceAttachments/archive', 'vendor-7')], connection: 'accepted' }),
          gives: { unknown: 'is in project vendor-7, which is not collected' },
        },
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
