/**
 * Resource Graph's tables: those that are asked, and why the others are not.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */

/** A table that is asked, all of it or the types named. */
interface AskedTable {
  /** ARM types, lower-cased, that are asked of it; absent: all. */
  readonly types?: readonly string[];
  /** What it holds, for people. */
  readonly holds: string;
}

const asked = {
  resourcecontainers: {
    types: ['microsoft.resources/subscriptions', 'microsoft.resources/subscriptions/resourcegroups'],
    holds: 'subscriptions and resource groups',
  },
  resources: { holds: 'most resources' },
  computeresources: { holds: 'machines of uniform scale sets, their interfaces and public addresses' },
  batchresources: { types: ['microsoft.batch/batchaccounts/pools'], holds: 'pools of machines of Batch accounts' },
  elasticsanresources: { holds: 'Elastic SANs, their groups of volumes and volumes' },
  recoveryservicesresources: {
    types: [
      'microsoft.dataprotection/backupvaults/backupinstances',
      'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
      'microsoft.recoveryservices/vaults/replicationfabrics/replicationprotectioncontainers/replicationprotecteditems',
    ],
    holds: 'what Backup and Site Recovery protect, each billed as an instance',
  },
} as const satisfies Readonly<Record<string, AskedTable>>;

export type GraphTable = keyof typeof asked;
export const graphTables: Readonly<Record<GraphTable, AskedTable>> = asked;
export const graphTableNames = Object.keys(asked) as GraphTable[];

/** Tables that are not asked, by what they hold: nothing of it costs money by itself. */
export const unaskedTables: Readonly<Record<string, readonly string[]>> = {
  'answers about resources that other tables hold': [
    'advisorresources',
    'azurebusinesscontinuityresources',
    'capabilityresources',
    'healthresources',
    'impactreportresources',
    'maintenanceresources',
    'patchassessmentresources',
    'patchinstallationresources',
    'quotaresources',
    'securityresources',
    'servicehealthresources',
    'spotresources',
    'supportresources',
  ],
  'changes, which the register keeps itself': [
    'extensibilityresourcechanges',
    'healthresourcechanges',
    'maintenanceresourcechanges',
    'networkresourcechanges',
    'quotaresourcechanges',
    'resourcechanges',
    'resourcecontainerchanges',
  ],
  'rights, rules and settings, which are free': [
    'authorizationresources',
    'featureresources',
    'guestconfigurationresources',
    'insightresources',
    'managedserviceresources',
    'networkresources',
    'policyresources',
    'tagsresources',
  ],
  'parts that are billed with the whole that `resources` holds': [
    'aksresources',
    'alertsmanagementresources',
    'appserviceresources',
    'chaosresources',
    'deploymentresources',
    'desktopvirtualizationresources',
    'dnsresources',
    'extendedlocationresources',
    'iotsecurityresources',
    'kubernetesconfigurationresources',
    'kustoresources',
    'servicefabricresources',
  ],
  'what stands elsewhere than in the subscription': [
    'awsresources',
    'azuredevopsplatformresources',
    'communitygalleryresources',
    'edgeorderresources',
    'migrateresources',
  ],
};
