/** What single machines and those of scale sets have in common: two ARM types, one shape. */
import type { ArmResource } from '../../../providers/azure/arm.ts';
import { type ArmRef, networkOf, powerState } from '../../../providers/azure/read.ts';
import type { Contract } from '../../types.ts';

interface InterfaceConfiguration {
  readonly properties?: {
    readonly ipConfigurations?: readonly { readonly properties?: { readonly subnet?: ArmRef } }[];
  };
}

export interface Machine {
  readonly hardwareProfile?: { readonly vmSize?: string };
  readonly storageProfile?: {
    readonly osDisk?: { readonly osType?: string };
    readonly imageReference?: { readonly offer?: string; readonly sku?: string; readonly id?: string };
  };
  readonly networkProfile?: {
    readonly networkInterfaces?: readonly ArmRef[];
    readonly networkInterfaceConfigurations?: readonly InterfaceConfiguration[];
  };
  /** A scale set's machine has them here. */
  readonly networkProfileConfiguration?: {
    readonly networkInterfaceConfigurations?: readonly InterfaceConfiguration[];
  };
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: string } } };
  readonly instanceView?: { readonly statuses?: readonly { readonly code?: string }[] };
  readonly priority?: string;
  readonly licenseType?: string;
}

/** Subnets that the machine's own answer names; most leave them to their interfaces, and nothing is known then. */
const networks = ({ networkProfile, networkProfileConfiguration }: Machine): string[] | undefined => {
  const configured =
    networkProfileConfiguration?.networkInterfaceConfigurations ?? networkProfile?.networkInterfaceConfigurations;
  const subnets = configured?.flatMap(
    (one) => one?.properties?.ipConfigurations?.flatMap((ip) => ip?.properties?.subnet?.id ?? []) ?? [],
  );
  return subnets === undefined || subnets.length === 0 ? undefined : networkOf(subnets);
};

type Shared = Omit<Contract<'vm', ArmResource<Machine>, undefined>, 'priority' | 'machineType'>;

export const machineContract: Shared = {
  state: ({ properties }) => powerState(properties),
  licenseType: ({ properties }) => properties.licenseType,
  // Its interfaces have them.
  privateAddresses: () => null,
  publicAddresses: () => null,
  // Resource Graph keeps no stop time: the register's own history tells.
  stoppedAt: () => null,
  networks: ({ properties }) => networks(properties),
};

/** Availability zones; absent where the machine is in none. */
export const zonesOf = ({ zones }: ArmResource<Machine>): readonly string[] | null | undefined => zones;

export const osType = ({ properties }: ArmResource<Machine>): string | undefined =>
  properties.storageProfile?.osDisk?.osType;

/** Offer and SKU of a published image, or the id of one's own. */
export const imageOf = ({ properties: { storageProfile } }: ArmResource<Machine>): string | undefined => {
  const image = storageProfile?.imageReference;
  return image?.offer === undefined ? image?.id?.toLowerCase() : `${image.offer} ${image.sku ?? ''}`.trim();
};
