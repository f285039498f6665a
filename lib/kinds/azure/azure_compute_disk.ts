import { armId, armList } from '../../providers/azure/read.ts';
import { lower, numberOf } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Disk {
  readonly diskSizeGB?: number;
  readonly diskState?: string;
  readonly tier?: string;
  readonly LastOwnershipUpdateTime?: string;
  readonly encryption?: { readonly type?: string };
}

/** Reserved: its machine is deallocated. */
const attached = new Set(['attached', 'reserved', 'activesas']);

export default defineAzureKind<Disk>()({
  id: 'azure_compute_disk',
  type: 'Microsoft.Compute/disks',
  title: 'Managed disk',
  docs: 'https://learn.microsoft.com/rest/api/compute/disks/get',
  class: 'disk',
  contract: {
    sizeGib: ({ properties }) => numberOf(properties.diskSizeGB),
    state: ({ properties, managedBy }) => {
      const state = lower(properties.diskState) ?? (managedBy ? 'attached' : undefined);
      return state !== undefined && attached.has(state) ? 'attached' : state;
    },
    attachedTo: ({ managedBy }) => armList(armId(managedBy)),
    detachedAt: ({ properties, managedBy }) => (managedBy ? null : properties.LastOwnershipUpdateTime),
  },
  fields: {
    diskType: { type: 'text', description: 'SKU: Premium_LRS, StandardSSD_ZRS, …', from: ({ sku }) => sku?.name },
    tier: { type: 'text', description: 'Performance tier, as P10.', from: ({ properties }) => properties.tier },
    encryption: {
      type: 'text',
      description: 'Key that encrypts it at rest.',
      from: ({ properties }) => properties.encryption?.type,
    },
  },
});
