/** Machines, disks, snapshots, images and networks of Google Cloud, from the reference of Compute Engine v1. */
import { data, fullName, ofGcp } from './gcp.ts';
import {
  all,
  always,
  at,
  each,
  type Json,
  last,
  lower,
  number,
  type Says,
  type Statement,
  set,
  tells,
  time,
  untold,
  word,
} from './says.ts';

/** Things that members name; [] where they are left out, as Google's JSON does with what is empty. */
const things =
  (...paths: readonly string[]): Says =>
  (told) =>
    each(all(...paths.map((path) => `resource.data.${path}`)), fullName)(told) ??
    (tells(told.record, 'resource.data') ? [] : null);

/** Machines that use a disk; older exports have the name of the protocol buffer. */
const users = (record: Json): string[] => record.resource.data.users ?? record.resource.data.user ?? [];

const stopped: readonly string[] = ['TERMINATED', 'STOPPED'];

/** The boot disk's licences, as their links end; older exports have the names of the protocol buffer. */
const licence: Says = ({ record }) => {
  const { disks, disk } = record.resource.data;
  const all = disks ?? disk ?? [];
  const boot = all.find((one: Json) => one.boot === true) ?? all[0];
  const names = (boot?.licenses ?? boot?.license ?? []).map((link: string) => link.slice(link.lastIndexOf('/') + 1));
  return names.length === 0 ? null : names.join(', ');
};

/** Something of each interface; null where no list of them is told. */
const ofNics = (record: Json, pick: (nic: Json) => unknown[]): unknown[] | null => {
  const { networkInterfaces, networkInterface } = record.resource.data;
  const nics: Json[] | undefined = networkInterfaces ?? networkInterface;
  return nics === undefined ? null : set(nics.flatMap(pick));
};

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
    // “For Private Service Connect forwarding rules, loadBalancingScheme must be empty”: it tells none.
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

export const gcpCompute: readonly Statement[] = [
  ofGcp('gcp_compute_instance', {
    class: 'vm',
    fields: {
      // A terminated instance is stopped, and not billed for compute.
      state: word(data('status'), {
        terminated: 'deallocated',
        stopped: 'deallocated',
        provisioning: 'starting',
        staging: 'starting',
      }),
      machineType: last(data('machineType')),
      priority: ({ record }) => {
        const { scheduling } = record.resource.data;
        if (scheduling === undefined) return null;
        return scheduling?.provisioningModel === 'SPOT' || scheduling?.preemptible === true ? 'Spot' : 'Regular';
      },
      licenseType: licence,
      zone: last(data('zone')),
      // Each interface has an address: where none is named, the answer does not tell.
      privateAddresses: (told) => {
        const named = ofNics(told.record, (nic) => [nic.networkIP ?? nic.ipAddress, nic.ipv6Address]);
        return named?.length === 0 ? null : named;
      },
      publicAddresses: (told) =>
        ofNics(told.record, (nic) => [
          ...(nic.accessConfigs ?? []).map((one: Json) => one.natIP ?? one.externalIp),
          ...(nic.ipv6AccessConfigs ?? []).map((one: Json) => one.externalIpv6),
        ]),
      stoppedAt: time((told) =>
        stopped.includes(told.record.resource.data.status) ? data('lastStopTimestamp')(told) : null,
      ),
      networks: (told) => {
        const { networkInterfaces, networkInterface } = told.record.resource.data;
        const all: Json[] | undefined = networkInterfaces ?? networkInterface;
        return all === undefined ? null : set(all.flatMap((one) => [one.network, one.subnetwork].flatMap(fullName)));
      },
      protected: data('deletionProtection'),
    },
    links: { networks: 'runs_in' },
  }),
  ofGcp('gcp_compute_disk', {
    class: 'disk',
    fields: {
      sizeGib: number(data('sizeGb')),
      diskType: last(data('type')),
      zone: last(data('zone')),
      iops: number(data('provisionedIops')),
      throughputMibps: number(data('provisionedThroughput')),
      zones: (told) => {
        const { zone, replicaZones } = told.record.resource.data;
        if (zone === undefined && replicaZones === undefined) return null;
        return set([zone, ...(replicaZones ?? [])].map((one) => one?.slice(one.lastIndexOf('/') + 1)));
      },
      // “users: Links to the users of the disk (attached instances)”; a disk that is not ready has its own word.
      state: ({ record }) => {
        const { status } = record.resource.data;
        if (!tells(record, 'resource.data')) return null;
        if (status !== undefined && status !== 'READY') return status.toLowerCase();
        return users(record).length > 0 ? 'attached' : 'unattached';
      },
      attachedTo: ({ record }) => (tells(record, 'resource.data') ? set(users(record).flatMap(fullName)) : null),
      // An attached disk may have been detached before; of its state that says nothing.
      detachedAt: time((told) => (users(told.record).length > 0 ? null : data('lastDetachTimestamp')(told))),
    },
    links: { attachedTo: 'attached_to' },
  }),
  ofGcp('gcp_compute_snapshot', {
    class: 'snapshot',
    fields: {
      sizeGib: number(data('diskSizeGb')),
      state: lower(data('status')),
      source: things('sourceDisk'),
      managedBy: ({ record }) => fullName(record.resource.data.sourceSnapshotSchedulePolicy)[0] ?? null,
      automatic: data('autoCreated'),
    },
    links: { source: 'sourced_from' },
  }),
  ofGcp('gcp_compute_image', {
    class: 'image',
    fields: {
      state: lower(data('status')),
      sources: things('sourceDisk', 'sourceSnapshot', 'sourceImage'),
      family: data('family'),
      sizeGib: number(data('diskSizeGb')),
    },
    links: { sources: 'sourced_from' },
  }),
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
