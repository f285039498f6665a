import { armId, armList, provisioned } from '../../providers/azure/read.ts';
import { lower, word } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Anything {
  readonly state?: unknown;
  readonly provisioningState?: unknown;
  readonly userVisibleState?: unknown;
  readonly status?: unknown;
  readonly resourceState?: unknown;
  readonly sku?: { readonly name?: unknown } | string | null;
}

/** What it does now, where its type says so; else how it was made. */
const stateOf = ({ state, provisioningState, userVisibleState, status, resourceState }: Anything) =>
  lower(state) ?? provisioned(provisioningState) ?? lower(userVisibleState) ?? lower(status) ?? lower(resourceState);

const nameOf = (sku: unknown): string | undefined =>
  typeof sku === 'string' ? sku : word((sku as { name?: unknown } | null | undefined)?.name);

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
      description: 'State, or how provisioning ended, where it has one; lower-cased.',
      from: ({ properties }) => stateOf(properties),
    },
    ownedBy: {
      type: 'refs',
      rel: 'owned_by',
      description: 'The resource that made it and keeps it.',
      from: ({ managedBy }) => armList(armId(managedBy)),
    },
    sku: {
      type: 'text',
      description: 'SKU, where it has one.',
      from: ({ sku, properties }) => nameOf(sku) ?? nameOf(properties.sku),
    },
  },
});
