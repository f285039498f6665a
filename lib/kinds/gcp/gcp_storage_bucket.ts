import { defineGcpKind } from '../types.ts';

interface Bucket {
  readonly storageClass?: string;
  readonly locationType?: string;
  readonly versioning?: { readonly enabled?: boolean };
  readonly iamConfiguration?: {
    readonly publicAccessPrevention?: string;
    readonly uniformBucketLevelAccess?: { readonly enabled?: boolean };
  };
}

export default defineGcpKind<Bucket>()({
  id: 'gcp_storage_bucket',
  type: 'storage.googleapis.com/Bucket',
  title: 'Cloud Storage bucket',
  docs: 'https://cloud.google.com/storage/docs/json_api/v1/buckets',
  class: 'bucket',
  contract: {
    storageClass: ({ resource: { data } }) => data.storageClass,
  },
  fields: {
    locationType: {
      type: 'text',
      description: 'region, dual-region or multi-region.',
      from: ({ resource: { data } }) => data.locationType,
    },
    versioned: {
      type: 'flag',
      description: 'Keeps old versions of objects.',
      from: ({ resource: { data } }) => data.versioning?.enabled,
    },
    uniformAccess: {
      type: 'flag',
      description: 'Access by policy alone, not by object.',
      from: ({ resource: { data } }) => data.iamConfiguration?.uniformBucketLevelAccess?.enabled,
    },
  },
});
