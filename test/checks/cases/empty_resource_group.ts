import { a, type Cases } from '../harness.ts';

const group = a('azure_resource_group');
const member = (over = {}) => a('azure_compute_disk', {}, { group: group.id, ...over });

export default {
  cases: [
    { shows: 'nothing is in it', of: group, gives: { fail: 'No resource is in it, at least since 2026-06-30.' } },
    { shows: 'it is not in itself', of: { ...group, group: group.id }, gives: { fail: '' } },
    {
      shows: 'a resource of any region is in it',
      of: group,
      around: { others: [member({ region: 'x' })] },
      gives: 'pass',
    },
    {
      shows: 'the resources of the subscription were not seen complete, in whichever region',
      of: group,
      around: { incomplete: [{ kinds: ['azure_public_ip'], region: 'uksouth' }] },
      gives: { unknown: 'listing-0 is not complete' },
    },
    {
      shows: 'one resource is enough, however incomplete the rest',
      of: group,
      around: { others: [member()], incomplete: [{ kinds: '*' }] },
      gives: 'pass',
    },
    {
      shows: 'a cluster keeps it',
      of: { ...group, tags: { 'kubernetes.io/cluster/prod': 'owned' } },
      gives: 'pass',
    },
    { shows: 'its tags could not be read', of: { ...group, tags: null }, gives: { unknown: 'its tags' } },
  ],
} satisfies Cases as Cases;
