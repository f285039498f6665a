/** Networks of Azure and what is in them, from the REST reference of Microsoft.Network. */
import { armId, armThings, interfaceOf, listed, ofAzure, subnetAndNetwork } from './azure.ts';
import { inSet } from './azure-compute.ts';
import {
  all,
  always,
  at,
  each,
  type Json,
  number,
  part,
  type Says,
  type Statement,
  set,
  tells,
  untold,
  word,
} from './says.ts';

/** What an interface serves: a machine, or the private end of a service. */
const servedBy = [
  'properties.virtualMachine.id',
  'properties.privateEndpoint.id',
  'properties.privateLinkService.id',
] as const;

/** Configurations of interfaces behind a balancer: members of its pools, and those that its NAT rules name. */
const behind: Says = all(
  'properties.backendAddressPools[].properties.backendIPConfigurations[].id',
  'properties.backendAddressPools[].properties.loadBalancerBackendAddresses[].properties.networkInterfaceIPConfiguration.id',
  'properties.inboundNatRules[].properties.backendIPConfiguration.id',
);

/** Members that are no interface: addresses alone. */
const addressesBehind: Says = ({ record }) =>
  (part(record, 'properties.backendAddressPools[].properties.loadBalancerBackendAddresses[].properties') ?? []).flatMap(
    (one: Json) => (one.networkInterfaceIPConfiguration === undefined && one.ipAddress ? [one.ipAddress] : []),
  );

/** What an address is a part of: the holder of the configuration that names it. */
const holder = (id: Json): string[] =>
  interfaceOf(id).map((one) => one.replace(/\/(frontendipconfigurations|bastionhosts?ipconfigurations)\/[^/]+$/, ''));

/** What an interface tells, alone or in a scale set. */
const nic: Statement['fields'] = {
  state: ({ record }) => {
    if (!tells(record, 'properties')) return null;
    return part(record, 'properties.hostedWorkloads')?.length > 0 || servedBy.some((path) => part(record, path))
      ? 'in-use'
      : 'available';
  },
  attachedTo: armThings(...servedBy, 'properties.hostedWorkloads'),
  managed: ({ record }) =>
    tells(record, 'properties') ? servedBy.slice(1).some((path) => part(record, path) !== undefined) : null,
  securityGroups: armThings('properties.networkSecurityGroup.id'),
  networks: listed(each(all('properties.ipConfigurations[].properties.subnet.id'), subnetAndNetwork)),
  privateIps: all('properties.ipConfigurations[].properties.privateIPAddress'),
};

export const azureNetwork: readonly Statement[] = [
  ofAzure('azure_compute_virtual_machine_scale_set_network_interface', {
    class: 'network_interface',
    fields: { ...nic, managed: always(true), ownedBy: inSet },
    links: { attachedTo: 'attached_to', securityGroups: 'member_of', networks: 'runs_in', ownedBy: 'owned_by' },
  }),
  ofAzure('azure_network_interface', {
    class: 'network_interface',
    // The machine it serves did not make it.
    fields: { ...nic, madeFor: armThings(...servedBy.slice(1), 'properties.hostedWorkloads') },
    links: { attachedTo: 'attached_to', securityGroups: 'member_of', networks: 'runs_in', madeFor: 'owned_by' },
  }),
  ofAzure('azure_network_security_group', {
    class: 'security_group',
    fields: {
      // No group is made with a network, and none belongs to one: interfaces and subnets name their group.
      default: always(false),
      network: always([]),
      uses: listed(each(all('properties.networkInterfaces[].id', 'properties.subnets[].id'), interfaceOf)),
      refersTo: each(
        ({ record }) => record.properties.securityRules ?? null,
        ({ properties }) =>
          [properties?.sourceApplicationSecurityGroups, properties?.destinationApplicationSecurityGroups]
            .flatMap((list) => list ?? [])
            .flatMap(({ id }: Json) => armId(id)),
      ),
      rules: ({ record }) => record.properties.securityRules?.length ?? null,
    },
    links: { uses: 'protects', refersTo: 'routes_to' },
  }),
  ofAzure('azure_public_ip', {
    class: 'ip_address',
    fields: {
      address: at('properties.ipAddress'),
      external: always(true),
      static: ({ record }) => {
        const method = record.properties.publicIPAllocationMethod;
        return method === undefined ? null : method.toLowerCase() === 'static';
      },
      // A static address is billed, a dynamic one while it is in use; one of a prefix is billed with it.
      costs: ({ record }) => {
        const { publicIPPrefix, publicIPAllocationMethod: method } = record.properties;
        if (publicIPPrefix) return 'never';
        return method === undefined ? null : /^static$/i.test(method) ? 'always' : 'used';
      },
      attachedTo: (told) =>
        tells(told.record, 'properties')
          ? set([
              ...holder(part(told.record, 'properties.ipConfiguration.id')),
              ...armId(part(told.record, 'properties.natGateway.id')),
            ])
          : null,
      sku: at('sku.name'),
      prefix: armThings('properties.publicIPPrefix.id'),
      fqdn: at('properties.dnsSettings.fqdn'),
    },
    links: { attachedTo: 'attached_to', prefix: 'member_of' },
  }),
  ofAzure('azure_lb', {
    class: 'load_balancer',
    fields: {
      scheme: ({ record }) => {
        const fronts = record.properties.frontendIPConfigurations ?? [];
        if (fronts.length === 0) return null;
        const open = ({ properties }: Json) => properties?.publicIPAddress || properties?.publicIPPrefix;
        return fronts.some(open) ? 'internet' : 'internal';
      },
      targets: (told) =>
        told.record.properties.backendAddressPools === undefined
          ? null
          : set([...((behind(told) ?? []) as Json[]).flatMap(armId), ...(addressesBehind(told) as Json[])]).length,
      backends: listed(each(behind, interfaceOf)),
      networks: listed(each(all('properties.frontendIPConfigurations[].properties.subnet.id'), subnetAndNetwork)),
      sku: at('sku.name'),
      // Rules and NAT rules take traffic in; by outbound rules machines reach out through it.
      listeners: ({ record }) => {
        const { loadBalancingRules, inboundNatRules, outboundRules } = record.properties;
        if (loadBalancingRules === undefined) return null;
        return [loadBalancingRules, inboundNatRules, outboundRules].flatMap((list) => list ?? []).length;
      },
      answers: always([]),
      connection: untold,
      addresses: armThings('properties.frontendIPConfigurations[].properties.publicIPAddress.id'),
    },
    links: { backends: 'routes_to', networks: 'runs_in', addresses: 'routes_to' },
  }),
  ofAzure('azure_nat_gateway', {
    class: 'nat_gateway',
    fields: {
      // An update under way is no state of its own.
      state: word(at('properties.provisioningState'), { updating: 'succeeded' }),
      networks: listed(each(all('properties.subnets[].id'), subnetAndNetwork)),
      idleTimeoutMinutes: number(at('properties.idleTimeoutInMinutes')),
    },
    links: { networks: 'runs_in' },
  }),
  ofAzure('azure_virtual_network', {
    class: 'network',
    fields: {
      ranges: all('properties.addressSpace.addressPrefixes'),
      default: always(false),
      subnets: all('properties.subnets[].name'),
      peers: armThings('properties.virtualNetworkPeerings[].properties.remoteVirtualNetwork.id'),
    },
    links: { peers: 'routes_to' },
  }),
];
