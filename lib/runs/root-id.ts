import { cloudOf } from '../providers/azure/clouds.ts';
import type { AzureRoot, Root } from '../providers/roots.ts';

/** Which of Azure's clouds, and of its tenants where the root says so: without either, nothing. */
const azurePlace = ({ endpoint, federation }: AzureRoot): string => {
  const place = [cloudOf(endpoint), federation?.tenantId.toLowerCase()].filter((part) => part !== undefined);
  return place.length === 0 ? '' : `${place.join('/')}/`;
};

/** Names a root by its provider and what it covers: stable while the config says the same, and no other root's. */
export const rootIdOf = (root: Root): string => {
  if (root.provider === 'gcp') return `gcp:${root.parent}`;
  if (root.provider === 'azure')
    return `azure:${azurePlace(root)}${[...(root.managementGroups ?? []), ...(root.subscriptions ?? [])].sort().join(',').toLowerCase() || 'all'}`;
  return `aws:${Array.isArray(root.accounts) ? [...root.accounts].sort().join(',') : (root.accounts ?? 'own')}`;
};
