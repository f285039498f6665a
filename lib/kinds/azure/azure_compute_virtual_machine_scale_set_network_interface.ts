import { scaleSetOf } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';
import { type Interface, interfaceContract, privateAddresses } from './shared/interface.ts';

export default defineAzureKind<Interface>()({
  id: 'azure_compute_virtual_machine_scale_set_network_interface',
  type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces',
  title: 'Network interface of a scale set’s machine',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/network-interface-in-vm-ss/get-virtual-machine-scale-set-network-interface',
  table: 'computeresources',
  class: 'network_interface',
  contract: { ...interfaceContract, managed: () => true },
  fields: {
    privateIps: {
      type: 'texts',
      description: 'Private addresses.',
      from: ({ properties }) => privateAddresses(properties),
    },
    ownedBy: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The scale set that made it and removes it.',
      from: ({ id }) => scaleSetOf(id),
    },
  },
});
