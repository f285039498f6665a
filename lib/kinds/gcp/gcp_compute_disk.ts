import { fullNames, lastPart, listOf } from '../../providers/gcp/read.ts';
import { numberOf, told } from '../normalise.ts';
import { beganAt } from '../times.ts';
import { defineGcpKind } from '../types.ts';

interface Disk {
  readonly sizeGb?: string | number;
  readonly status?: string;
  readonly type?: string;
  readonly zone?: string;
  readonly replicaZones?: readonly string[];
  readonly provisionedIops?: string | number;
  readonly provisionedThroughput?: string | number;
  readonly users?: readonly string[];
  /** Older answers name lists in the singular. */
  readonly user?: readonly string[];
  readonly lastAttachTimestamp?: string;
  readonly lastDetachTimestamp?: string;
}

const usersOf = ({ users, user }: Disk) => fullNames(listOf(users, user) ?? []);

export default defineGcpKind<Disk>()({
  id: 'gcp_compute_disk',
  type: 'compute.googleapis.com/Disk',
  also: ['compute.googleapis.com/RegionDisk'],
  title: 'Persistent disk',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/disks',
  class: 'disk',
  contract: {
    sizeGib: ({ resource: { data } }) => numberOf(data.sizeGb),
    iops: ({ resource: { data } }) => numberOf(data.provisionedIops),
    throughputMibps: ({ resource: { data } }) => numberOf(data.provisionedThroughput),
    zones: ({
      resource: {
        data: { replicaZones, zone },
      },
    }) => (replicaZones ?? (zone === undefined ? undefined : [zone]))?.flatMap((one) => lastPart(one) ?? []),
    state: ({ resource: { data } }) => {
      if (data.status !== undefined && data.status !== 'READY') return String(data.status).toLowerCase();
      return usersOf(data).length > 0 ? 'attached' : told(data) ? 'unattached' : null;
    },
    // A list that holds nothing is left out.
    attachedTo: ({ resource: { data } }) => (told(data) ? usersOf(data) : null),
    detachedAt: ({ resource: { data } }) =>
      usersOf(data).length > 0 ? null : beganAt(data.lastDetachTimestamp, data.lastAttachTimestamp),
  },
  fields: {
    diskType: {
      type: 'text',
      description: 'pd-ssd, pd-balanced, …',
      from: ({ resource: { data } }) => lastPart(data.type),
    },
    zone: {
      type: 'text',
      description: 'Zone, for a zonal disk.',
      from: ({ resource: { data } }) => lastPart(data.zone),
    },
  },
});
