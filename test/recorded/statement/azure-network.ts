/** Networks of Azure and what is in them, from the REST reference of Microsoft.Network. */
import { armId, armThings, interfaceOf, listed, ofAzure, subnetAndNetwork } from './azure.ts';
import {
  all,
  always,
  at,
  each,
  type Json,
  lower,
  number,
  part,
  type Says,
  type Statement,
  set,
  tells,
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

export const azureNetwork: readonly Statement[] = [
  ofAzure('azure_network_interface', {
    class: 'network_interface',
    fields: {
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
    },
    links: { attachedTo: 'attached_to', securityGroups: 'member_of', networks: 'runs_in' },
  }),
  ofAzure('azure_network_security_group', {
    class: 'security_group',
    fields: {
      // No group is made with a network, and none belongs to one: interfaces and subnets name their group.
      default: always(false),
      network: always([]),
      uses: listed(each(all('properties.networkInterfaces[].id', 'properties.subnets[].id'), interfaceOf)),
      refersTo: armThings(
        'properties.securityRules[].properties.sourceApplicationSecurityGroups[].id',
        'properties.securityRules[].properties.destinationApplicationSecurityGroups[].id',
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
      attachedTo: (told) =>
        tells(told.record, 'properties')
          ? set([
              ...holder(part(told.record, 'properties.ipConfiguration.id')),
              ...armId(part(told.record, 'properties.natGateway.id')),
            ])
          : null,
      sku: at('sku.name'),
      fqdn: at('properties.dnsSettings.fqdn'),
    },
    links: { attachedTo: 'attached_to' },
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
      addresses: armThings('properties.frontendIPConfigurations[].properties.publicIPAddress.id'),
    },
    links: { backends: 'routes_to', networks: 'runs_in', addresses: 'routes_to' },
  }),
  ofAzure('azure_nat_gateway', {
    class: 'nat_gateway',
    fields: {
      state: lower(at('properties.provisioningState')),
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
