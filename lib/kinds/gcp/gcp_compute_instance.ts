import { fullNames, lastPart } from '../../providers/gcp/read.ts';
import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Interface {
  readonly network?: string;
  readonly subnetwork?: string;
}

interface Instance {
  readonly status?: string;
  readonly machineType?: string;
  readonly lastStopTimestamp?: string;
  readonly zone?: string;
  readonly deletionProtection?: boolean;
  readonly networkInterfaces?: readonly Interface[];
  /** Older answers name lists in the singular. */
  readonly networkInterface?: readonly Interface[];
}

const states: Readonly<Record<string, string>> = {
  terminated: 'deallocated',
  stopped: 'deallocated',
  provisioning: 'starting',
  staging: 'starting',
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
    stoppedAt: ({ resource: { data } }) => (data.status === 'RUNNING' ? null : data.lastStopTimestamp),
    networks: ({ resource: { data } }) => {
      const interfaces = data.networkInterfaces ?? data.networkInterface;
      return Array.isArray(interfaces)
        ? fullNames(interfaces.flatMap((one: Interface) => [one?.network, one?.subnetwork]))
        : [];
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
