import { fullNames, lastPart, listOf } from '../../providers/gcp/read.ts';
import { lower } from '../normalise.ts';
import { beganAt } from '../times.ts';
import { defineGcpKind } from '../types.ts';

interface AccessConfig {
  readonly natIP?: string;
  readonly externalIp?: string;
  readonly externalIpv6?: string;
}

/** Older answers name lists in the singular, and addresses otherwise. */
interface Interface {
  readonly network?: string;
  readonly subnetwork?: string;
  readonly networkIP?: string;
  readonly ipAddress?: string;
  readonly ipv6Address?: string;
  readonly accessConfigs?: readonly AccessConfig[];
  readonly accessConfig?: readonly AccessConfig[];
  readonly ipv6AccessConfigs?: readonly AccessConfig[];
}

interface Disk {
  readonly licenses?: readonly string[];
  readonly license?: readonly string[];
}

interface Instance {
  readonly status?: string;
  readonly machineType?: string;
  readonly lastStartTimestamp?: string;
  readonly lastStopTimestamp?: string;
  readonly lastSuspendedTimestamp?: string;
  readonly zone?: string;
  readonly deletionProtection?: boolean;
  readonly scheduling?: { readonly provisioningModel?: string; readonly preemptible?: boolean };
  readonly disks?: readonly Disk[];
  readonly disk?: readonly Disk[];
  readonly networkInterfaces?: readonly Interface[];
  readonly networkInterface?: readonly Interface[];
}

const interfacesOf = ({ networkInterfaces, networkInterface }: Instance) => listOf(networkInterfaces, networkInterface);

const privateOf = (one: Interface | undefined): string[] =>
  [one?.networkIP ?? one?.ipAddress, one?.ipv6Address].flatMap((address) => address ?? []);

const publicOf = (one: Interface | undefined): string[] => [
  ...(listOf(one?.accessConfigs, one?.accessConfig) ?? []).flatMap(
    (access) => access?.natIP ?? access?.externalIp ?? [],
  ),
  ...(one?.ipv6AccessConfigs ?? []).flatMap((access) => access?.externalIpv6 ?? []),
];

/** Licences of its disks, which say how its system is paid for. */
const licencesOf = ({ disks, disk }: Instance): string[] => {
  const licences = listOf(disks, disk)?.flatMap((one) => listOf(one?.licenses, one?.license) ?? []) ?? [];
  return [...new Set(licences.flatMap((one) => lastPart(one) ?? []))].sort();
};

/** Google's older word for a Spot machine is a preemptible one. */
const isSpot = ({ provisioningModel, preemptible }: NonNullable<Instance['scheduling']>): boolean =>
  provisioningModel === 'SPOT' || preemptible === true;

const states: Readonly<Record<string, string>> = {
  terminated: 'deallocated',
  stopped: 'deallocated',
  provisioning: 'starting',
  staging: 'starting',
};

/** Each state has a time of its own; that of one says nothing of another. */
const stopOf = ({ status, lastStopTimestamp, lastSuspendedTimestamp }: Instance): string | undefined => {
  if (status === 'SUSPENDED') return lastSuspendedTimestamp;
  return status === 'TERMINATED' || status === 'STOPPED' ? lastStopTimestamp : undefined;
};

export default defineGcpKind<Instance>()({
  id: 'gcp_compute_instance',
  type: 'compute.googleapis.com/Instance',
  title: 'Compute Engine instance',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/instances',
  class: 'vm',
  contract: {
    // A terminated instance is stopped: it exists and its compute is not billed.
    state: ({ resource: { data } }) => {
      const state = lower(data.status);
      return state === undefined ? null : (states[state] ?? state);
    },
    machineType: ({ resource: { data } }) => lastPart(data.machineType),
    priority: ({ resource: { data } }) =>
      data.scheduling === undefined ? null : isSpot(data.scheduling) ? 'Spot' : 'Regular',
    licenseType: ({ resource: { data } }) => licencesOf(data).join(', ') || null,
    // Every machine has one: where no interface names any, nobody told.
    privateAddresses: ({ resource: { data } }) => {
      const addresses = interfacesOf(data)?.flatMap(privateOf) ?? [];
      return addresses.length === 0 ? null : addresses;
    },
    publicAddresses: ({ resource: { data } }) => interfacesOf(data)?.flatMap(publicOf),
    stoppedAt: ({ resource: { data } }) => beganAt(stopOf(data), data.lastStartTimestamp),
    networks: ({ resource: { data } }) => {
      const interfaces = interfacesOf(data);
      return interfaces && fullNames(interfaces.flatMap((one) => [one?.network, one?.subnetwork]));
    },
  },
  // The CPU platform is no field: it is that of the host, another at each start.
  fields: {
    zone: { type: 'text', description: 'Zone.', from: ({ resource: { data } }) => lastPart(data.zone) },
    protected: {
      type: 'flag',
      description: 'Protected against deletion.',
      from: ({ resource: { data } }) => data.deletionProtection,
    },
  },
});
