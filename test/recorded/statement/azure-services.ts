/** Apps, databases, storage and containers of Azure, from the REST references of their resource providers. */
import { armId, armThings, ofAzure } from './azure.ts';
import {
  all,
  always,
  at,
  each,
  type Json,
  lower,
  number,
  part,
  type Says,
  type Statement,
  untold,
  word,
} from './says.ts';

/** Members that REST references of resource providers name for the time of creation. */
const created: Says = at(
  'properties.timeCreated',
  'properties.creationTime',
  'properties.creationDate',
  'properties.createdTime',
  'properties.createdAt',
  'properties.dateCreated',
  'properties.createTime',
  'properties.createdDate',
  'systemData.createdAt',
);

export const azureServices: readonly Statement[] = [
  ofAzure('azure_app_service_plan', {
    class: 'app_plan',
    fields: {
      machineType: at('sku.name'),
      apps: number(at('properties.numberOfSites')),
      state: lower(at('properties.status')),
      workers: number(at('properties.numberOfWorkers', 'sku.capacity')),
    },
  }),
  ofAzure('azure_app_service_web_app', {
    class: 'app',
    fields: {
      state: lower(at('properties.state')),
      plan: armThings('properties.serverFarmId'),
      appKind: at('kind'),
      hostName: at('properties.defaultHostName'),
      httpsOnly: at('properties.httpsOnly'),
    },
    links: { plan: 'runs_in' },
  }),
  ofAzure('azure_sql_database', {
    class: 'database',
    created: at('properties.creationDate'),
    fields: {
      engine: always('sqlserver'),
      engineVersion: untold,
      state: lower(at('properties.status')),
      // S0, GP_S_Gen5_2: the SKU’s name alone is the tier of a database that is bought by DTU.
      machineType: at('properties.currentServiceObjectiveName', 'sku.name'),
      sizeGib: ({ record }) => {
        const bytes = Number(record.properties.maxSizeBytes ?? -1);
        return bytes >= 0 ? bytes / 2 ** 30 : null;
      },
      storageType: untold,
      multiAz: at('properties.zoneRedundant'),
      licenseType: at('properties.licenseType'),
      system: ({ record }) => record.id.toLowerCase().endsWith('/databases/master'),
      elasticPool: armThings('properties.elasticPoolId'),
      server: ({ record }) => armId(record.id.replace(/\/databases\/[^/]+$/i, '')),
    },
    links: { elasticPool: 'runs_in', server: 'member_of' },
  }),
  ofAzure('azure_storage_account', {
    class: 'bucket',
    created: at('properties.creationTime'),
    fields: {
      storageClass: at('sku.name'),
      accountKind: at('kind'),
      accessTier: at('properties.accessTier'),
      publicAccess: at('properties.allowBlobPublicAccess'),
      httpsOnly: at('properties.supportsHttpsTrafficOnly'),
    },
  }),
  ofAzure('azure_resource_group', {
    class: 'resource_group',
    fields: { state: lower(at('properties.provisioningState')), ownedBy: ({ record }) => armId(record.managedBy) },
    links: { ownedBy: 'owned_by' },
  }),
  ofAzure('azure_subscription', {
    class: 'account',
    fields: {
      state: word(at('properties.state'), { enabled: 'active' }),
      parent: ({ record }) => {
        const name = part(record, 'properties.managementGroupAncestorsChain')?.[0]?.name;
        if (name === undefined) return record.properties.managementGroupAncestorsChain === undefined ? null : [];
        return [`/providers/microsoft.management/managementgroups/${name.toLowerCase()}`];
      },
      offer: at('properties.subscriptionPolicies.quotaId'),
    },
    links: { parent: 'member_of' },
  }),
  ofAzure('azure_resource', {
    class: 'other',
    created,
    fields: {
      // Types differ in the member: a state, how the last change of it went, or a status.
      state: ({ record }) => {
        const { state, provisioningState, userVisibleState, status, resourceState } = record.properties ?? {};
        const said = [state, provisioningState, userVisibleState, status, resourceState].find(
          (one: Json) => typeof one === 'string' && one !== '',
        );
        return said?.toLowerCase() ?? null;
      },
      ownedBy: ({ record }) => armId(record.managedBy),
      sku: at('sku.name', 'properties.sku.name'),
      // API Management names its addresses by a member of its own, in each of its locations.
      addresses: each(all('properties.publicIpAddressId', 'properties.additionalLocations[].publicIpAddressId'), armId),
    },
    links: { ownedBy: 'owned_by', addresses: 'routes_to' },
  }),
];
