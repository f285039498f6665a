import { type ArmRef, armId, armIds, networkOf } from '../../providers/azure/read.ts';
import { told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface NetworkInterface {
  readonly virtualMachine?: ArmRef;
  readonly privateEndpoint?: ArmRef;
  readonly privateLinkService?: ArmRef;
  readonly hostedWorkloads?: readonly string[];
  readonly networkSecurityGroup?: ArmRef;
  readonly ipConfigurations?: readonly {
    readonly properties?: { readonly subnet?: ArmRef; readonly privateIPAddress?: string };
  }[];
}

const holders = ({
  virtualMachine,
  privateEndpoint,
  privateLinkService,
  hostedWorkloads,
}: NetworkInterface): string[] => [
  ...armIds([virtualMachine, privateEndpoint, privateLinkService]),
  ...(hostedWorkloads ?? []).flatMap((id) => armId(id) ?? []),
];

export default defineAzureKind<NetworkInterface>()({
  id: 'azure_network_interface',
  type: 'Microsoft.Network/networkInterfaces',
  title: 'Network interface',
  docs: 'https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/get',
  class: 'network_interface',
  contract: {
    state: ({ properties }) => (holders(properties).length > 0 ? 'in-use' : told(properties) ? 'available' : null),
    attachedTo: ({ properties }) => (told(properties) ? holders(properties) : null),
    managed: ({ properties }) =>
      properties.privateEndpoint != null ||
      properties.privateLinkService != null ||
      (properties.hostedWorkloads?.length ?? 0) > 0,
    securityGroups: ({ properties }) => armIds([properties.networkSecurityGroup]),
    networks: ({ properties }) => networkOf(properties.ipConfigurations?.map((one) => one.properties?.subnet?.id)),
  },
  fields: {
    privateIps: {
      type: 'texts',
      description: 'Private addresses.',
      from: ({ properties }) => properties.ipConfigurations?.flatMap((one) => one.properties?.privateIPAddress ?? []),
    },
  },
});
