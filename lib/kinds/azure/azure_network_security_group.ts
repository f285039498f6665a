import { type ArmRef, armIds, ownerOfPart } from '../../providers/azure/read.ts';
import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Rule {
  readonly properties?: {
    readonly sourceApplicationSecurityGroups?: readonly ArmRef[];
    readonly destinationApplicationSecurityGroups?: readonly ArmRef[];
  };
}

interface SecurityGroup {
  readonly networkInterfaces?: readonly ArmRef[];
  readonly subnets?: readonly ArmRef[];
  readonly securityRules?: readonly Rule[];
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
    // ARM leaves a list out that holds nothing.
    uses: ({ properties }) =>
      told(properties)
        ? [
            ...(properties.networkInterfaces ?? []).flatMap((one) => ownerOfPart(one?.id) ?? []),
            ...armIds(properties.subnets),
          ]
        : null,
    // Groups of interfaces that applications are made of.
    refersTo: ({ properties: { securityRules } }) =>
      Array.isArray(securityRules)
        ? securityRules.flatMap((rule) => [
            ...armIds(rule?.properties?.sourceApplicationSecurityGroups),
            ...armIds(rule?.properties?.destinationApplicationSecurityGroups),
          ])
        : null,
  },
  fields: {
    rules: {
      type: 'number',
      description: 'Rules of its own, the default ones not counted.',
      from: ({ properties }) => properties.securityRules?.length,
    },
  },
});
