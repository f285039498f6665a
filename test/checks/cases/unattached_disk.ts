import { a, type Cases, daysAgo, idOf, type KindId } from '../harness.ts';

const kinds = ['aws_ebs_volume', 'azure_compute_disk', 'gcp_compute_disk'] as const satisfies readonly KindId[];
const orphan = { state: 'unattached', attachedTo: [] };

const guarded = (tag: string) => a('aws_ebs_volume', orphan, { tags: { [tag]: 'x' } });
const named = (name: string) => a('azure_compute_disk', orphan, { name });

export default {
  cases: [
    ...kinds.flatMap((kind): Cases['cases'] => [
      {
        shows: `${kind}: nothing holds it`,
        of: a(kind, orphan),
        gives: { fail: 'No machine holds it, at least since 2026-06-30.' },
      },
      {
        shows: `${kind}: a machine holds it`,
        of: a(kind, { state: 'attached', attachedTo: [idOf('aws', 'instance/i')] }),
        gives: 'pass',
      },
      { shows: `${kind}: it is being made`, of: a(kind, { state: 'creating', attachedTo: [] }), gives: 'pass' },
      { shows: `${kind}: its state is not told`, of: a(kind, { attachedTo: [] }), gives: { unknown: 'its state' } },
      {
        shows: `${kind}: its holder is not told`,
        of: a(kind, { state: 'unattached' }),
        gives: { unknown: 'what it is attached to' },
      },
      {
        shows: `${kind}: its tags could not be read, which may say that Kubernetes keeps it`,
        of: a(kind, orphan, { tags: null }),
        gives: { unknown: 'its tags' },
      },
    ]),
    ...[
      'kubernetes.io/created-for/pvc/name',
      'kubernetes.io-created-for-pvc-namespace',
      'ebs.csi.aws.com/cluster',
      'k8s-azure-created-by',
      'goog-k8s-cluster-name',
      'goog-gke-volume',
      'ASR-ReplicaDisk',
      'asrseeddisk',
      'RSVaultBackup',
      'aws:backup:source-resource',
      'AWSElasticDisasterRecoveryManaged',
    ].map((tag) => ({ shows: `it is kept: ${tag}`, of: guarded(tag), gives: 'pass' }) as const),
    ...['kubernetes-dynamic-pvc-0a1b2c3d-1', 'pvc-0a1b2c3d-1', 'web-ASRReplica', 'ms-asr-1', 'asrseeddisk-1'].map(
      (name) => ({ shows: `it is kept: it is called ${name}`, of: named(name), gives: 'pass' }) as const,
    ),
    {
      shows: 'a tag that only looks like one of Kubernetes keeps nothing',
      of: guarded('kubernetes-version'),
      gives: { fail: '' },
    },
    { shows: 'a name with pvc in it keeps nothing', of: named('my-pvc-disk'), gives: { fail: '' } },
    {
      shows: 'it was detached within its days of grace',
      of: a('gcp_compute_disk', { ...orphan, detachedAt: daysAgo(6) }),
      params: { days: 7 },
      gives: 'pass',
    },
    {
      shows: 'its days of grace are over',
      of: a('gcp_compute_disk', { ...orphan, detachedAt: daysAgo(7) }),
      params: { days: 7 },
      gives: { fail: '' },
    },
    {
      shows: 'it was never attached, and is younger than its days of grace',
      of: a('aws_ebs_volume', orphan, { createdAt: daysAgo(2) }),
      params: { graceDays: 7 },
      gives: 'pass',
    },
    {
      shows: 'it is old, and the register saw it detached for fewer days than it may be',
      of: a('aws_ebs_volume', orphan),
      params: { days: 7 },
      since: daysAgo(6),
      gives: 'pass',
    },
    {
      shows: 'the register saw it detached for as long as it may be',
      of: a('aws_ebs_volume', orphan),
      params: { days: 7 },
      since: daysAgo(7),
      gives: { fail: 'No machine holds it, at least since 2026-06-23.' },
    },
    {
      shows: 'the provider tells since when it is detached, which the register did not see',
      of: a('gcp_compute_disk', { ...orphan, detachedAt: daysAgo(7) }),
      params: { days: 7 },
      gives: { fail: 'No machine holds it since 2026-06-23.' },
    },
    {
      shows: 'a time that lies ahead is no time: the register counts',
      of: a('gcp_compute_disk', { ...orphan, detachedAt: daysAgo(-1) }),
      since: daysAgo(3),
      gives: { fail: 'No machine holds it, at least since 2026-06-27.' },
    },
  ],
} satisfies Cases as Cases;
