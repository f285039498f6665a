import { fullName, fullNames } from '../../providers/gcp/read.ts';
import { lower, numberOf } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface Snapshot {
  readonly diskSizeGb?: string | number;
  readonly status?: string;
  readonly sourceDisk?: string;
  readonly autoCreated?: boolean;
  readonly sourceSnapshotSchedulePolicy?: string;
}

export default defineGcpKind<Snapshot>()({
  id: 'gcp_compute_snapshot',
  type: 'compute.googleapis.com/Snapshot',
  title: 'Disk snapshot',
  docs: 'https://cloud.google.com/compute/docs/reference/rest/v1/snapshots',
  class: 'snapshot',
  contract: {
    sizeGib: ({ resource: { data } }) => numberOf(data.diskSizeGb),
    state: ({ resource: { data } }) => lower(data.status),
    source: ({ resource: { data } }) => (data.sourceDisk === undefined ? null : fullNames([data.sourceDisk])),
    managedBy: ({ resource: { data } }) =>
      data.autoCreated === true || data.sourceSnapshotSchedulePolicy
        ? (fullName(data.sourceSnapshotSchedulePolicy) ?? 'snapshot schedule')
        : null,
  },
  // What it is billed for is no field: its bytes change whenever another snapshot of the chain goes.
  fields: {
    automatic: {
      type: 'flag',
      description: 'Taken by a schedule.',
      from: ({ resource: { data } }) => data.autoCreated,
    },
  },
});
