import { type ArmRef, armId, armIds, armList } from '../../providers/azure/read.ts';
import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';
import { imageOf, type Machine, machineContract, osType, zonesOf } from './shared/machine.ts';

interface VirtualMachine extends Machine {
  readonly virtualMachineScaleSet?: ArmRef;
}

export default defineAzureKind<VirtualMachine>()({
  id: 'azure_compute_virtual_machine',
  type: 'Microsoft.Compute/virtualMachines',
  title: 'Virtual machine',
  docs: 'https://learn.microsoft.com/rest/api/compute/virtual-machines/get',
  class: 'vm',
  contract: {
    ...machineContract,
    machineType: ({ properties }) => properties.hardwareProfile?.vmSize,
    // `Low` is the older word for `Spot`; a regular machine often has none.
    priority: ({ properties }) =>
      told(properties) ? (/^(spot|low)$/i.test(properties.priority ?? '') ? 'Spot' : 'Regular') : null,
  },
  fields: {
    zones: { type: 'texts', description: 'Availability zones.', from: zonesOf },
    osType: { type: 'text', description: 'Linux or Windows.', from: osType },
    image: {
      type: 'text',
      description: 'Offer and SKU, or the id of the image it was made from.',
      from: imageOf,
    },
    interfaces: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Its network interfaces.',
      from: ({ properties: { networkProfile } }) =>
        networkProfile?.networkInterfaces && armIds(networkProfile.networkInterfaces),
    },
    scaleSet: {
      type: 'refs',
      rel: 'member_of',
      description: 'The scale set it is a machine of, where it is one of a flexible set.',
      from: ({ properties }) => (told(properties) ? armList(armId(properties.virtualMachineScaleSet?.id)) : null),
    },
  },
});
