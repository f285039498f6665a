import * as z from 'zod';
import { daysOf, lasting } from './durations.ts';
import { orphaned } from './keeping.ts';
import { defineCheck, notTold, pass } from './types.ts';

export default defineCheck({
  id: 'orphaned_snapshot',
  title: 'Snapshot of a disk that is gone',
  classes: ['snapshot'],
  severity: 'low',
  description:
    'The disk that the snapshot was taken from no longer exists, and no image is made of the snapshot. Snapshots that a backup or lifecycle service keeps are meant to outlive their disk and are not counted for as long as that is likely. Where the disk lived in another account than the snapshot, the answer is that we cannot tell.',
  remedy: 'Delete the snapshot if nobody means to restore the disk.',
  sources: ['OptScale obsolete snapshots', 'Cloud Custodian unused snapshots', 'Steampipe Thrifty'],
  graceDays: 7,
  params: z.object({ days: daysOf('a snapshot may stand without its disk') }),
  verdict: (snapshot, { params, guards }) => {
    const { source } = snapshot.fields;
    const from = Array.isArray(source) ? (source[0] as string | undefined) : undefined;
    if (from === undefined) return notTold('which disk it was taken from');
    return {
      any: [
        { ask: 'exists', id: from },
        { ask: 'referred', id: snapshot.id, by: ['image'] },
      ],
      needs: ['disk', 'image'],
      // They name snapshots of the disks that they make.
      undescribed: ['ec2:launch-template/', 'autoscaling:launchConfiguration:', 'instanceTemplates', 'machineImages'],
      yes: pass,
      no: orphaned(snapshot, guards, 'Its disk is gone, and no image is made of it.', lasting(params.days)),
    };
  },
});
