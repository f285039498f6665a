/** Interfaces, groups, addresses, balancers, networks. */
import { mix, share } from '../chance.ts';
import { type Make, neighbour, subnetOf, vnetOf } from './neighbours.ts';

export const nic: Make = (group, index, { hash }) => {
  const host = neighbour(group, 'Microsoft.Compute/virtualMachines', mix(hash, 'host'));
  const endpoint = index % 9 === 8;
  const nsg = neighbour(group, 'Microsoft.Network/networkSecurityGroups', hash);
  return {
    properties: {
      provisioningState: 'Succeeded',
      ...(endpoint
        ? { privateEndpoint: { id: group.id('Microsoft.Network/privateEndpoints', `pe-${index}`) } }
        : host && share(mix(hash, 'held')) < 0.85 && { virtualMachine: { id: host.id } }),
      ...(nsg && { networkSecurityGroup: { id: nsg.id } }),
      ipConfigurations: [
        {
          name: 'ipconfig1',
          properties: { privateIPAddress: `10.1.${hash % 250}.${index % 250}`, subnet: subnetOf(group) },
        },
      ],
    },
  };
};

export const nsg: Make = (group, index, { hash, changed }) => {
  const uses = neighbour(group, 'Microsoft.Network/networkInterfaces', mix(hash, 'use'));
  return {
    properties: {
      provisioningState: 'Succeeded',
      securityRules: Array.from({ length: 1 + (hash % 3) + changed }, (_, rule) => ({ name: `allow-${rule}` })),
      networkInterfaces: uses && share(mix(hash, 'used')) < 0.8 ? [{ id: uses.id }] : [],
      subnets: index === 0 && vnetOf(group) ? [subnetOf(group)] : [],
    },
  };
};

export const publicIp: Make = (group, index, { hash }) => {
  const nicId = neighbour(group, 'Microsoft.Network/networkInterfaces', mix(hash, 'nic'))?.id;
  const held = nicId !== undefined && share(mix(hash, 'held')) < 0.8;
  return {
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      ipAddress: `198.51.${hash % 250}.${index % 250}`,
      publicIPAllocationMethod: 'Static',
      ...(held && { ipConfiguration: { id: `${nicId}/ipConfigurations/ipconfig1` } }),
    },
  };
};

export const balancer: Make = (group, _index, { hash }) => {
  const nicId = neighbour(group, 'Microsoft.Network/networkInterfaces', mix(hash, 'nic'))?.id;
  const filled = nicId !== undefined && share(mix(hash, 'filled')) < 0.8;
  const ip = neighbour(group, 'Microsoft.Network/publicIPAddresses', hash);
  return {
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      frontendIPConfigurations: [
        { name: 'front', properties: ip ? { publicIPAddress: { id: ip.id } } : { subnet: subnetOf(group) } },
      ],
      backendAddressPools: [
        {
          name: 'pool',
          properties: { backendIPConfigurations: filled ? [{ id: `${nicId}/ipConfigurations/ipconfig1` }] : [] },
        },
      ],
    },
  };
};

export const network: Make = (_group, index) => ({
  properties: {
    provisioningState: 'Succeeded',
    addressSpace: { addressPrefixes: [`10.${index % 250}.0.0/16`] },
    subnets: [{ name: 'default', properties: { addressPrefix: `10.${index % 250}.1.0/24` } }],
    virtualNetworkPeerings: [],
  },
});
