/** Rows of Resource Graph's `resources`, by type. */
import { guid, mix, pick, share } from '../chance.ts';
import type { Stage } from '../life.ts';
import { type ArmType, type AzureGroup, isoAt } from './place.ts';

interface Body {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly kind?: string;
  readonly managedBy?: string;
  readonly zones?: readonly string[];
}
type Make = (group: AzureGroup, index: number, stage: Stage) => Body;

/** A neighbour in the same group that is there today; its id, in another casing now and then, as ARM answers. */
const neighbour = (group: AzureGroup, type: ArmType, hash: number): { index: number; id: string } | undefined => {
  const cell = group.cell(type);
  if (cell.initial === 0) return undefined;
  const index = hash % cell.initial;
  if (!cell.at(index).alive) return undefined;
  const id = group.id(type, group.nameOf(type, index));
  return { index, id: hash % 5 === 0 ? id.replace('/resourceGroups/', '/resourcegroups/') : id };
};
const ref = (found: { id: string } | undefined) => found && { id: found.id };

const vnetOf = (group: AzureGroup) => neighbour(group, 'Microsoft.Network/virtualNetworks', 0);
const subnetOf = (group: AzureGroup) => {
  const vnet = vnetOf(group);
  return vnet && { id: `${vnet.id}/subnets/default` };
};

const disk: Make = (group, index, { hash, changed }) => {
  const machine = neighbour(group, 'Microsoft.Compute/virtualMachines', mix(hash, 'machine'));
  const attached = machine !== undefined && share(mix(hash, 'held')) < 0.85;
  const replica = index % 40 === 39;
  return {
    sku: { name: pick(hash, ['Premium_LRS', 'StandardSSD_LRS', 'Standard_LRS']), tier: 'Premium' },
    ...(attached && { managedBy: machine.id }),
    properties: {
      diskSizeGB: pick(hash + changed, [32, 64, 128, 256, 512]),
      diskState: attached ? 'Attached' : replica ? 'ActiveSAS' : 'Unattached',
      tier: 'P10',
      provisioningState: 'Succeeded',
      ...(!attached && {
        LastOwnershipUpdateTime: isoAt({ hash, changed, born: -30 - (hash % 60), alive: true, retagged: 0 }),
      }),
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
    },
  };
};

const machine: Make = (group, _index, { hash, changed }) => {
  const power = share(mix(hash, 'power')) < 0.85 ? 'running' : pick(hash, ['deallocated', 'deallocated', 'stopped']);
  const nic = neighbour(group, 'Microsoft.Network/networkInterfaces', hash);
  return {
    zones: [String((hash % 3) + 1)],
    properties: {
      hardwareProfile: { vmSize: pick(hash + changed, ['Standard_D2s_v5', 'Standard_B2ms', 'Standard_E4s_v5']) },
      storageProfile: {
        osDisk: { osType: hash % 4 === 0 ? 'Windows' : 'Linux' },
        imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server' },
      },
      networkProfile: { networkInterfaces: nic ? [{ id: nic.id }] : [] },
      provisioningState: 'Succeeded',
      vmId: guid(hash, 'vm'),
      extended: { instanceView: { powerState: { code: `PowerState/${power}`, displayStatus: `VM ${power}` } } },
    },
  };
};

/** The disk is one of the group, or one that was deleted long ago. */
const snapshot: Make = (group, index, { hash }) => {
  const source =
    share(mix(hash, 'gone')) < 0.8 ? neighbour(group, 'Microsoft.Compute/disks', mix(hash, 'disk')) : undefined;
  return {
    sku: { name: 'Standard_LRS' },
    properties: {
      diskSizeGB: pick(hash, [32, 64, 128]),
      provisioningState: 'Succeeded',
      incremental: hash % 2 === 0,
      creationData: {
        createOption: 'Copy',
        sourceResourceId: source?.id ?? group.id('Microsoft.Compute/disks', `disk-9${index}-gone`),
      },
    },
  };
};

const image: Make = (group, _index, { hash }) => ({
  properties: {
    provisioningState: 'Succeeded',
    hyperVGeneration: 'V2',
    storageProfile: {
      osDisk: { osType: 'Linux', snapshot: ref(neighbour(group, 'Microsoft.Compute/snapshots', hash)) },
      dataDisks: [],
    },
  },
});

const nic: Make = (group, index, { hash }) => {
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

const nsg: Make = (group, index, { hash, changed }) => {
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

const publicIp: Make = (group, index, { hash }) => {
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

const balancer: Make = (group, _index, { hash }) => {
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

const network: Make = (_group, index) => ({
  properties: {
    provisioningState: 'Succeeded',
    addressSpace: { addressPrefixes: [`10.${index % 250}.0.0/16`] },
    subnets: [{ name: 'default', properties: { addressPrefix: `10.${index % 250}.1.0/24` } }],
    virtualNetworkPeerings: [],
  },
});

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
