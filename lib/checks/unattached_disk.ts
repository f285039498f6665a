import * as z from 'zod';
import { daysOf, lasting, namesAny } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

export default defineCheck({
  id: 'unattached_disk',
  title: 'Disk attached to nothing',
  classes: ['disk'],
  severity: 'medium',
  description:
    'A provisioned disk is billed by its size whether or not a machine holds it. A disk in any other state than unattached is not counted, nor one that a guard keeps.',
  remedy: 'Take a last snapshot if the data may matter, then delete the disk; or attach it.',
  sources: [
    'CloudQuery unused_resources',
    'Steampipe AWS, Azure and GCP Thrifty',
    'Cloud Custodian',
    'azure-orphan-resources',
  ],
  params: z.object({ days: daysOf('a disk may be detached') }),
  verdict: (disk, { params, guards }) => {
    const { state, attachedTo, detachedAt } = disk.fields;
    if (state === null || state === undefined) return notTold('its state');
    const attached = namesAny(attachedTo);
    if (attached === undefined) return notTold('what it is attached to');
    if (state !== 'unattached' || attached) return pass;
    return orphaned(disk, guards, 'No machine holds it.', lasting(params.days, detachedAt));
  },
});
