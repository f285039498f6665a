import { armId, armList } from '../../providers/azure/read.ts';
import { lower, numberOf, told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface SqlDatabase {
  readonly status?: string;
  readonly maxSizeBytes?: number | string;
  readonly currentServiceObjectiveName?: string;
  readonly elasticPoolId?: string;
  readonly zoneRedundant?: boolean;
  readonly licenseType?: string;
}

const BYTES_A_GIB = 2 ** 30;

export default defineAzureKind<SqlDatabase>()({
  id: 'azure_sql_database',
  type: 'Microsoft.Sql/servers/databases',
  title: 'SQL database',
  docs: 'https://learn.microsoft.com/rest/api/sql/databases/get',
  class: 'database',
  contract: {
    engine: () => 'sqlserver',
    engineVersion: () => null,
    state: ({ properties }) => lower(properties.status),
    machineType: ({ properties, sku }) => properties.currentServiceObjectiveName ?? sku?.name,
    sizeGib: ({ properties }) => {
      const bytes = numberOf(properties.maxSizeBytes);
      return bytes === undefined ? null : bytes / BYTES_A_GIB;
    },
    storageType: () => null,
    multiAz: ({ properties }) => properties.zoneRedundant,
    licenseType: ({ properties }) => properties.licenseType,
  },
  fields: {
    system: { type: 'flag', description: 'The server’s own `master` database.', from: ({ name }) => name === 'master' },
    elasticPool: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Elastic pool it shares.',
      from: ({ properties }) => (told(properties) ? armList(armId(properties.elasticPoolId)) : null),
    },
    server: {
      type: 'refs',
      rel: 'member_of',
      description: 'Logical server.',
      from: ({ id }) => [id.toLowerCase().replace(/\/databases\/[^/]*$/, '')],
    },
  },
});
