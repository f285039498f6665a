import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';
import { type Interface, interfaceContract, isManaged, madeFor, privateAddresses } from './shared/interface.ts';

export default defineAzureKind<Interface>()({
  id: 'azure_network_interface',
  type: 'Microsoft.Network/networkInterfaces',
  title: 'Network interface',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/get',
  class: 'network_interface',
  contract: {
    ...interfaceContract,
    managed: ({ properties }) => (told(properties) ? isManaged(properties) : null),
  },
  fields: {
    madeFor: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The private endpoint, link service or workload that made it for itself.',
      from: ({ properties }) => (told(properties) ? madeFor(properties) : null),
    },
    privateIps: {
      type: 'texts',
      description: 'Private addresses.',
      from: ({ properties }) => privateAddresses(properties),
    },
  },
});
