import { a, type Cases, daysAgo, type KindId } from '../harness.ts';

const kinds = [
  'aws_ec2_instance',
  'azure_compute_virtual_machine',
  'azure_compute_virtual_machine_scale_set_vm',
  'gcp_compute_instance',
] as const satisfies readonly KindId[];

const stopped = (stoppedAt: string | null, over = {}) =>
  a('aws_ec2_instance', { state: 'deallocated', stoppedAt }, over);

export default {
  cases: [
    ...kinds.flatMap((kind): Cases['cases'] => [
      { shows: `${kind}: it runs`, of: a(kind, { state: 'running', stoppedAt: daysAgo(90) }), gives: 'pass' },
      { shows: `${kind}: it is starting`, of: a(kind, { state: 'starting' }), gives: 'pass' },
      {
        shows: `${kind}: it is stopped for longer than allowed, with the day as evidence`,
        of: a(kind, { state: 'deallocated', stoppedAt: daysAgo(30) }),
        gives: { fail: 'It is deallocated since 2026-05-31.' },
      },
      {
        shows: `${kind}: it is stopped for less than that`,
        of: a(kind, { state: 'deallocated', stoppedAt: daysAgo(29) }),
        gives: 'pass',
      },
      {
        shows: `${kind}: the provider does not say since when, and the register has seen it stopped that long`,
        of: a(kind, { state: 'deallocated' }),
        since: daysAgo(31),
        gives: { fail: 'at least since 2026-05-30' },
      },
      {
        shows: `${kind}: the provider does not say since when, and the register has not watched for long enough`,
        of: a(kind, { state: 'deallocated' }),
        since: daysAgo(29),
        gives: 'pass',
      },
      {
        shows: `${kind}: the register sees it so for the first time`,
        of: a(kind, { state: 'deallocated' }),
        gives: 'pass',
      },
      { shows: `${kind}: its state is not told`, of: a(kind), gives: { unknown: 'its state' } },
    ]),
    {
      shows: 'stopped and not deallocated is billed in full, and fails at once',
      of: a('azure_compute_virtual_machine', { state: 'stopped' }),
      gives: { fail: 'billed in full' },
    },
    {
      shows: 'a suspended machine is billed for its memory',
      of: a('gcp_compute_instance', { state: 'suspended', stoppedAt: daysAgo(40) }),
      gives: { fail: 'suspended since' },
    },
    { shows: 'the days are a param', of: stopped(daysAgo(8)), params: { days: 7 }, gives: { fail: '' } },
    {
      shows: 'no days: at once',
      of: stopped(null),
      params: { days: 0 },
      gives: { fail: 'It is deallocated, at least since 2026-06-30.' },
    },
    {
      shows: 'a replica of disaster recovery is meant to be stopped',
      of: stopped(daysAgo(90), { tags: { AWSElasticDisasterRecoveryManaged: 'x' } }),
      gives: 'pass',
    },
    {
      shows: 'its tags could not be read, which may say that it is a replica',
      of: stopped(daysAgo(90), { tags: null }),
      gives: { unknown: 'its tags' },
    },
  ],
} satisfies Cases as Cases;
