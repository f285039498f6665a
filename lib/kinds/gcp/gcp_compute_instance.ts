import { fullNames, lastPart } from '../../providers/gcp/read.ts';
import { lower } from '../normalise.ts';
import { beganAt } from '../times.ts';
import { defineGcpKind } from '../types.ts';

interface AccessConfig {
  readonly natIP?: string;
  readonly externalIpv6?: string;
}

interface Interface {
  readonly network?: string;
  readonly subnetwork?: string;
  readonly networkIP?: string;
  readonly accessConfigs?: readonly AccessConfig[];
  readonly ipv6AccessConfigs?: readonly AccessConfig[];
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
  readonly disks?: readonly { readonly licenses?: readonly string[] }[];
  readonly networkInterfaces?: readonly Interface[];
  /** Older answers name lists in the singular. */
  readonly networkInterface?: readonly Interface[];
}

const interfacesOf = ({ networkInterfaces, networkInterface }: Instance): readonly Interface[] | undefined => {
  const interfaces = networkInterfaces ?? networkInterface;
  return Array.isArray(interfaces) ? interfaces : undefined;
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
    licenseType: ({ resource: { data } }) => {
      const licences = data.disks?.flatMap((disk) => disk?.licenses ?? []).map((one) => lastPart(one));
      return licences === undefined || licences.length === 0 ? null : [...new Set(licences)].sort().join(', ');
    },
    zone: ({ resource: { data } }) => lastPart(data.zone),
    privateAddresses: ({ resource: { data } }) => interfacesOf(data)?.flatMap((one) => one?.networkIP ?? []),
    publicAddresses: ({ resource: { data } }) =>
      interfacesOf(data)?.flatMap((one) => [
        ...(one?.accessConfigs ?? []).flatMap((access) => access?.natIP ?? []),
        ...(one?.ipv6AccessConfigs ?? []).flatMap((access) => access?.externalIpv6 ?? []),
      ]),
    stoppedAt: ({ resource: { data } }) => beganAt(stopOf(data), data.lastStartTimestamp),
    networks: ({ resource: { data } }) => {
      const interfaces = data.networkInterfaces ?? data.networkInterface;
      return Array.isArray(interfaces)
        ? fullNames(interfaces.flatMap((one: Interface) => [one?.network, one?.subnetwork]))
        : [];
    },
  },
  // The CPU platform is no field: it is that of the host, another at each start.
  fields: {
    protected: {
      type: 'flag',
      description: 'Protected against deletion.',
      from: ({ resource: { data } }) => data.deletionProtection,
    },
  },
});
