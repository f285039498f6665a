/** Uniform scale sets: the sets themselves, and their machines and interfaces, which another table has. */
import type { AwsRecord } from '../../types.ts';
import { guid, mix, pick } from '../chance.ts';
import type { Stage } from '../life.ts';
import type { Segment } from '../segments.ts';
import { type Make, subnetOf } from './neighbours.ts';
import type { AzureGroup } from './place.ts';

const SET = 'Microsoft.Compute/virtualMachineScaleSets';
const MACHINE = `${SET}/virtualMachines`;
const INTERFACE = `${MACHINE}/networkInterfaces`;
/** Records that a machine stands for: itself and its interface. */
const PER_MACHINE = 2;

const machinesOf = ({ hash, changed }: Stage): number => 1 + (hash % 3) + changed;
const sizeOf = ({ hash }: Stage): string => pick(hash, ['Standard_D4s_v5', 'Standard_D2as_v5']);

export const scaleSet: Make = (group, _index, stage) => ({
  sku: { name: sizeOf(stage), tier: 'Standard', capacity: machinesOf(stage) },
  zones: ['1', '2', '3'],
  properties: {
    provisioningState: 'Succeeded',
    orchestrationMode: 'Uniform',
    singlePlacementGroup: false,
    uniqueId: guid(stage.hash, 'set'),
    virtualMachineProfile: {
      priority: group.cluster ? 'Regular' : 'Spot',
      storageProfile: { osDisk: { osType: 'Linux', createOption: 'FromImage' } },
    },
  },
});

const machine = (group: AzureGroup, { hash }: Stage, nic: string) => ({
  hardwareProfile: {},
  storageProfile: {
    osDisk: { osType: 'Linux', createOption: 'FromImage' },
    imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server' },
  },
  networkProfile: { networkInterfaces: [{ id: nic }] },
  networkProfileConfiguration: {
    networkInterfaceConfigurations: [
      { name: 'nic', properties: { ipConfigurations: [{ name: 'ip', properties: { subnet: subnetOf(group) } }] } },
    ],
  },
  latestModelApplied: true,
  provisioningState: 'Succeeded',
  vmId: guid(hash, nic),
  extended: { instanceView: { powerState: { code: 'PowerState/running', displayStatus: 'VM running' } } },
});

const nic = (group: AzureGroup, { hash }: Stage, instance: number, machineId: string) => ({
  provisioningState: 'Succeeded',
  virtualMachine: { id: machineId },
  primary: true,
  ipConfigurations: [
    {
      name: 'ip',
      properties: { privateIPAddress: `10.2.${hash % 250}.${instance + 4}`, subnet: subnetOf(group), primary: true },
    },
  ],
});

/** Rows of a group's machines and interfaces, in the order of their ids; `tags` gives those of a set. */
export function* scaleSetSegments(
  group: AzureGroup,
  tags: (stage: Stage) => Readonly<Record<string, string>> | null,
): Generator<Segment<AwsRecord>> {
  const cell = group.cell(SET);
  for (let index = 0; index < cell.count; index++) {
    const stage = cell.at(index);
    if (!stage.alive) continue;
    const set = group.nameOf(SET, index);
    yield {
      count: machinesOf(stage) * PER_MACHINE,
      make(position) {
        const instance = Math.floor(position / PER_MACHINE);
        const machineId = `${group.id(SET, set)}/virtualMachines/${instance}`;
        const nicId = `${machineId}/networkInterfaces/nic`;
        const shared = {
          location: group.location,
          resourceGroup: group.name.toLowerCase(),
          subscriptionId: group.subscription,
          kind: '',
          managedBy: '',
        };
        return position % PER_MACHINE === 0
          ? {
              ...{ id: machineId, name: `${set}_${instance}`, type: MACHINE.toLowerCase(), ...shared },
              sku: { name: sizeOf(stage), tier: 'Standard' },
              zones: [String((mix(stage.hash, instance) % 3) + 1)],
              tags: tags(stage),
              properties: machine(group, stage, nicId),
            }
          : {
              ...{ id: nicId, name: 'nic', type: INTERFACE.toLowerCase(), ...shared, sku: null, zones: null },
              tags: null,
              properties: nic(group, stage, instance, machineId),
            };
      },
    };
  }
}
