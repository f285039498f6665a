import { armId, armList, provisioned } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface ResourceGroup {
  readonly provisioningState?: string;
}

export default defineAzureKind<ResourceGroup>()({
  id: 'azure_resource_group',
  type: 'Microsoft.Resources/subscriptions/resourceGroups',
  title: 'Resource group',
  docs: 'https://learn.microsoft.com/rest/api/resources/resource-groups/get',
  table: 'resourcecontainers',
  class: 'resource_group',
  contract: {
    state: ({ properties }) => provisioned(properties.provisioningState),
  },
  fields: {
    ownedBy: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The service that made it and keeps it, as a cluster does the group of its nodes.',
      from: ({ managedBy }) => armList(armId(managedBy)),
    },
  },
});
