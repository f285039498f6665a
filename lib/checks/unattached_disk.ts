import * as z from 'zod';
import { keptBy, namesAny, notTold, olderThan, unkept } from './guards.ts';
import { defineCheck, pass } from './types.ts';

export default defineCheck({
  id: 'unattached_disk',
  title: 'Disk attached to nothing',
  classes: ['disk'],
  severity: 'medium',
  description:
    'A provisioned disk is billed by its size whether or not a machine holds it. Volumes of Kubernetes claims and replicas of backup or site recovery services are not counted, nor a disk in any other state than unattached.',
  remedy: 'Take a last snapshot if the data may matter, then delete the disk; or attach it.',
  sources: [
    'CloudQuery unused_resources',
    'Steampipe AWS, Azure and GCP Thrifty',
    'Cloud Custodian',
    'azure-orphan-resources',
  ],
  params: z.object({
    days: z
      .number()
      .int()
      .min(0)
      .default(0)
      .describe('Days a disk may be detached, where the provider tells when it was.'),
  }),
  verdict: (disk, { params, now }) => {
    const { state, attachedTo, detachedAt } = disk.fields;
    if (state === null || state === undefined) return notTold('its state');
    const attached = namesAny(attachedTo);
    if (attached === undefined) return notTold('what it is attached to');
    if (state !== 'unattached' || attached || keptBy(disk, 'kubernetes', 'replication')) return pass;
    if (params.days > 0 && olderThan(detachedAt ?? disk.createdAt, params.days, now) === false) return pass;
    return unkept(disk, 'No machine holds it.');
  },
});
