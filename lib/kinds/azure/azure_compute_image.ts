import { type ArmRef, armIds, provisioned } from '../../providers/azure/read.ts';
import { defineAzureKind } from '../types.ts';

interface Source {
  readonly managedDisk?: ArmRef;
  readonly snapshot?: ArmRef;
}

interface Image {
  readonly provisioningState?: string;
  readonly hyperVGeneration?: string;
  readonly sourceVirtualMachine?: ArmRef;
  readonly storageProfile?: {
    readonly osDisk?: Source & { readonly osType?: string };
    readonly dataDisks?: readonly Source[];
  };
}

export default defineAzureKind<Image>()({
  id: 'azure_compute_image',
  type: 'Microsoft.Compute/images',
  title: 'Machine image',
  docs: 'https://learn.microsoft.com/rest/api/compute/images/get',
  class: 'image',
  contract: {
    state: ({ properties }) => provisioned(properties.provisioningState),
    sources: ({ properties: { sourceVirtualMachine, storageProfile } }) =>
      sourceVirtualMachine === undefined && storageProfile === undefined
        ? null
        : armIds([
            sourceVirtualMachine,
            ...[storageProfile?.osDisk, ...(storageProfile?.dataDisks ?? [])].flatMap((disk) => [
              disk?.managedDisk,
              disk?.snapshot,
            ]),
          ]),
  },
  fields: {
    osType: {
      type: 'text',
      description: 'Linux or Windows.',
      from: ({ properties }) => properties.storageProfile?.osDisk?.osType,
    },
    generation: {
      type: 'text',
      description: 'Hyper-V generation, V1 or V2.',
      from: ({ properties }) => properties.hyperVGeneration,
    },
  },
});
