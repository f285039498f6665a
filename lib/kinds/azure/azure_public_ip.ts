import { type ArmRef, armIds, armList, ownerOfPart } from '../../providers/azure/read.ts';
import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface PublicIp {
  readonly ipAddress?: string;
  readonly publicIPAllocationMethod?: string;
  readonly ipConfiguration?: ArmRef;
  readonly natGateway?: ArmRef;
  /** The other one of a pair, while a service or its load balancer is moved. */
  readonly linkedPublicIPAddress?: ArmRef;
  readonly servicePublicIPAddress?: ArmRef;
  readonly publicIPPrefix?: ArmRef;
  readonly dnsSettings?: { readonly fqdn?: string };
}

export default defineAzureKind<PublicIp>()({
  id: 'azure_public_ip',
  type: 'Microsoft.Network/publicIPAddresses',
  title: 'Public IP address',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/public-ip-addresses/get',
  class: 'ip_address',
  contract: {
    address: ({ properties }) => properties.ipAddress,
    external: () => true,
    // A dynamic address is given back when nothing uses it, and is not billed then.
    static: ({ properties: { publicIPAllocationMethod: method } }) =>
      method === undefined ? null : method.toLowerCase() === 'static',
    // https://azure.microsoft.com/pricing/details/ip-addresses: that of a prefix is billed with it, a dynamic one in use.
    costs: ({ properties: { publicIPAllocationMethod: method, publicIPPrefix } }) => {
      if (publicIPPrefix) return 'never';
      return method === undefined ? null : method.toLowerCase() === 'static' ? 'always' : 'used';
    },
    attachedTo: ({ properties }) =>
      told(properties)
        ? [
            ...armList(ownerOfPart(properties.ipConfiguration?.id)),
            ...armIds([properties.natGateway, properties.linkedPublicIPAddress, properties.servicePublicIPAddress]),
          ]
        : null,
  },
  fields: {
    sku: { type: 'text', description: 'Basic or Standard.', from: ({ sku }) => sku?.name },
    prefix: {
      type: 'refs',
      rel: 'member_of',
      description: 'The prefix it is one of: the whole prefix is billed, used or not.',
      from: ({ properties }) => (told(properties) ? armIds([properties.publicIPPrefix]) : null),
    },
    fqdn: {
      type: 'text',
      description: 'DNS name, where it has one.',
      from: ({ properties }) => properties.dnsSettings?.fqdn,
    },
  },
});
