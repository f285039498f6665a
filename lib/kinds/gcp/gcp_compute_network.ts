import { fullNames } from '../../providers/gcp/read.ts';
import { defineGcpKind } from '../types.ts';

interface Network {
  readonly name?: string;
  readonly autoCreateSubnetworks?: boolean;
  readonly IPv4Range?: string;
  readonly peerings?: readonly { readonly network?: string }[];
}

export default defineGcpKind<Network>()({
  id: 'gcp_compute_network',
  type: 'compute.googleapis.com/Network',
  title: 'VPC network',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/networks',
  class: 'network',
  contract: {
    // Ranges belong to subnetworks; only a legacy network has one of its own.
    ranges: ({ resource: { data } }) => (data.IPv4Range === undefined ? [] : [data.IPv4Range]),
    default: ({ resource: { data } }) => data.name === 'default',
  },
  fields: {
    autoSubnets: {
      type: 'flag',
      description: 'Makes a subnetwork in each region by itself.',
      from: ({ resource: { data } }) => data.autoCreateSubnetworks,
    },
    peers: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Networks it is peered with.',
      from: ({ resource: { data } }) =>
        Array.isArray(data.peerings) ? fullNames(data.peerings.map((one) => one?.network)) : [],
    },
  },
});
