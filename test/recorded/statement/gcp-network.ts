/** Networks, addresses and balancing of Google Cloud, from the reference of Compute Engine v1. */
import { data, fullName, ofGcp } from './gcp.ts';
import { things } from './gcp-compute.ts';
import {
  all,
  always,
  at,
  type Json,
  lower,
  number,
  type Says,
  type Statement,
  set,
  tells,
  untold,
  word,
} from './says.ts';

const address = {
  class: 'ip_address',
  fields: {
    address: data('address'),
    // “If unspecified, defaults to EXTERNAL.”
    external: ({ record }: { readonly record: Json }) =>
      tells(record, 'resource.data') ? record.resource.data.addressType !== 'INTERNAL' : null,
    static: always(true),
    // A forwarding rule’s address is not charged; one without a user is, and a machine’s: cloud.google.com/vpc/network-pricing
    costs: ({ record }: { readonly record: Json }) => {
      const { addressType, users: by } = record.resource.data;
      if (!tells(record, 'resource.data')) return null;
      if (addressType === 'INTERNAL') return 'never';
      return (by ?? []).some((one: string) => /\/(global)?forwardingRules\//i.test(one)) ? 'unused' : 'always';
    },
    // Output only while it is used; what is reserved alone has none.
    attachedTo: ({ record }: { readonly record: Json }) =>
      record.resource.data.users === undefined
        ? record.resource.data.status === 'RESERVED'
          ? []
          : null
        : set(record.resource.data.users.flatMap(fullName)),
    purpose: data('purpose'),
  },
  links: { attachedTo: 'attached_to' },
} as const;

/** A bundle of Google's own APIs answers for a rule whose target names it. */
const answers: Says = ({ record }) =>
  /^(all-apis|vpc-sc)$/.test(record.resource.data.target ?? '') ? ['google-apis'] : [];

/** Rules that a forwarding rule of either reach has. */
const rule = {
  class: 'load_balancer',
  fields: {
    scheme: word(data('loadBalancingScheme'), {
      external: 'internet',
      external_managed: 'internet',
      internal: 'internal',
      internal_managed: 'internal',
      internal_self_managed: 'internal',
    }),
    targets: untold,
    listeners: untold,
    answers,
    connection: lower(data('pscConnectionStatus')),
    backends: things('target', 'backendService'),
    networks: things('network', 'subnetwork'),
    address: data('IPAddress'),
  },
  links: { backends: 'routes_to', networks: 'runs_in' },
} as const;

export const gcpNetwork: readonly Statement[] = [
  ofGcp('gcp_compute_address', { ...address, fields: { ...address.fields, networkTier: data('networkTier') } }),
  ofGcp('gcp_compute_global_address', address),
  ofGcp('gcp_compute_network', {
    class: 'network',
    fields: {
      ranges: ({ record }) => (record.resource.data.IPv4Range ? [record.resource.data.IPv4Range] : null),
      // A project is made with one network of this name.
      default: ({ record }) => (record.resource.data.name ?? record.name.split('/').at(-1)) === 'default',
      autoSubnets: data('autoCreateSubnetworks'),
      peers: things('peerings[].network'),
    },
    links: { peers: 'routes_to' },
  }),
  ofGcp('gcp_compute_firewall', {
    class: 'firewall_rule',
    fields: {
      direction: lower(data('direction')),
      // “If this is false or unspecified, the firewall rule will be enabled.”
      enabled: ({ record }) => (tells(record, 'resource.data') ? record.resource.data.disabled !== true : null),
      network: things('network'),
      priority: number(data('priority')),
      sourceRanges: all('resource.data.sourceRanges'),
    },
    links: { network: 'protects' },
  }),
  ofGcp('gcp_compute_forwarding_rule', {
    ...rule,
    fields: {
      ...rule.fields,
      ports: ({ record }) => record.resource.data.portRange ?? record.resource.data.ports?.join(',') ?? null,
    },
  }),
  ofGcp('gcp_compute_global_forwarding_rule', rule),
  ofGcp('gcp_compute_backend_service', {
    class: 'target_group',
    fields: {
      targets: ({ record }) => (record.resource.data.backends?.length === 0 ? 0 : null),
      backends: things('backends[].group'),
      protocol: at('resource.data.protocol'),
      scheme: data('loadBalancingScheme'),
    },
    links: { backends: 'routes_to' },
  }),
];
