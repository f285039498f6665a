import { armId, armList, provisioned } from '../../providers/azure/read.ts';
import { numberOf } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Snapshot {
  readonly diskSizeGB?: number;
  readonly provisioningState?: string;
  readonly incremental?: boolean;
  readonly creationData?: { readonly sourceResourceId?: string; readonly createOption?: string };
}

export default defineAzureKind<Snapshot>()({
  id: 'azure_compute_snapshot',
  type: 'Microsoft.Compute/snapshots',
  title: 'Disk snapshot',
  docs: 'https://learn.microsoft.com/rest/api/compute/snapshots/get',
  class: 'snapshot',
  contract: {
    sizeGib: ({ properties }) => numberOf(properties.diskSizeGB),
    state: ({ properties }) => provisioned(properties.provisioningState),
    source: ({ properties: { creationData } }) =>
      creationData === undefined ? null : armList(armId(creationData.sourceResourceId)),
    // Azure Backup's restore points live in groups and under names of its own.
    managedBy: ({ managedBy, name }) => armId(managedBy) ?? (name?.startsWith('AzureBackup_') ? 'azure backup' : null),
  },
  fields: {
    incremental: {
      type: 'flag',
      description: 'Holds only what changed.',
      from: ({ properties }) => properties.incremental,
    },
    createOption: {
      type: 'text',
      description: 'How it was made: Copy, Import, …',
      from: ({ properties }) => properties.creationData?.createOption,
    },
  },
});
