import { fullNames, lastPart } from '../../providers/gcp/read.ts';
import { told } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Network {
  readonly autoCreateSubnetworks?: boolean;
  readonly IPv4Range?: string;
  readonly internalIpv6Range?: string;
  readonly peerings?: readonly { readonly network?: string }[];
}

export default defineGcpKind<Network>()({
  id: 'gcp_compute_network',
  type: 'compute.googleapis.com/Network',
  title: 'VPC network',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/networks',
  class: 'network',
  contract: {
    // Ranges belong to subnetworks, which it does not tell; a legacy network has one of its own, an internal IPv6 one another.
    ranges: ({ resource: { data } }) => {
      const ranges = [data.IPv4Range, data.internalIpv6Range].flatMap((range) => range ?? []);
      return ranges.length === 0 ? null : ranges;
    },
    default: ({ name }) => lastPart(name) === 'default',
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
        told(data) ? fullNames((data.peerings ?? []).map((one) => one?.network)) : null,
    },
  },
});
