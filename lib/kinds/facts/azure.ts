/** Facts of ARM types. */
import type { Resource } from '../types.ts';
import { taggableParts } from './azure-taggable.ts';
import { untaggable } from './azure-untaggable.ts';
import { type TypeTable, typesIn } from './table.ts';

/** Written in the source as parts of nothing: `subscriptions` and `resourceGroups`. */
const containers = new Set(['microsoft.resources/subscriptions', 'microsoft.resources/subscriptions/resourcegroups']);
const withoutTags = typesIn(untaggable);
const partsWithTags = typesIn(taggableParts);

const named =
  (pattern: RegExp) =>
  ({ id }: Resource): boolean =>
    pattern.test(id.slice(id.lastIndexOf('/') + 1));

export const azureTypes: TypeTable = {
  // A part takes tags where it is listed, what stands by itself unless it is listed.
  taggable: (type) =>
    containers.has(type) || (type.split('/').length > 2 ? partsWithTags.has(type) : !withoutTags.has(type)),
  made: [
    {
      types: ['microsoft.sql/servers/databases', 'microsoft.synapse/workspaces/sqlpools'],
      by: 'the server: its own master database',
      only: named(/^master$/),
    },
    // learn.microsoft.com/azure/network-watcher/network-watcher-create: made with the first network of a region.
    { types: ['microsoft.network/networkwatchers'], by: 'Azure, with the first network of the region' },
    // learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoint-policies-overview: of delegated subnets.
    { types: ['microsoft.network/networkintentpolicies'], by: 'the service that a subnet is delegated to' },
    // learn.microsoft.com/azure/azure-monitor/alerts/proactive-failure-diagnostics: made with each Application Insights.
    {
      types: ['microsoft.alertsmanagement/smartdetectoralertrules'],
      by: 'Application Insights',
      only: named(/^failure anomalies\b/),
    },
    {
      types: ['microsoft.insights/actiongroups'],
      by: 'Application Insights',
      only: named(/^application insights smart detection$/),
    },
    // learn.microsoft.com/azure/backup/backup-instant-restore-capability.
    { types: ['microsoft.compute/restorepointcollections'], by: 'Azure Backup', only: named(/^azurebackup_/) },
  ],
  counted: [
    { types: ['microsoft.app/containerapps/revisions'], because: 'a revision: each deployment leaves one' },
    {
      types: ['microsoft.resources/deployments', 'microsoft.resources/deploymentscripts'],
      because: 'the record of a deployment',
    },
  ],
  ephemeral: [
    'microsoft.compute/virtualmachinescalesets/virtualmachines',
    'microsoft.compute/virtualmachinescalesets/virtualmachines/*',
    'microsoft.containerinstance/containergroups',
  ],
  billed: [
    ...['applicationgateways', 'azurefirewalls', 'bastionhosts', 'expressroutecircuits', 'privateendpoints'].map(
      (name) => `microsoft.network/${name}`,
    ),
    ...['microsoft.network/virtualnetworkgateways', 'microsoft.containerservice/managedclusters'],
    ...['microsoft.cache/redis', 'microsoft.documentdb/databaseaccounts', 'microsoft.sql/managedinstances'],
    ...[
      'microsoft.dbforpostgresql/flexibleservers',
      'microsoft.dbformysql/flexibleservers',
      'microsoft.kusto/clusters',
    ],
    ...['microsoft.sql/servers/elasticpools', 'microsoft.synapse/workspaces/sqlpools', 'microsoft.hdinsight/clusters'],
    ...['microsoft.apimanagement/service', 'microsoft.search/searchservices', 'microsoft.containerregistry/registries'],
    ...['microsoft.eventhub/namespaces', 'microsoft.servicebus/namespaces'],
    ...['microsoft.netapp/netappaccounts/capacitypools', 'microsoft.compute/virtualmachinescalesets/virtualmachines'],
  ],
  outlive: [],
};
