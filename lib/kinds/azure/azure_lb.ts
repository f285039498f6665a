import { type ArmRef, armId, armIds, networkOf, ownerOfPart } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface Address {
  readonly name?: string;
  readonly properties?: { readonly ipAddress?: string; readonly networkInterfaceIPConfiguration?: ArmRef };
}

interface Pool {
  readonly id?: string;
  readonly properties?: {
    readonly backendIPConfigurations?: readonly ArmRef[];
    readonly loadBalancerBackendAddresses?: readonly Address[];
  };
}

interface LoadBalancer {
  readonly backendAddressPools?: readonly Pool[];
  readonly loadBalancingRules?: readonly unknown[];
  readonly outboundRules?: readonly unknown[];
  readonly inboundNatRules?: readonly { readonly properties?: { readonly backendIPConfiguration?: ArmRef } }[];
  readonly frontendIPConfigurations?: readonly {
    readonly properties?: {
      readonly publicIPAddress?: ArmRef;
      readonly publicIPPrefix?: ArmRef;
      readonly subnet?: ArmRef;
    };
  }[];
}

/** A pool names its members by interface configuration, by address, or both: what is longer names them all. */
const membersOf = ({ id, properties }: Pool): string[] => {
  const configurations = armIds(properties?.backendIPConfigurations);
  const addresses = properties?.loadBalancerBackendAddresses ?? [];
  return configurations.length >= addresses.length
    ? configurations
    : addresses.map(
        ({ name, properties: one }) =>
          armId(one?.networkInterfaceIPConfiguration?.id) ?? one?.ipAddress ?? `${id ?? ''}/${name ?? ''}`,
      );
};

const forwards = ({ inboundNatRules }: LoadBalancer): string[] =>
  armIds(inboundNatRules?.map((one) => one?.properties?.backendIPConfiguration));

/** Every member of pools and of rules for a single port, each once. */
const targetsOf = (balancer: LoadBalancer): Set<string> | undefined =>
  balancer.backendAddressPools && new Set([...balancer.backendAddressPools.flatMap(membersOf), ...forwards(balancer)]);

const schemeOf = ({ frontendIPConfigurations: fronts }: LoadBalancer): string | undefined => {
  if (fronts === undefined || fronts.length === 0) return undefined;
  const isPublic = fronts.some(({ properties: one }) => one?.publicIPAddress != null || one?.publicIPPrefix != null);
  return isPublic ? 'internet' : 'internal';
};

export default defineAzureKind<LoadBalancer>()({
  id: 'azure_lb',
  type: 'Microsoft.Network/loadBalancers',
  title: 'Load balancer',
  docs: 'https://learn.microsoft.com/rest/api/load-balancer/load-balancers/get',
  class: 'load_balancer',
  contract: {
    scheme: ({ properties }) => schemeOf(properties),
    targets: ({ properties }) => targetsOf(properties)?.size,
    // Its outbound rules are listeners as well: by them machines reach out.
    listeners: ({ properties: { loadBalancingRules, outboundRules, inboundNatRules } }) =>
      Array.isArray(loadBalancingRules)
        ? loadBalancingRules.length + (outboundRules?.length ?? 0) + (inboundNatRules?.length ?? 0)
        : null,
    // It knows packets, not answers.
    answers: () => [],
    connection: () => null,
    backends: ({ properties }) => {
      const { backendAddressPools: pools, inboundNatRules } = properties;
      if (pools === undefined && inboundNatRules === undefined) return null;
      const configurations = [
        ...(pools ?? []).flatMap((pool) => armIds(pool?.properties?.backendIPConfigurations)),
        ...forwards(properties),
      ];
      return configurations.flatMap((id) => ownerOfPart(id) ?? []);
    },
    networks: ({ properties }) =>
      networkOf(properties.frontendIPConfigurations?.map((one) => one.properties?.subnet?.id)),
  },
  fields: {
    sku: { type: 'text', description: 'Basic, Standard or Gateway.', from: ({ sku }) => sku?.name },
    addresses: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Public addresses in front.',
      from: ({ properties: { frontendIPConfigurations: fronts } }) =>
        fronts && armIds(fronts.map((one) => one?.properties?.publicIPAddress)),
    },
  },
});
