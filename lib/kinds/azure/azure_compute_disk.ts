import { armId, armList } from '../../providers/azure/read.ts';
import { lower, numberOf } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Disk {
  readonly diskSizeGB?: number;
  readonly diskState?: string;
  readonly tier?: string;
  readonly diskIOPSReadWrite?: number | string;
  readonly diskMBpsReadWrite?: number | string;
  readonly LastOwnershipUpdateTime?: string;
  readonly encryption?: { readonly type?: string };
}

/** Azure counts millions of bytes. */
const mib = (megabytes: number | undefined) =>
  megabytes === undefined ? null : Math.round((megabytes * 1e8) / 2 ** 20) / 100;

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
    diskType: ({ sku }) => sku?.name,
    iops: ({ properties }) => numberOf(properties.diskIOPSReadWrite),
    throughputMibps: ({ properties }) => mib(numberOf(properties.diskMBpsReadWrite)),
    zones: ({ zones }) => zones,
    state: ({ properties, managedBy }) => {
      const state = lower(properties.diskState) ?? (managedBy ? 'attached' : undefined);
      return state !== undefined && attached.has(state) ? 'attached' : state;
    },
    attachedTo: ({ managedBy }) => armList(armId(managedBy)),
    // It moves when a disk is attached or detached, and when its machine is deallocated or started: of a disk that is
    // unattached it is the detaching.
    detachedAt: ({ properties, managedBy }) =>
      !managedBy && lower(properties.diskState) === 'unattached' ? properties.LastOwnershipUpdateTime : null,
  },
  fields: {
    tier: { type: 'text', description: 'Performance tier, as P10.', from: ({ properties }) => properties.tier },
    encryption: {
      type: 'text',
      description: 'Key that encrypts it at rest.',
      from: ({ properties }) => properties.encryption?.type,
    },
  },
});
