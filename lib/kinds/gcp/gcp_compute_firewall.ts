import { fullNames } from '../../providers/gcp/read.ts';
import { lower, numberOf, told } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Firewall {
  readonly direction?: string;
  readonly disabled?: boolean;
  readonly network?: string;
  readonly priority?: number;
  readonly sourceRanges?: readonly string[];
}

export default defineGcpKind<Firewall>()({
  id: 'gcp_compute_firewall',
  type: 'compute.googleapis.com/Firewall',
  title: 'VPC firewall rule',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/firewalls',
  class: 'firewall_rule',
  contract: {
    direction: ({ resource: { data } }) => lower(data.direction),
    enabled: ({ resource: { data } }) => (told(data) ? data.disabled !== true : null),
    network: ({ resource: { data } }) => (data.network === undefined ? null : fullNames([data.network])),
  },
  fields: {
    priority: {
      type: 'number',
      description: 'Smaller comes first.',
      from: ({ resource: { data } }) => numberOf(data.priority),
    },
    sourceRanges: {
      type: 'texts',
      description: 'Where traffic may come from, CIDR.',
      from: ({ resource: { data } }) => data.sourceRanges,
    },
  },
});
