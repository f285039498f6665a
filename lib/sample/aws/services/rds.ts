import { estateFind, estateSequence, type Paging, paged } from '../pages.ts';
import { type Call, defineService } from '../service.ts';

const paging: Paging = { size: 'MaxRecords', token: 'Marker', next: 'Marker', least: 20, most: 100, standard: 100 };

/** Both kinds that an account takes itself, where the caller names none. */
const snapshotsAsked = ({ input: { SnapshotType, DBInstanceIdentifier } }: Call) => {
  if (SnapshotType === undefined && DBInstanceIdentifier === undefined) return undefined;
  return (record: Readonly<Record<string, unknown>>) =>
    (SnapshotType === undefined || record.SnapshotType === SnapshotType) &&
    (DBInstanceIdentifier === undefined || record.DBInstanceIdentifier === DBInstanceIdentifier);
};

export const rds = defineService({
  id: 'rds',
  protocol: 'query',
  namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  load: () => import('@aws-sdk/client-rds'),
  refusals: { invalid: [400, 'InvalidParameterValue'], badToken: [400, 'InvalidParameterValue'] },
  operations: {
    DescribeDBInstances: paged({
      list: 'DBInstances',
      read: estateSequence('DescribeDBInstances'),
      paging,
      ids: {
        input: 'DBInstanceIdentifier',
        find: estateFind('DescribeDBInstances'),
        missing: [404, 'DBInstanceNotFound'],
      },
    }),
    DescribeDBSnapshots: paged({
      list: 'DBSnapshots',
      read: estateSequence('DescribeDBSnapshots'),
      paging,
      ids: {
        input: 'DBSnapshotIdentifier',
        find: estateFind('DescribeDBSnapshots'),
        missing: [404, 'DBSnapshotNotFound'],
      },
      // No other account shares a snapshot with this estate, so that including those adds none.
      heeds: ['SnapshotType', 'DBInstanceIdentifier', 'IncludeShared', 'IncludePublic'],
      keep: snapshotsAsked,
    }),
  },
});
