import { a, type Cases, idOf, type KindId } from '../harness.ts';

const kinds = [
  'aws_vpc_eip',
  'azure_public_ip',
  'gcp_compute_address',
  'gcp_compute_global_address',
] as const satisfies readonly KindId[];
const idle = { external: true, static: true, attachedTo: [] };

export default {
  cases: [
    {
      shows: 'azure_public_ip: it is one of a prefix, which is billed as a whole',
      of: a('azure_public_ip', { ...idle, costs: 'never' }),
      gives: 'pass',
    },
    {
      shows: 'a service that the address does not name holds it',
      of: a('azure_public_ip', idle),
      around: {
        others: [
          a(
            'azure_resource',
            {},
            { id: idOf('azure', 'service/api'), links: [{ rel: 'routes_to', to: a('azure_public_ip').id }] },
          ),
        ],
      },
      gives: 'pass',
    },
    {
      shows: 'not everything that may hold it was seen',
      of: a('azure_public_ip', idle),
      around: { incomplete: [{ kinds: '*' }] },
      gives: { unknown: 'listing-0 is not complete' },
    },
    {
      shows: 'AWS bills it in use as well, which makes no difference here',
      of: a('aws_vpc_eip', { ...idle, costs: 'always' }),
      gives: { fail: 'nothing uses it' },
    },
    ...kinds.flatMap((kind): Cases['cases'] => [
      { shows: `${kind}: nothing uses it`, of: a(kind, idle), gives: { fail: 'nothing uses it' } },
      {
        // The interface may be an orphan itself: then that is the finding, and the address is silent.
        shows: `${kind}: an interface or a gateway uses it`,
        of: a(kind, { ...idle, attachedTo: [idOf('azure', 'networkinterfaces/nic')] }),
        gives: 'pass',
      },
      {
        shows: `${kind}: what uses it is not told`,
        of: a(kind, { ...idle, attachedTo: null }),
        gives: { unknown: 'what uses it' },
      },
      {
        shows: `${kind}: whether it is public is not told`,
        of: a(kind, { ...idle, external: null }),
        gives: { unknown: 'public' },
      },
      {
        shows: `${kind}: whether it is reserved is not told`,
        of: a(kind, { ...idle, static: null }),
        gives: { unknown: 'reserved' },
      },
      {
        shows: `${kind}: its tags could not be read`,
        of: a(kind, idle, { tags: null }),
        gives: { unknown: 'its tags' },
      },
    ]),
    {
      shows: 'an internal address costs nothing',
      of: a('gcp_compute_address', { ...idle, external: false }),
      gives: 'pass',
    },
    {
      shows: 'a dynamic address is given back by itself',
      of: a('azure_public_ip', { ...idle, static: false }),
      gives: 'pass',
    },
    {
      shows: 'a Kubernetes service keeps it',
      of: a('azure_public_ip', idle, { tags: { 'k8s-azure-created-by': 'x' } }),
      gives: 'pass',
    },
  ],
} satisfies Cases as Cases;
