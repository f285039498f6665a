/** What regional and global addresses, and rules, have in common: two asset types, one shape. */

import type { GcpAsset } from '../../../providers/gcp/asset.ts';
import { fullNames, listOf } from '../../../providers/gcp/read.ts';
import { told } from '../../normalise.ts';
import type { Contract } from '../../types.ts';

export interface Address {
  readonly address?: string;
  readonly addressType?: string;
  readonly status?: string;
  readonly users?: readonly string[];
  /** Older answers name lists in the singular. */
  readonly user?: readonly string[];
  readonly networkTier?: string;
  readonly purpose?: string;
}

/**
 * https://cloud.google.com/vpc/network-pricing#ipaddress: an external one is billed unused and on a machine, not in front of
 * a forwarding rule; an internal one is not billed.
 */
const costsOf = (data: Address): string | null => {
  if (!told(data)) return null;
  if ((data.addressType ?? 'EXTERNAL') !== 'EXTERNAL') return 'never';
  const users = listOf(data.users, data.user) ?? [];
  return users.some((user) => String(user).includes('/forwardingRules/')) ? 'unused' : 'always';
};

export const addressContract: Contract<'ip_address', GcpAsset<Address>, undefined> = {
  address: ({ resource: { data } }) => data.address,
  // Absent in the oldest answers, when every address was external.
  external: ({ resource: { data } }) => (told(data) ? (data.addressType ?? 'EXTERNAL') === 'EXTERNAL' : null),
  static: () => true,
  costs: ({ resource: { data } }) => costsOf(data),
  attachedTo: ({ resource: { data } }) => {
    const users = fullNames(listOf(data.users, data.user) ?? []);
    // In use by something the answer does not name.
    return users.length === 0 && (data.status === 'IN_USE' || !told(data)) ? null : users;
  },
};
