/** Databases, buckets, clusters, functions and projects of Google Cloud, from the references of their APIs. */
import { creation, data, fullName, ofGcp } from './gcp.ts';
import { always, type Json, lower, number, type Says, type Statement, set, tells, untold, word } from './says.ts';

/** POSTGRES_15, MYSQL_8_0, SQLSERVER_2019_STANDARD: the engine stands first. */
const engine: Says = ({ record }) => record.resource.data.databaseVersion?.split('_')[0].toLowerCase() ?? null;

const one = (word: unknown): string | null => (typeof word === 'string' && word !== '' ? word.toLowerCase() : null);

const projectId = ({ record }: { readonly record: Json }): string =>
  record.resource.data.projectId ?? record.name.split('/').at(-1);

/** The condition `Ready`, which the API tells as it stands in version 1 or 2. */
const readiness: Says = ({ record }) => {
  const { terminalCondition, status } = record.resource.data;
  if (terminalCondition?.state) return terminalCondition.state === 'CONDITION_SUCCEEDED' ? 'ready' : 'not ready';
  const ready = (status?.conditions ?? []).find(({ type }: Json) => type === 'Ready');
  return ready === undefined ? null : ready.status === 'True' ? 'ready' : 'not ready';
};

/** MiB in the first version; `512Mi`, `1Gi` in the second, whose `M` its sizes name as MiB. */
const memory: Says = ({ record }) => {
  const { availableMemoryMb, serviceConfig } = record.resource.data;
  const [, size, unit] = /^(\d+)(M|Mi|G|Gi)$/.exec(serviceConfig?.availableMemory ?? '') ?? [];
  if (size === undefined) return availableMemoryMb ?? null;
  return Number(size) * (unit?.startsWith('G') ? 1024 : 1);
};

export const gcpServices: readonly Statement[] = [
  ofGcp('gcp_sql_database_instance', {
    class: 'database',
    fields: {
      engine,
      engineVersion: data('databaseVersion'),
      state: lower(data('state')),
      machineType: data('settings.tier'),
      sizeGib: number(data('settings.dataDiskSizeGb')),
      storageType: data('settings.dataDiskType'),
      // “REGIONAL: multi-zone”, “ZONAL: one zone”
      multiAz: (told) => {
        const type = data('settings.availabilityType')(told);
        return type === 'REGIONAL' ? true : type === 'ZONAL' ? false : null;
      },
      licenseType: untold,
      activation: data('settings.activationPolicy'),
      availability: data('settings.availabilityType'),
    },
  }),
  ofGcp('gcp_storage_bucket', {
    class: 'bucket',
    fields: {
      storageClass: data('storageClass'),
      locationType: data('locationType'),
      versioned: data('versioning.enabled'),
      uniformAccess: data('iamConfiguration.uniformBucketLevelAccess.enabled'),
    },
  }),
  ofGcp('gcp_kubernetes_cluster', {
    class: 'cluster',
    fields: {
      version: data('currentMasterVersion'),
      state: lower(data('status')),
      autopilot: data('autopilot.enabled'),
      channel: data('releaseChannel.channel'),
      networks: ({ record }) => {
        const { network, subnetwork } = record.resource.data.networkConfig ?? {};
        return network === undefined ? null : set([network, subnetwork].flatMap(fullName));
      },
    },
    links: { networks: 'runs_in' },
  }),
  ofGcp('gcp_cloud_run_service', {
    class: 'app',
    fields: {
      state: readiness,
      plan: always([]),
      url: data('uri', 'status.url'),
      ingress: data('ingress'),
    },
    links: { plan: 'runs_in' },
  }),
  ofGcp('gcp_cloudfunctions_function', {
    class: 'function',
    fields: {
      runtime: data('buildConfig.runtime', 'runtime'),
      memoryMib: memory,
      state: lower(data('state', 'status')),
      entryPoint: data('buildConfig.entryPoint', 'entryPoint'),
    },
  }),
  ofGcp('gcp_project', {
    class: 'account',
    id: (told) => `//cloudresourcemanager.googleapis.com/projects/${projectId(told)}`,
    accountId: projectId,
    // v3: “displayName: a user-assigned display name”, and `name` is the resource's own; v1 has the display name as `name`.
    name: (told) => {
      const name = data('displayName', 'name')(told);
      return typeof name === 'string' && !name.startsWith('projects/') ? name : projectId(told);
    },
    fields: {
      // DELETE_REQUESTED: “the Project has been marked for deletion by the user”; nothing in it can be used.
      state: word(data('lifecycleState', 'state'), { delete_requested: 'closed', delete_in_progress: 'closed' }),
      parent: ({ record }) => {
        const { parent } = record.resource.data;
        if (parent === undefined) return tells(record, 'resource.data') ? [] : null;
        const path = typeof parent === 'string' ? parent : `${parent.type}s/${parent.id}`;
        return [`//cloudresourcemanager.googleapis.com/${path}`];
      },
      number: ({ record }) => {
        const { projectNumber } = record.resource.data;
        return projectNumber === undefined
          ? (/projects\/(\d+)$/.exec(record.name)?.[1] ?? null)
          : String(projectNumber);
      },
    },
    links: { parent: 'member_of' },
  }),
  ofGcp('gcp_resource', {
    class: 'other',
    created: creation,
    fields: {
      state: (told) => one(data('state')(told)) ?? one(data('status')(told)) ?? one(data('status.state')(told)),
      // IAM: ServiceAccountKeyType, USER_MANAGED or SYSTEM_MANAGED.
      keyType: lower(data('keyType')),
    },
  }),
];
