import { type ArmRef, armIds, networkOf, ownerOfPart } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface Pool {
  readonly properties?: {
    readonly backendIPConfigurations?: readonly ArmRef[];
    readonly loadBalancerBackendAddresses?: readonly unknown[];
  };
}

interface LoadBalancer {
  readonly backendAddressPools?: readonly Pool[];
  readonly loadBalancingRules?: readonly unknown[];
  readonly outboundRules?: readonly unknown[];
  readonly inboundNatRules?: readonly { readonly properties?: { readonly backendIPConfiguration?: ArmRef } }[];
  readonly frontendIPConfigurations?: readonly {
    readonly properties?: { readonly publicIPAddress?: ArmRef; readonly subnet?: ArmRef };
  }[];
}

/** A pool counts its members by address or by interface configuration, often by both. */
const sizeOf = ({ properties }: Pool): number =>
  Math.max(properties?.backendIPConfigurations?.length ?? 0, properties?.loadBalancerBackendAddresses?.length ?? 0);

const forwards = ({ inboundNatRules }: LoadBalancer): ArmRef[] =>
  (inboundNatRules ?? []).flatMap(({ properties }) => properties?.backendIPConfiguration ?? []);

export default defineAzureKind<LoadBalancer>()({
  id: 'azure_lb',
  type: 'Microsoft.Network/loadBalancers',
  title: 'Load balancer',
  docs: 'https://learn.microsoft.com/rest/api/load-balancer/load-balancers/get',
  class: 'load_balancer',
  contract: {
    scheme: ({ properties: { frontendIPConfigurations: fronts } }) =>
      fronts === undefined
        ? null
        : fronts.some((one) => one.properties?.publicIPAddress != null)
          ? 'internet'
          : 'internal',
    targets: ({ properties }) =>
      properties.backendAddressPools === undefined
        ? null
        : properties.backendAddressPools.reduce((sum, pool) => sum + sizeOf(pool), 0) + forwards(properties).length,
    // Its outbound rules are listeners as well: by them machines reach out.
    listeners: ({ properties: { loadBalancingRules, outboundRules, inboundNatRules } }) =>
      Array.isArray(loadBalancingRules)
        ? loadBalancingRules.length + (outboundRules?.length ?? 0) + (inboundNatRules?.length ?? 0)
        : null,
    // It knows packets, not answers.
    answers: () => [],
    connection: () => null,
    backends: ({ properties }) =>
      [
        ...(properties.backendAddressPools ?? []).flatMap((pool) => pool.properties?.backendIPConfigurations ?? []),
        ...forwards(properties),
      ].flatMap(({ id }) => ownerOfPart(id) ?? []),
    networks: ({ properties }) =>
      networkOf(properties.frontendIPConfigurations?.map((one) => one.properties?.subnet?.id)),
  },
  fields: {
    sku: { type: 'text', description: 'Basic, Standard or Gateway.', from: ({ sku }) => sku?.name },
    addresses: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Public addresses in front.',
      from: ({ properties }) =>
        armIds(properties.frontendIPConfigurations?.map((one) => one.properties?.publicIPAddress)),
    },
  },
});
