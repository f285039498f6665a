import * as z from 'zod';
import { keptBy, notTold, olderThan, unkept } from './guards.ts';
import { defineCheck, pass, unknown } from './types.ts';

/** The account in an ARN, an ARM id or a full resource name, as far as it is written there. */
const accountIn = (id: string): string | undefined =>
  /^arn:[^:]*:[^:]*:[^:]*:(\d+):/.exec(id)?.[1] ??
  /^\/subscriptions\/([^/]+)/.exec(id)?.[1] ??
  /\/projects\/([^/]+)\//.exec(id)?.[1];

export default defineCheck({
  id: 'orphaned_snapshot',
  title: 'Snapshot of a disk that is gone',
  classes: ['snapshot'],
  severity: 'low',
  description:
    'The disk that the snapshot was taken from no longer exists, and no image is made of the snapshot. Snapshots that a backup or lifecycle service keeps are meant to outlive their disk and are not counted. Where the disk lived in another account than the snapshot, the answer is that we cannot tell.',
  remedy: 'Delete the snapshot if nobody means to restore the disk.',
  sources: ['OptScale obsolete snapshots', 'Cloud Custodian unused snapshots', 'Steampipe Thrifty'],
  params: z.object({
    days: z
      .number()
      .int()
      .min(0)
      .default(7)
      .describe('Days a snapshot may stand without its disk, counted from its creation.'),
  }),
  verdict: (snapshot, { params, now }) => {
    const { source, managedBy } = snapshot.fields;
    if (typeof managedBy === 'string' || keptBy(snapshot, 'kubernetes', 'replication')) return pass;
    const from = Array.isArray(source) ? (source[0] as string | undefined) : undefined;
    if (from === undefined) return notTold('which disk it was taken from');
    const old = params.days === 0 || olderThan(snapshot.createdAt, params.days, now);
    if (old === false) return pass;
    const elsewhere = accountIn(from) !== accountIn(snapshot.id) && accountIn(from) !== snapshot.accountId;
    return {
      any: [
        { ask: 'exists', id: from },
        { ask: 'referred', id: snapshot.id, by: ['image'] },
      ],
      needs: ['disk', 'image'],
      yes: pass,
      no: elsewhere
        ? unknown('its disk is of another account, which is not looked at here')
        : old === undefined
          ? notTold('when it was made')
          : unkept(snapshot, 'Its disk is gone, and no image is made of it.'),
    };
  },
});
