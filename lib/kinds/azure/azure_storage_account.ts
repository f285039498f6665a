import { defineAzureKind } from '../types.ts';

interface StorageAccount {
  readonly accessTier?: string;
  readonly allowBlobPublicAccess?: boolean;
  readonly supportsHttpsTrafficOnly?: boolean;
}

export default defineAzureKind<StorageAccount>()({
  id: 'azure_storage_account',
  type: 'Microsoft.Storage/storageAccounts',
  title: 'Storage account',
  docs: 'https://learn.microsoft.com/rest/api/storagerp/storage-accounts/get-properties',
  class: 'bucket',
  contract: {
    storageClass: ({ sku }) => sku?.name,
  },
  fields: {
    accountKind: { type: 'text', description: 'StorageV2, BlobStorage, FileStorage, …', from: ({ kind }) => kind },
    accessTier: { type: 'text', description: 'Hot, Cool or Cold.', from: ({ properties }) => properties.accessTier },
    publicAccess: {
      type: 'flag',
      description: 'Containers may be made public.',
      from: ({ properties }) => properties.allowBlobPublicAccess,
    },
    httpsOnly: {
      type: 'flag',
      description: 'Takes HTTPS alone.',
      from: ({ properties }) => properties.supportsHttpsTrafficOnly,
    },
  },
});
