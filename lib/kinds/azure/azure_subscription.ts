import { lower } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Subscription {
  readonly state?: string;
  readonly managementGroupAncestorsChain?: readonly { readonly name?: string }[];
  readonly subscriptionPolicies?: { readonly quotaId?: string };
}

export default defineAzureKind<Subscription>()({
  id: 'azure_subscription',
  type: 'Microsoft.Resources/subscriptions',
  title: 'Subscription',
  docs: 'https://learn.microsoft.com/rest/api/resources/subscriptions/get',
  table: 'resourcecontainers',
  class: 'account',
  contract: {
    state: ({ properties }) => {
      const state = lower(properties.state);
      return state === 'enabled' ? 'active' : state;
    },
    parent: ({ properties: { managementGroupAncestorsChain: chain } }) =>
      // The nearest comes first.
      chain
        ?.slice(0, 1)
        .flatMap(({ name }) => (name ? `/providers/microsoft.management/managementgroups/${name.toLowerCase()}` : [])),
  },
  fields: {
    offer: {
      type: 'text',
      description: 'Quota id of its offer.',
      from: ({ properties }) => properties.subscriptionPolicies?.quotaId,
    },
  },
});
