/** Machines, disks, snapshots, images. */
import { guid, mix, pick, share } from '../chance.ts';
import { type Make, neighbour, ref } from './neighbours.ts';
import { isoAt } from './place.ts';

export const disk: Make = (group, index, stage) => {
  const { hash, changed } = stage;
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
      timeCreated: isoAt(stage),
      provisioningState: 'Succeeded',
      ...(!attached && {
        LastOwnershipUpdateTime: isoAt({ hash, changed, born: -30 - (hash % 60), alive: true, retagged: 0 }),
      }),
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
    },
  };
};

export const machine: Make = (group, _index, stage) => {
  const { hash, changed } = stage;
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
      timeCreated: isoAt(stage),
      extended: { instanceView: { powerState: { code: `PowerState/${power}`, displayStatus: `VM ${power}` } } },
    },
  };
};

/** The disk is one of the group, or one that was deleted long ago. */
export const snapshot: Make = (group, index, stage) => {
  const { hash } = stage;
  const source =
    share(mix(hash, 'gone')) < 0.8 ? neighbour(group, 'Microsoft.Compute/disks', mix(hash, 'disk')) : undefined;
  return {
    sku: { name: 'Standard_LRS' },
    properties: {
      diskSizeGB: pick(hash, [32, 64, 128]),
      provisioningState: 'Succeeded',
      incremental: hash % 2 === 0,
      timeCreated: isoAt(stage),
      creationData: {
        createOption: 'Copy',
        sourceResourceId: source?.id ?? group.id('Microsoft.Compute/disks', `disk-9${index}-gone`),
      },
    },
  };
};

export const image: Make = (group, _index, { hash }) => ({
  properties: {
    provisioningState: 'Succeeded',
    hyperVGeneration: 'V2',
    storageProfile: {
      osDisk: { osType: 'Linux', snapshot: ref(neighbour(group, 'Microsoft.Compute/snapshots', hash)) },
      dataDisks: [],
    },
  },
});
