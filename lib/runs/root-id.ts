import type { Root } from '../providers/roots.ts';

/** Names a root by its provider and what it covers: stable while the config says the same. */
export const rootIdOf = (root: Root): string => {
  if (root.provider === 'gcp') return `gcp:${root.parent}`;
  if (root.provider === 'azure')
    return `azure:${[...(root.managementGroups ?? []), ...(root.subscriptions ?? [])].sort().join(',') || 'all'}`;
  return `aws:${Array.isArray(root.accounts) ? [...root.accounts].sort().join(',') : (root.accounts ?? 'own')}`;
};
