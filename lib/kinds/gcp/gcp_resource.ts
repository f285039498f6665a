import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Anything {
  readonly state?: unknown;
  readonly status?: unknown;
}

export default defineGcpKind<Anything>()({
  id: 'gcp_resource',
  type: '*',
  title: 'Any other Google Cloud resource',
  docs: 'https://cloud.google.com/asset-inventory/docs/asset-types',
  class: 'other',
  contract: {},
  fields: {
    state: {
      type: 'text',
      description: 'State or status, where it is one word.',
      from: ({ resource: { data } }) => lower(data.state) ?? lower(data.status),
    },
  },
});
