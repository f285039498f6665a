/** What a row of Resource Graph says beside its identity, and how it names what is around it. */
import type { Stage } from '../life.ts';
import type { ArmType, AzureGroup } from './place.ts';

export interface Body {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly kind?: string;
  readonly managedBy?: string;
  readonly zones?: readonly string[];
}
export type Make = (group: AzureGroup, index: number, stage: Stage) => Body;

/** A neighbour in the same group that is there today; its id, in another casing now and then, as ARM answers. */
export const neighbour = (
  group: AzureGroup,
  type: ArmType,
  hash: number,
): { index: number; id: string } | undefined => {
  const cell = group.cell(type);
  if (cell.initial === 0) return undefined;
  const index = hash % cell.initial;
  if (!cell.at(index).alive) return undefined;
  const id = group.id(type, group.nameOf(type, index));
  return { index, id: hash % 5 === 0 ? id.replace('/resourceGroups/', '/resourcegroups/') : id };
};
export const ref = (found: { id: string } | undefined) => found && { id: found.id };

export const vnetOf = (group: AzureGroup) => neighbour(group, 'Microsoft.Network/virtualNetworks', 0);
export const subnetOf = (group: AzureGroup) => {
  const vnet = vnetOf(group);
  return vnet && { id: `${vnet.id}/subnets/default` };
};
