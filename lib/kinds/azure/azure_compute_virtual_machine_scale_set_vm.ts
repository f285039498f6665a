import { scaleSetOf } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';
import { imageOf, type Machine, machineContract, osType, zonesOf } from './shared/machine.ts';

export default defineAzureKind<Machine>()({
  id: 'azure_compute_virtual_machine_scale_set_vm',
  type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
  title: 'Machine of a uniform scale set',
  docs: 'https://learn.microsoft.com/rest/api/compute/virtual-machine-scale-set-vms/get',
  table: 'computeresources',
  class: 'vm',
  contract: {
    ...machineContract,
    machineType: ({ sku, properties }) => sku?.name ?? properties.hardwareProfile?.vmSize,
    // Its set has it.
    priority: () => null,
  },
  fields: {
    zones: { type: 'texts', description: 'Availability zones.', from: zonesOf },
    osType: { type: 'text', description: 'Linux or Windows.', from: osType },
    image: {
      type: 'text',
      description: 'Offer and SKU, or the id of the image it was made from.',
      from: imageOf,
    },
    ownedBy: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The scale set that made it and removes it.',
      from: ({ id }) => scaleSetOf(id),
    },
  },
});
