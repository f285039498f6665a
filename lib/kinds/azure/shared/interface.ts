/** What interfaces of their own and those of scale sets' machines have in common: two ARM types, one shape. */
import type { ArmResource } from '../../../providers/azure/arm.ts';
import { type ArmRef, armId, armIds, networkOf } from '../../../providers/azure/read.ts';
import { told } from '../../normalise.ts';
import type { Contract } from '../../types.ts';

export interface Interface {
  readonly virtualMachine?: ArmRef;
  readonly privateEndpoint?: ArmRef;
  readonly privateLinkService?: ArmRef;
  readonly hostedWorkloads?: readonly string[];
  readonly networkSecurityGroup?: ArmRef;
  readonly ipConfigurations?: readonly {
    readonly properties?: { readonly subnet?: ArmRef; readonly privateIPAddress?: string };
  }[];
}

/** The services that made the interface for themselves. */
export const madeFor = ({ privateEndpoint, privateLinkService, hostedWorkloads }: Interface): string[] => [
  ...armIds([privateEndpoint, privateLinkService]),
  ...(hostedWorkloads ?? []).flatMap((id) => armId(id) ?? []),
];

const holders = (nic: Interface): string[] => [...armIds([nic.virtualMachine]), ...madeFor(nic)];

/** Whether a service made the interface and keeps it. */
export const isManaged = ({ privateEndpoint, privateLinkService, hostedWorkloads }: Interface): boolean =>
  privateEndpoint != null || privateLinkService != null || (hostedWorkloads?.length ?? 0) > 0;

export const privateAddresses = ({ ipConfigurations }: Interface): readonly string[] | undefined =>
  ipConfigurations?.flatMap((one) => one.properties?.privateIPAddress ?? []);

export const interfaceContract: Omit<Contract<'network_interface', ArmResource<Interface>, undefined>, 'managed'> = {
  state: ({ properties }) => (holders(properties).length > 0 ? 'in-use' : told(properties) ? 'available' : null),
  attachedTo: ({ properties }) => (told(properties) ? holders(properties) : null),
  securityGroups: ({ properties }) => (told(properties) ? armIds([properties.networkSecurityGroup]) : null),
  networks: ({ properties }) => networkOf(properties.ipConfigurations?.map((one) => one.properties?.subnet?.id)),
};
