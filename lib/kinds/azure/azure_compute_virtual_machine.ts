import { type ArmRef, armIds, powerState } from '../../providers/azure/read.ts';
import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface VirtualMachine {
  readonly hardwareProfile?: { readonly vmSize?: string };
  readonly storageProfile?: {
    readonly osDisk?: { readonly osType?: string; readonly managedDisk?: ArmRef };
    readonly imageReference?: { readonly offer?: string; readonly sku?: string; readonly id?: string };
  };
  readonly networkProfile?: { readonly networkInterfaces?: readonly ArmRef[] };
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: string } } };
  readonly instanceView?: { readonly statuses?: readonly { readonly code?: string }[] };
  readonly priority?: string;
  readonly licenseType?: string;
}

export default defineAzureKind<VirtualMachine>()({
  id: 'azure_compute_virtual_machine',
  type: 'Microsoft.Compute/virtualMachines',
  title: 'Virtual machine',
  docs: 'https://learn.microsoft.com/rest/api/compute/virtual-machines/get',
  class: 'vm',
  contract: {
    state: ({ properties }) => powerState(properties),
    machineType: ({ properties }) => properties.hardwareProfile?.vmSize,
    // `Low` is the older word for `Spot`; a regular machine often has none.
    priority: ({ properties }) =>
      told(properties) ? (/^(spot|low)$/i.test(properties.priority ?? '') ? 'spot' : 'regular') : null,
    licence: ({ properties }) => properties.licenseType,
    zone: ({ zones }) => zones?.[0],
    // Its interfaces have them.
    privateAddresses: () => null,
    publicAddresses: () => null,
    // Resource Graph keeps no stop time: the register's own history tells.
    stoppedAt: () => null,
    networks: () => [],
  },
  fields: {
    osType: {
      type: 'text',
      description: 'Linux or Windows.',
      from: ({ properties }) => properties.storageProfile?.osDisk?.osType,
    },
    image: {
      type: 'text',
      description: 'Offer and SKU, or the id of the image it was made from.',
      from: ({ properties: { storageProfile } }) => {
        const image = storageProfile?.imageReference;
        return image?.offer === undefined ? image?.id?.toLowerCase() : `${image.offer} ${image.sku ?? ''}`.trim();
      },
    },
    interfaces: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Its network interfaces.',
      from: ({ properties }) => armIds(properties.networkProfile?.networkInterfaces),
    },
  },
});
