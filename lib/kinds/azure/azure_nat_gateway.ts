import { type ArmRef, networkOf, provisioned } from '../../providers/azure/read.ts';
import { numberOf } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface NatGateway {
  readonly provisioningState?: string;
  readonly idleTimeoutInMinutes?: number;
  readonly subnets?: readonly ArmRef[];
}

export default defineAzureKind<NatGateway>()({
  id: 'azure_nat_gateway',
  type: 'Microsoft.Network/natGateways',
  title: 'NAT gateway',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/nat-gateways/get',
  class: 'nat_gateway',
  contract: {
    state: ({ properties }) => provisioned(properties.provisioningState),
    networks: ({ properties }) => networkOf(properties.subnets?.map(({ id }) => id)),
  },
  fields: {
    idleTimeoutMinutes: {
      type: 'number',
      description: 'Idle timeout.',
      from: ({ properties }) => numberOf(properties.idleTimeoutInMinutes),
    },
  },
});
