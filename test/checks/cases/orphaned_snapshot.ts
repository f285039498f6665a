import { a, type Cases, daysAgo, idOf, type KindId } from '../harness.ts';

const kinds = [
  ['aws_ebs_snapshot', 'aws_ebs_volume', 'aws_ec2_ami', 'aws'],
  ['azure_compute_snapshot', 'azure_compute_disk', 'azure_compute_image', 'azure'],
  ['gcp_compute_snapshot', 'gcp_compute_disk', 'gcp_compute_image', 'gcp'],
] as const satisfies readonly (readonly [KindId, KindId, KindId, 'aws' | 'azure' | 'gcp'])[];

const disk = (provider: 'aws' | 'azure' | 'gcp', account?: string) => idOf(provider, 'disks/gone', account);
const old = (kind: KindId, over = {}) => a(kind, { source: [disk('aws')] }, over);

export default {
  cases: [
    ...kinds.flatMap(([kind, diskKind, image, provider]): Cases['cases'] => {
      const from = disk(provider);
      const orphan = a(kind, { source: [from] });
      return [
        { shows: `${kind}: its disk is gone`, of: orphan, gives: { fail: 'Its disk is gone' } },
        {
          shows: `${kind}: its disk is there, orphan or not`,
          of: orphan,
          around: { others: [a(diskKind, { state: 'unattached' }, { id: from })] },
          gives: 'pass',
        },
        {
          shows: `${kind}: an image is made of it`,
          of: orphan,
          around: { others: [a(image, {}, { links: [{ rel: 'sourced_from', to: orphan.id }] })] },
          gives: 'pass',
        },
        {
          shows: `${kind}: only a disk was made of it, which outlives it`,
          of: orphan,
          around: { others: [a(diskKind, {}, { links: [{ rel: 'sourced_from', to: orphan.id }] })] },
          gives: { fail: '' },
        },
        {
          shows: `${kind}: the disks were not seen complete`,
          of: orphan,
          around: { incomplete: [{ kinds: [diskKind] }] },
          gives: { unknown: 'listing-0 is not complete' },
        },
        {
          shows: `${kind}: the images were not seen complete`,
          of: orphan,
          around: { incomplete: [{ kinds: [image] }] },
          gives: { unknown: 'listing-0 is not complete' },
        },
        {
          shows: `${kind}: its disk is known to be there though not all disks are`,
          of: orphan,
          around: { others: [a(diskKind, {}, { id: from })], incomplete: [{ kinds: '*' }] },
          gives: 'pass',
        },
        { shows: `${kind}: its source is not told`, of: a(kind), gives: { unknown: 'which disk' } },
        { shows: `${kind}: it is a copy, of no disk`, of: a(kind, { source: [] }), gives: { unknown: 'which disk' } },
        {
          shows: `${kind}: its disk is of another account`,
          of: a(kind, { source: [disk(provider, provider === 'aws' ? '222222222222' : 'other-1')] }),
          gives: { unknown: 'which is not collected here' },
        },
        { shows: `${kind}: a backup service keeps it`, of: a(kind, { source: [from], managedBy: 'b' }), gives: 'pass' },
        {
          shows: `${kind}: its tags could not be read`,
          of: { ...orphan, tags: null },
          gives: { unknown: 'its tags' },
        },
      ];
    }),
    {
      shows: 'it is younger than its days of grace',
      of: old('aws_ebs_snapshot', { createdAt: daysAgo(6) }),
      gives: 'pass',
    },
    {
      shows: 'its days of grace are over',
      of: old('aws_ebs_snapshot', { createdAt: daysAgo(7) }),
      gives: { fail: '' },
    },
    {
      shows: 'its age is not told',
      of: old('aws_ebs_snapshot', { createdAt: null }),
      gives: { fail: '' },
    },
    {
      shows: 'its age does not matter where there is no grace',
      of: old('aws_ebs_snapshot', { createdAt: null }),
      params: { graceDays: 0 },
      gives: { fail: '' },
    },
    {
      shows: 'disks of another region need not be complete',
      of: old('aws_ebs_snapshot'),
      around: { incomplete: [{ kinds: ['aws_ebs_volume'], region: 'us-east-1' }] },
      gives: { fail: '' },
    },
    ...['aws:backup:source-resource', 'aws:dlm:managed', 'kubernetes.io/created-for/pvc/name'].map(
      (tag) =>
        ({
          shows: `it is kept: ${tag}`,
          of: old('aws_ebs_snapshot', { tags: { [tag]: 'x' } }),
          gives: 'pass',
        }) as const,
    ),
  ],
} satisfies Cases as Cases;
