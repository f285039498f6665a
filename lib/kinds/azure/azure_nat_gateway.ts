import { type ArmRef, networkOf, provisioned } from '../../providers/azure/read.ts';
import { numberOf, told } from '../normalise.ts';
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
    // ARM leaves a list out that holds nothing.
    networks: ({ properties }) =>
      told(properties) ? networkOf((properties.subnets ?? []).map((one) => one?.id)) : null,
  },
  fields: {
    idleTimeoutMinutes: {
      type: 'number',
      description: 'Idle timeout.',
      from: ({ properties }) => numberOf(properties.idleTimeoutInMinutes),
    },
  },
});
