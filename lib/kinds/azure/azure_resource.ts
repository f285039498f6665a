import { armId, armList, provisioned } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface Anything {
  readonly provisioningState?: string;
}

export default defineAzureKind<Anything>()({
  id: 'azure_resource',
  type: '*',
  title: 'Any other Azure resource',
  docs: 'https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources',
  class: 'other',
  contract: {},
  fields: {
    state: {
      type: 'text',
      description: 'Provisioning state, where it has one.',
      from: ({ properties }) => provisioned(properties.provisioningState),
    },
    ownedBy: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The resource that made it and keeps it.',
      from: ({ managedBy }) => armList(armId(managedBy)),
    },
    sku: { type: 'text', description: 'SKU, where it has one.', from: ({ sku }) => sku?.name },
  },
});
