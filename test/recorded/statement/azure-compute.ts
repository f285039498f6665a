/** Machines, disks, snapshots and images of Azure, from the REST reference of Microsoft.Compute. */
import { armId, armThings, ofAzure, subnetAndNetwork } from './azure.ts';
import {
  all,
  at,
  each,
  type Json,
  last,
  lower,
  number,
  part,
  type Says,
  type Statement,
  set,
  tells,
  untold,
  word,
} from './says.ts';

/** `PowerState/deallocated`, of the instance view that Resource Graph adds, or of an expanded one. */
const powerState: Says = ({ record }) =>
  part(record, 'properties.extended.instanceView.powerState.code') ??
  (part(record, 'properties.instanceView.statuses[].code') ?? []).find((code: Json) => /^PowerState\//i.test(code)) ??
  null;

/** The marketplace's offer and SKU, or the id of an image of one's own. */
const image: Says = ({ record }) => {
  const { id, sharedGalleryImageId, communityGalleryImageId, offer, sku } =
    part(record, 'properties.storageProfile.imageReference') ?? {};
  if (offer) return [offer, sku].filter(Boolean).join(' ');
  return armId(id ?? sharedGalleryImageId ?? communityGalleryImageId)[0] ?? null;
};

const managers: Says = ({ record }) =>
  tells(record, 'properties') || record.managedBy
    ? set([record.managedBy, ...(record.managedByExtended ?? [])].flatMap(armId))
    : null;

/** What a machine tells, alone or in a scale set. */
const machine: Statement['fields'] = {
  state: word(last(powerState), {}),
  machineType: at('properties.hardwareProfile.vmSize'),
  // “Regular”, “Low” or “Spot”; an old machine has no word, and is a regular one.
  priority: (told) => {
    const said = at('properties.priority')(told);
    if (said === null) return tells(told.record, 'properties') ? 'Regular' : null;
    return /^(spot|low)$/i.test(String(said)) ? 'Spot' : 'Regular';
  },
  licenseType: at('properties.licenseType'),
  zones: all('zones'),
  // Addresses and networks are those of its interfaces, which are resources of their own.
  privateAddresses: untold,
  publicAddresses: untold,
  stoppedAt: untold,
  networks: each(
    all(
      'properties.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[].properties.subnet.id',
      'properties.networkProfileConfiguration.networkInterfaceConfigurations[].properties.ipConfigurations[].properties.subnet.id',
    ),
    subnetAndNetwork,
  ),
  osType: at('properties.storageProfile.osDisk.osType'),
  image,
};

/** The scale set that a machine's id stands under. */
export const inSet: Says = ({ record }) => armId(record.id.replace(/\/virtualmachines\/.*$/i, ''));

export const azureCompute: readonly Statement[] = [
  ofAzure('azure_compute_virtual_machine', {
    class: 'vm',
    created: at('properties.timeCreated'),
    fields: {
      ...machine,
      interfaces: each(all('properties.networkProfile.networkInterfaces[].id'), armId),
      scaleSet: armThings('properties.virtualMachineScaleSet.id'),
    },
    links: { networks: 'runs_in', interfaces: 'routes_to', scaleSet: 'member_of' },
  }),
  ofAzure('azure_compute_virtual_machine_scale_set_vm', {
    class: 'vm',
    created: at('properties.timeCreated'),
    fields: {
      ...machine,
      machineType: at('sku.name', 'properties.hardwareProfile.vmSize'),
      // What the answer leaves out of it stands in the scale set’s own model.
      priority: at('properties.priority'),
      ownedBy: inSet,
    },
    links: { networks: 'runs_in', ownedBy: 'owned_by' },
  }),
  ofAzure('azure_compute_disk', {
    class: 'disk',
    created: at('properties.timeCreated'),
    fields: {
      sizeGib: number(at('properties.diskSizeGB')),
      diskType: at('sku.name'),
      iops: number(at('properties.diskIOPSReadWrite')),
      // “MBps means millions of bytes per second”; to the hundredth of a MiB.
      throughputMibps: (told) => {
        const megabytes = number(at('properties.diskMBpsReadWrite'))(told);
        return typeof megabytes === 'number' ? Math.round((megabytes * 1e8) / 2 ** 20) / 100 : null;
      },
      zones: all('zones'),
      // “Reserved: the disk is attached to a stopped-deallocated VM.”
      state: word(at('properties.diskState'), { reserved: 'attached' }),
      // managedBy: “the ID of the VM that has the disk attached”; managedByExtended: those of a shared disk.
      attachedTo: managers,
      // “the time the disk was last attached or detached from a VM”, so of an unattached one its detachment.
      detachedAt: ({ record }) =>
        record.properties.diskState === 'Unattached'
          ? ((time) => (time ? new Date(time).toISOString() : null))(record.properties.LastOwnershipUpdateTime)
          : null,
      tier: at('properties.tier'),
      encryption: at('properties.encryption.type'),
    },
    links: { attachedTo: 'attached_to' },
  }),
  ofAzure('azure_compute_snapshot', {
    class: 'snapshot',
    created: at('properties.timeCreated'),
    fields: {
      sizeGib: number(at('properties.diskSizeGB')),
      state: lower(at('properties.provisioningState')),
      source: ({ record }) => {
        const creation = record.properties.creationData;
        return creation === undefined ? null : armId(creation.sourceResourceId);
      },
      // Azure Backup tags the snapshots that it takes.
      managedBy: ({ record }) =>
        armId(record.managedBy)[0] ??
        (record.tags?.RSVaultBackup === undefined && !record.name?.startsWith('AzureBackup_') ? null : 'azure backup'),
      incremental: at('properties.incremental'),
      createOption: at('properties.creationData.createOption'),
    },
    links: { source: 'sourced_from' },
  }),
  ofAzure('azure_compute_image', {
    class: 'image',
    fields: {
      state: lower(at('properties.provisioningState')),
      sources: armThings(
        'properties.sourceVirtualMachine.id',
        'properties.storageProfile.osDisk.managedDisk.id',
        'properties.storageProfile.osDisk.snapshot.id',
        'properties.storageProfile.dataDisks[].managedDisk.id',
        'properties.storageProfile.dataDisks[].snapshot.id',
      ),
      osType: at('properties.storageProfile.osDisk.osType'),
      generation: at('properties.hyperVGeneration'),
    },
    links: { sources: 'sourced_from' },
  }),
];
