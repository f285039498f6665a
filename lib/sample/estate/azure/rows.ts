/** Rows of Resource Graph's `resources`, by type. */
import { pick } from '../chance.ts';
import type { Stage } from '../life.ts';
import { disk, image, machine, snapshot } from './compute.ts';
import { type Body, type Make, neighbour, subnetOf, vnetOf } from './neighbours.ts';
import { balancer, network, nic, nsg, publicIp } from './network.ts';
import type { ArmType } from './place.ts';
import { scaleSet } from './scale-sets.ts';

const site: Make = (group, index, { hash, changed }) => {
  const plan = neighbour(group, 'Microsoft.Web/serverFarms', hash);
  return {
    kind: pick(hash, ['app', 'functionapp', 'app,linux']),
    properties: {
      state: changed && hash % 2 ? 'Stopped' : 'Running',
      ...(plan && { serverFarmId: plan.id }),
      defaultHostName: `site-${index}.azurewebsites.example`,
      httpsOnly: hash % 3 > 0,
    },
  };
};

const named =
  (state: string): Make =>
  () => ({ properties: { provisioningState: state } });

export const bodies: Readonly<Record<ArmType, Make>> = {
  'Microsoft.Compute/disks': disk,
  'Microsoft.Compute/images': image,
  'Microsoft.Compute/snapshots': snapshot,
  'Microsoft.Compute/virtualMachineScaleSets': scaleSet,
  'Microsoft.Compute/virtualMachines': machine,
  'Microsoft.Insights/components': named('Succeeded'),
  'Microsoft.KeyVault/vaults': named('Succeeded'),
  'Microsoft.Network/loadBalancers': balancer,
  'Microsoft.Network/natGateways': (group) => ({
    sku: { name: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      idleTimeoutInMinutes: 4,
      subnets: vnetOf(group) ? [subnetOf(group)] : [],
    },
  }),
  'Microsoft.Network/networkInterfaces': nic,
  'Microsoft.Network/networkSecurityGroups': nsg,
  'Microsoft.Network/publicIPAddresses': publicIp,
  'Microsoft.Network/virtualNetworks': network,
  'Microsoft.Sql/servers': () => ({ kind: 'v12.0', properties: { state: 'Ready', version: '12.0' } }),
  'Microsoft.Storage/storageAccounts': (_group, _index, { hash, changed }) => ({
    sku: { name: pick(hash, ['Standard_LRS', 'Standard_GRS']), tier: 'Standard' },
    kind: 'StorageV2',
    properties: {
      accessTier: changed ? 'Cool' : 'Hot',
      allowBlobPublicAccess: hash % 7 === 0,
      supportsHttpsTrafficOnly: true,
    },
  }),
  'Microsoft.Web/serverFarms': (_group, _index, { hash }) => ({
    sku: { name: pick(hash, ['P1v3', 'B1', 'S1']), tier: 'Standard', capacity: 1 },
    kind: 'linux',
    properties: { numberOfSites: hash % 5 === 0 ? 0 : 2, numberOfWorkers: 1, status: 'Ready' },
  }),
  'Microsoft.Web/sites': site,
};

/** The one database of a server. */
export const database = (index: number, { hash, changed }: Stage): Body => ({
  kind: 'v12.0,user',
  sku: { name: 'GP_Gen5', tier: 'GeneralPurpose', capacity: 2 + changed * 2 },
  properties: {
    status: hash % 13 === 0 ? 'Paused' : 'Online',
    maxSizeBytes: 32 * 2 ** 30 * (1 + (index % 4)),
    currentServiceObjectiveName: `GP_Gen5_${2 + changed * 2}`,
  },
});
