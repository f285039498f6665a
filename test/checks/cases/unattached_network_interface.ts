import { a, type Cases, idOf, type KindId } from '../harness.ts';

const kinds = [
  'aws_ec2_network_interface',
  'azure_network_interface',
  'azure_compute_virtual_machine_scale_set_network_interface',
] as const satisfies readonly KindId[];
const orphan = { state: 'available', attachedTo: [], managed: false };

export default {
  cases: [
    ...kinds.flatMap((kind): Cases['cases'] => [
      {
        shows: `${kind}: nothing uses it`,
        of: a(kind, orphan),
        gives: { fail: 'No machine or service uses it, at least since 2026-06-30.' },
      },
      {
        shows: `${kind}: a machine uses it`,
        of: a(kind, { ...orphan, state: 'in-use', attachedTo: [idOf('aws', 'instance/i')] }),
        gives: 'pass',
      },
      {
        shows: `${kind}: it is in use by what is not named`,
        of: a(kind, { ...orphan, state: 'in-use' }),
        gives: 'pass',
      },
      { shows: `${kind}: a cloud service keeps it`, of: a(kind, { ...orphan, managed: true }), gives: 'pass' },
      {
        shows: `${kind}: whether a service keeps it is not told`,
        of: a(kind, { ...orphan, managed: null }),
        gives: { unknown: 'whether a service manages it' },
      },
      { shows: `${kind}: its state is not told`, of: a(kind, { ...orphan, state: null }), gives: { unknown: 'state' } },
      {
        shows: `${kind}: what uses it is not told`,
        of: a(kind, { ...orphan, attachedTo: null }),
        gives: { unknown: 'what uses it' },
      },
      {
        shows: `${kind}: its tags could not be read`,
        of: a(kind, orphan, { tags: null }),
        gives: { unknown: 'its tags' },
      },
      {
        shows: `${kind}: site recovery keeps it`,
        of: a(kind, orphan, { name: 'web-nic-ASRReplica' }),
        gives: 'pass',
      },
      {
        shows: `${kind}: a cluster keeps it`,
        of: a(kind, orphan, { tags: { 'kubernetes.io/created-for/pvc/name': 'x' } }),
        gives: 'pass',
      },
    ]),
  ],
} satisfies Cases as Cases;
