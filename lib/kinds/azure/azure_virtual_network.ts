import { armId } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface VirtualNetwork {
  readonly addressSpace?: { readonly addressPrefixes?: readonly string[] };
  readonly subnets?: readonly { readonly id?: string; readonly name?: string }[];
  readonly virtualNetworkPeerings?: readonly {
    readonly properties?: { readonly remoteVirtualNetwork?: { readonly id?: string } };
  }[];
}

export default defineAzureKind<VirtualNetwork>()({
  id: 'azure_virtual_network',
  type: 'Microsoft.Network/virtualNetworks',
  title: 'Virtual network',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/get',
  class: 'network',
  contract: {
    ranges: ({ properties }) => properties.addressSpace?.addressPrefixes,
    default: () => false,
  },
  fields: {
    subnets: {
      type: 'texts',
      description: 'Names of its subnets.',
      from: ({ properties }) => properties.subnets?.flatMap(({ name }) => name ?? []),
    },
    peers: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Networks it is peered with.',
      from: ({ properties }) =>
        properties.virtualNetworkPeerings?.flatMap((one) => armId(one.properties?.remoteVirtualNetwork?.id) ?? []),
    },
  },
});
