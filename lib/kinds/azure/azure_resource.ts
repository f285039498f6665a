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
  /** Of API Management, in its own region and in others: the addresses do not name it. */
  readonly publicIpAddressId?: unknown;
  readonly additionalLocations?: readonly ({ readonly publicIpAddressId?: unknown } | null)[];
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
    addresses: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Public addresses that it holds and that do not name it.',
      from: ({ properties: { publicIpAddressId, additionalLocations } }) => {
        const ids = [publicIpAddressId, ...(additionalLocations ?? []).map((one) => one?.publicIpAddressId)];
        const held = ids.flatMap((id) => armId(id) ?? []);
        return held.length > 0 ? held : null;
      },
    },
  },
});
