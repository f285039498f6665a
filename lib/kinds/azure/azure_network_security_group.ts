import { type ArmRef, armIds, ownerOfPart } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface SecurityGroup {
  readonly networkInterfaces?: readonly ArmRef[];
  readonly subnets?: readonly ArmRef[];
  readonly securityRules?: readonly unknown[];
}

export default defineAzureKind<SecurityGroup>()({
  id: 'azure_network_security_group',
  type: 'Microsoft.Network/networkSecurityGroups',
  title: 'Network security group',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/network-security-groups/get',
  class: 'security_group',
  contract: {
    default: () => false,
    network: () => [],
    uses: ({ properties: { networkInterfaces, subnets } }) =>
      networkInterfaces === undefined && subnets === undefined
        ? null
        : [...(networkInterfaces ?? []).flatMap(({ id }) => ownerOfPart(id) ?? []), ...armIds(subnets)],
    refersTo: () => [],
  },
  fields: {
    rules: {
      type: 'number',
      description: 'Rules of its own, the default ones not counted.',
      from: ({ properties }) => properties.securityRules?.length,
    },
  },
});
