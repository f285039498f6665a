/** Opens a configured root with the SDK of its provider and of no other. */
import type { Source } from '../kinds/listing.ts';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import type { Meter } from '../providers/types.ts';

/** Names a root by its provider and what it covers: stable while the config says the same. */
export const rootIdOf = (root: Root): string => {
  if (root.provider === 'gcp') return `gcp:${root.parent}`;
  if (root.provider === 'azure')
    return `azure:${[...(root.managementGroups ?? []), ...(root.subscriptions ?? [])].sort().join(',') || 'all'}`;
  return `aws:${Array.isArray(root.accounts) ? [...root.accounts].sort().join(',') : (root.accounts ?? 'own')}`;
};

export const openSource = async (root: Root, connections: Connections, meter: Meter): Promise<Source> => {
  const id = rootIdOf(root);
  switch (root.provider) {
    case 'aws':
      return (await import('../kinds/listings/aws.ts')).openAws(root, id, connections.aws, meter);
    case 'azure':
      return (await import('../kinds/listings/azure.ts')).openAzure(root, id, connections.azure, meter);
    case 'gcp':
      return (await import('../kinds/listings/gcp.ts')).openGcp(root, id, connections.gcp, meter);
  }
};
