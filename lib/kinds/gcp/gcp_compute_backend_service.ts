import { fullNames } from '../../providers/gcp/read.ts';
import { told } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface BackendService {
  readonly backends?: readonly { readonly group?: string }[];
  readonly protocol?: string;
  readonly loadBalancingScheme?: string;
}

export default defineGcpKind<BackendService>()({
  id: 'gcp_compute_backend_service',
  type: 'compute.googleapis.com/BackendService',
  also: ['compute.googleapis.com/RegionBackendService'],
  title: 'Backend service',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/backendServices',
  class: 'target_group',
  contract: {
    // Its groups are known, how many endpoints they hold is not; none at all is none.
    targets: ({ resource: { data } }) => ((data.backends?.length ?? 0) === 0 && told(data) ? 0 : null),
    // A list that holds nothing is left out.
    backends: ({ resource: { data } }) =>
      told(data) ? fullNames((data.backends ?? []).map((one) => one?.group)) : null,
  },
  fields: {
    protocol: { type: 'text', description: 'HTTP, HTTPS, TCP, …', from: ({ resource: { data } }) => data.protocol },
    scheme: {
      type: 'text',
      description: 'EXTERNAL, INTERNAL, …',
      from: ({ resource: { data } }) => data.loadBalancingScheme,
    },
  },
});
