import type { ArmResource } from '../../providers/azure/arm.ts';
import { armId, armList } from '../../providers/azure/read.ts';
import { lower, numberOf, told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Disk {
  readonly diskSizeGB?: number;
  readonly diskState?: string;
  readonly tier?: string;
  readonly diskIOPSReadWrite?: number | string;
  readonly diskMBpsReadWrite?: number | string;
  readonly LastOwnershipUpdateTime?: string;
  readonly shareInfo?: readonly { readonly vmUri?: string }[];
  readonly encryption?: { readonly type?: string };
}

/** Azure counts millions of bytes. */
const mib = (megabytes: number | undefined) =>
  megabytes === undefined ? null : Math.round((megabytes * 1e8) / 2 ** 20) / 100;

/** Reserved: its machine is deallocated. Frozen: its machine hibernates. */
const attached = new Set(['attached', 'reserved', 'frozen', 'activesasfrozen']);

/** Machines that hold it: one, or several that share it. */
const holders = ({ managedBy, managedByExtended, properties: { shareInfo } }: ArmResource<Disk>): string[] => [
  ...armList(armId(managedBy)),
  ...(managedByExtended ?? []).flatMap((id) => armId(id) ?? []),
  ...(shareInfo ?? []).flatMap((one) => armId(one?.vmUri) ?? []),
];

const stateOf = (disk: ArmResource<Disk>): string | undefined => {
  const held = holders(disk).length > 0;
  const state = lower(disk.properties.diskState);
  return held || (state !== undefined && attached.has(state)) ? 'attached' : state;
};

export default defineAzureKind<Disk>()({
  id: 'azure_compute_disk',
  type: 'Microsoft.Compute/disks',
  title: 'Managed disk',
  docs: 'https://learn.microsoft.com/rest/api/compute/disks/get',
  class: 'disk',
  contract: {
    sizeGib: ({ properties }) => numberOf(properties.diskSizeGB),
    iops: ({ properties }) => numberOf(properties.diskIOPSReadWrite),
    throughputMibps: ({ properties }) => mib(numberOf(properties.diskMBpsReadWrite)),
    zones: ({ zones }) => zones,
    state: stateOf,
    attachedTo: (disk) => {
      const held = holders(disk);
      // Attached, to what the answer does not say; or an answer that says nothing.
      return held.length === 0 && (stateOf(disk) === 'attached' || !told(disk.properties)) ? null : held;
    },
    // It moves when a disk is attached or detached, and when its machine is deallocated or started: of a disk that is
    // unattached it is the detaching.
    detachedAt: (disk) => (stateOf(disk) === 'unattached' ? disk.properties.LastOwnershipUpdateTime : null),
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
