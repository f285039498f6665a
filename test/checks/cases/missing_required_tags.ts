import type { Subject } from '../../../lib/checks/types.ts';
import { a, type Cases, type KindId } from '../harness.ts';

const kinds = ['aws_resource', 'azure_resource_group', 'gcp_project'] as const satisfies readonly KindId[];
const params = { tags: ['owner', 'cost-centre'] };
const tagged = (tags: Subject['tags'], kind: KindId = 'aws_ebs_volume') => a(kind, {}, { tags });

export default {
  cases: [
    ...kinds.flatMap((kind): Cases['cases'] => [
      { shows: `${kind}: it has them`, of: tagged({ owner: 'a', 'cost-centre': 'b' }, kind), params, gives: 'pass' },
      {
        shows: `${kind}: it lacks one`,
        of: tagged({ owner: 'a' }, kind),
        params,
        gives: { fail: 'It lacks cost-centre.' },
      },
      {
        shows: `${kind}: its tags could not be read`,
        of: tagged(null, kind),
        params,
        gives: { unknown: 'its tags could not be read' },
      },
    ]),
    { shows: 'any spelling of a key will do', of: tagged({ 'OWNER ': 'a', Cost_Centre: 'b' }), params, gives: 'pass' },
    {
      shows: 'a value that says nothing does not count',
      of: tagged({ owner: ' ', 'cost-centre': 'TBD' }),
      params,
      gives: { fail: 'It lacks owner, cost-centre.' },
    },
    { shows: 'nothing is required', of: tagged(null), gives: 'pass' },
  ],
} satisfies Cases as Cases;
