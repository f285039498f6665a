import { lower, numberOf } from '../normalise.ts';
import { defineGcpKind } from '../types.ts';

interface SqlInstance {
  readonly databaseVersion?: string;
  readonly state?: string;
  readonly instanceType?: string;
  readonly settings?: {
    readonly tier?: string;
    readonly dataDiskSizeGb?: string | number;
    readonly dataDiskType?: string;
    readonly activationPolicy?: string;
    readonly availabilityType?: string;
  };
}

export default defineGcpKind<SqlInstance>()({
  id: 'gcp_sql_database_instance',
  type: 'sqladmin.googleapis.com/Instance',
  title: 'Cloud SQL instance',
  docs: 'https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances',
  class: 'database',
  contract: {
    // POSTGRES_15, MYSQL_8_0, SQLSERVER_2019_STANDARD: engine and version in one word.
    engine: ({ resource: { data } }) => lower(data.databaseVersion)?.split('_')[0],
    engineVersion: ({ resource: { data } }) => data.databaseVersion,
    state: ({ resource: { data } }) => lower(data.state),
    machineType: ({ resource: { data } }) => data.settings?.tier,
    sizeGib: ({ resource: { data } }) => numberOf(data.settings?.dataDiskSizeGb),
    storageType: ({ resource: { data } }) => data.settings?.dataDiskType,
    multiAz: ({ resource: { data } }) =>
      data.settings?.availabilityType === undefined ? null : data.settings.availabilityType === 'REGIONAL',
    licenseType: () => null,
  },
  fields: {
    activation: {
      type: 'text',
      description: 'ALWAYS, or NEVER when it is stopped.',
      from: ({ resource: { data } }) => data.settings?.activationPolicy,
    },
    availability: {
      type: 'text',
      description: 'ZONAL or REGIONAL.',
      from: ({ resource: { data } }) => data.settings?.availabilityType,
    },
  },
});
