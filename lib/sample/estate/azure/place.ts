/** Subscriptions and resource groups: what is in one is numbered within it. */
import { mix, pad, share } from '../chance.ts';
import { type Cell, cellOf, type Life, type Stage, timeAt } from '../life.ts';
import { storyOf } from '../tags.ts';

/** Resources of a group, in the mean, by type; in the order of their ids, which Resource Graph sorts by. */
export const types = {
  'Microsoft.Compute/disks': 5,
  'Microsoft.Compute/images': 0.4,
  'Microsoft.Compute/snapshots': 3.5,
  'Microsoft.Compute/virtualMachines': 3,
  'Microsoft.Compute/virtualMachineScaleSets': 0.15,
  'Microsoft.Insights/components': 0.8,
  'Microsoft.KeyVault/vaults': 0.7,
  'Microsoft.Network/loadBalancers': 0.7,
  'Microsoft.Network/natGateways': 0.2,
  'Microsoft.Network/networkInterfaces': 4,
  'Microsoft.Network/networkSecurityGroups': 1.2,
  'Microsoft.Network/publicIPAddresses': 1.3,
  'Microsoft.Network/virtualNetworks': 0.8,
  'Microsoft.Sql/servers': 0.4,
  'Microsoft.Storage/storageAccounts': 1.6,
  'Microsoft.Web/serverFarms': 0.5,
  'Microsoft.Web/sites': 0.9,
} as const;
export type ArmType = keyof typeof types;
export const typeNames = Object.keys(types) as ArmType[];

/** Records of `resources` that a position of a type stands for: a SQL server and its database. */
export const recordsOf = (type: ArmType): number => (type === 'Microsoft.Sql/servers' ? 2 : 1);

/** Machines and interfaces of a scale set, in the mean, which another table has. */
const SET_RECORDS = 4;

export const GROUP_SIZE = typeNames.reduce(
  (sum, type) => sum + types[type] * recordsOf(type),
  1 + types['Microsoft.Compute/virtualMachineScaleSets'] * SET_RECORDS,
);

/** Of a hundred groups so many are left over from something that is gone. */
const EMPTY = 0.06;

export interface AzureGroup {
  readonly subscription: string;
  readonly index: number;
  readonly name: string;
  readonly stage: Stage;
  readonly location: string;
  /** Made by the Kubernetes service for its nodes. */
  readonly cluster: boolean;
  cell(type: ArmType): Cell;
  /** An ARM id, in ARM's spelling. */
  id(type: string, name: string): string;
  nameOf(type: ArmType, index: number): string;
}

const locations = ['westeurope', 'northeurope', 'eastus'] as const;

const short: Readonly<Record<ArmType, string>> = {
  'Microsoft.Compute/disks': 'disk',
  'Microsoft.Compute/images': 'image',
  'Microsoft.Compute/snapshots': 'snap',
  'Microsoft.Compute/virtualMachineScaleSets': 'vmss',
  'Microsoft.Compute/virtualMachines': 'vm',
  'Microsoft.Insights/components': 'insights',
  'Microsoft.KeyVault/vaults': 'kv',
  'Microsoft.Network/loadBalancers': 'lb',
  'Microsoft.Network/natGateways': 'nat',
  'Microsoft.Network/networkInterfaces': 'nic',
  'Microsoft.Network/networkSecurityGroups': 'nsg',
  'Microsoft.Network/publicIPAddresses': 'ip',
  'Microsoft.Network/virtualNetworks': 'vnet',
  'Microsoft.Sql/servers': 'sql',
  'Microsoft.Storage/storageAccounts': 'st',
  'Microsoft.Web/serverFarms': 'plan',
  'Microsoft.Web/sites': 'site',
};

export const openGroup = (life: Life, subscription: string, groups: Cell, index: number): AzureGroup => {
  const stage = groups.at(index);
  const { team, app } = storyOf(stage.hash, 0);
  const cluster = index % 12 === 5;
  const name = cluster ? `MC_rg-${pad(index)}-${team}_aks_westeurope` : `rg-${pad(index)}-${team}-${app}`;
  const cells = new Map<ArmType, Cell>();
  // A group made while the estate lives has its resources at once, and none where nobody moved in.
  const empty = share(mix(stage.hash, 'empty')) < EMPTY;
  return {
    subscription,
    index,
    name,
    stage,
    location: locations[stage.hash % locations.length]!,
    cluster,
    cell(type) {
      const known = cells.get(type);
      if (known !== undefined) return known;
      const cell = cellOf(life, `azure/${subscription}/${index}/${type}`, empty ? 0 : types[type]);
      cells.set(type, cell);
      return cell;
    },
    id: (type, resource) => `/subscriptions/${subscription}/resourceGroups/${name}/providers/${type}/${resource}`,
    nameOf: (type, number) =>
      type === 'Microsoft.Storage/storageAccounts'
        ? `st${pad(index)}${pad(number, 4)}${team.replace('-', '').slice(0, 8)}`
        : `${short[type]}-${pad(number, 4)}-${app}`,
  };
};

export const isoAt = (stage: Stage): string => timeAt(stage.born, stage.hash % 1440).toISOString();
