import { fullNames } from '../../providers/gcp/read.ts';
import { lower } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Cluster {
  readonly currentMasterVersion?: string;
  readonly status?: string;
  readonly autopilot?: { readonly enabled?: boolean };
  readonly networkConfig?: { readonly network?: string; readonly subnetwork?: string };
  readonly releaseChannel?: { readonly channel?: string };
}

export default defineGcpKind<Cluster>()({
  id: 'gcp_kubernetes_cluster',
  type: 'container.googleapis.com/Cluster',
  title: 'GKE cluster',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters',
  class: 'cluster',
  contract: {
    version: ({ resource: { data } }) => data.currentMasterVersion,
    // Reconciling: Google works on it, as it does on most days, and it runs.
    state: ({ resource: { data } }) => lower(data.status)?.replace('reconciling', 'running'),
  },
  // How many nodes there are is no field: autoscaling changes it all day.
  fields: {
    autopilot: {
      type: 'flag',
      description: 'Google runs its nodes.',
      from: ({ resource: { data } }) => data.autopilot?.enabled,
    },
    channel: {
      type: 'text',
      description: 'Release channel.',
      from: ({ resource: { data } }) => data.releaseChannel?.channel,
    },
    networks: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network and subnetwork it is in.',
      from: ({ resource: { data } }) =>
        data.networkConfig && fullNames([data.networkConfig.network, data.networkConfig.subnetwork]),
    },
  },
});
