/** Machines, disks, snapshots and images of Google Cloud, from the reference of Compute Engine v1. */
import { data, fullName, ofGcp } from './gcp.ts';
import {
  all,
  each,
  type Json,
  last,
  lower,
  number,
  type Says,
  type Statement,
  set,
  tells,
  time,
  word,
} from './says.ts';

/** Things that members name; [] where they are left out, as Google's JSON does with what is empty. */
export const things =
  (...paths: readonly string[]): Says =>
  (told) =>
    each(all(...paths.map((path) => `resource.data.${path}`)), fullName)(told) ??
    (tells(told.record, 'resource.data') ? [] : null);

/** Machines that use a disk; older exports have the name of the protocol buffer. */
const users = (record: Json): string[] => record.resource.data.users ?? record.resource.data.user ?? [];

const stopped: readonly string[] = ['TERMINATED', 'STOPPED'];

/** The boot disk's licences, as their links end; older exports have the names of the protocol buffer. */
const licence: Says = ({ record }) => {
  const { disks, disk } = record.resource.data;
  const all = disks ?? disk ?? [];
  const boot = all.find((one: Json) => one.boot === true) ?? all[0];
  const names = (boot?.licenses ?? boot?.license ?? []).map((link: string) => link.slice(link.lastIndexOf('/') + 1));
  return names.length === 0 ? null : names.join(', ');
};

/** Something of each interface; null where no list of them is told. */
const ofNics = (record: Json, pick: (nic: Json) => unknown[]): unknown[] | null => {
  const { networkInterfaces, networkInterface } = record.resource.data;
  const nics: Json[] | undefined = networkInterfaces ?? networkInterface;
  return nics === undefined ? null : set(nics.flatMap(pick));
};

export const gcpCompute: readonly Statement[] = [
  ofGcp('gcp_compute_instance', {
    class: 'vm',
    fields: {
      // A terminated instance is stopped, and not billed for compute.
      state: word(data('status'), {
        terminated: 'deallocated',
        stopped: 'deallocated',
        provisioning: 'starting',
        staging: 'starting',
      }),
      machineType: last(data('machineType')),
      priority: ({ record }) => {
        const { scheduling } = record.resource.data;
        if (scheduling === undefined) return null;
        return scheduling?.provisioningModel === 'SPOT' || scheduling?.preemptible === true ? 'Spot' : 'Regular';
      },
      licenseType: licence,
      zone: last(data('zone')),
      // Each interface has an address: where none is given, the answer leaves them out.
      privateAddresses: (told) => {
        const all = ofNics(told.record, (nic) => [nic.networkIP ?? nic.ipAddress, nic.ipv6Address]);
        return all?.length === 0 ? null : all;
      },
      publicAddresses: (told) =>
        ofNics(told.record, (nic) => [
          ...(nic.accessConfigs ?? []).map((one: Json) => one.natIP ?? one.externalIp),
          ...(nic.ipv6AccessConfigs ?? []).map((one: Json) => one.externalIpv6),
        ]),
      stoppedAt: time((told) =>
        stopped.includes(told.record.resource.data.status) ? data('lastStopTimestamp')(told) : null,
      ),
      networks: (told) => {
        const { networkInterfaces, networkInterface } = told.record.resource.data;
        const all: Json[] | undefined = networkInterfaces ?? networkInterface;
        return all === undefined ? null : set(all.flatMap((one) => [one.network, one.subnetwork].flatMap(fullName)));
      },
      protected: data('deletionProtection'),
    },
    links: { networks: 'runs_in' },
  }),
  ofGcp('gcp_compute_disk', {
    class: 'disk',
    fields: {
      sizeGib: number(data('sizeGb')),
      diskType: last(data('type')),
      zone: last(data('zone')),
      iops: number(data('provisionedIops')),
      throughputMibps: number(data('provisionedThroughput')),
      zones: (told) => {
        const { zone, replicaZones } = told.record.resource.data;
        if (zone === undefined && replicaZones === undefined) return null;
        return set([zone, ...(replicaZones ?? [])].map((one) => one?.slice(one.lastIndexOf('/') + 1)));
      },
      // “users: Links to the users of the disk (attached instances)”; a disk that is not ready has its own word.
      state: ({ record }) => {
        const { status } = record.resource.data;
        if (!tells(record, 'resource.data')) return null;
        if (status !== undefined && status !== 'READY') return status.toLowerCase();
        return users(record).length > 0 ? 'attached' : 'unattached';
      },
      attachedTo: ({ record }) => (tells(record, 'resource.data') ? set(users(record).flatMap(fullName)) : null),
      // An attached disk may have been detached before; of its state that says nothing.
      detachedAt: time((told) => (users(told.record).length > 0 ? null : data('lastDetachTimestamp')(told))),
    },
    links: { attachedTo: 'attached_to' },
  }),
  ofGcp('gcp_compute_snapshot', {
    class: 'snapshot',
    fields: {
      sizeGib: number(data('diskSizeGb')),
      state: lower(data('status')),
      source: things('sourceDisk'),
      managedBy: ({ record }) => fullName(record.resource.data.sourceSnapshotSchedulePolicy)[0] ?? null,
      automatic: data('autoCreated'),
    },
    links: { source: 'sourced_from' },
  }),
  ofGcp('gcp_compute_image', {
    class: 'image',
    fields: {
      state: lower(data('status')),
      sources: things('sourceDisk', 'sourceSnapshot', 'sourceImage'),
      family: data('family'),
      sizeGib: number(data('diskSizeGb')),
    },
    links: { sources: 'sourced_from' },
  }),
];
