/** Addresses of what has network interfaces: all of them, not the first alone. */
import { present } from '../../../providers/aws/read.ts';

interface Associated {
  readonly PublicIp?: string | undefined;
}

/** An interface, as an instance's answer and its own both have it. */
interface Addressed {
  readonly PrivateIpAddress?: string | undefined;
  readonly PrivateIpAddresses?:
    | readonly { readonly PrivateIpAddress?: string | undefined; readonly Association?: Associated | undefined }[]
    | undefined;
  readonly Ipv6Addresses?: readonly { readonly Ipv6Address?: string | undefined }[] | undefined;
  readonly Association?: Associated | undefined;
}

const each = <Item>(list: readonly Item[] | undefined): readonly Item[] => (Array.isArray(list) ? list : []);

/** Whether an answer tells of addresses at all. */
const tells = (nic: Addressed | undefined): boolean =>
  nic?.PrivateIpAddress !== undefined || nic?.PrivateIpAddresses !== undefined || nic?.Ipv6Addresses !== undefined;

/** Whether a list of interfaces is told: an empty one tells that there are none. */
const telling = (nics: readonly Addressed[] | undefined): boolean =>
  Array.isArray(nics) && (nics.length === 0 || nics.some(tells));

/** Private addresses and those of IPv6; null where no list of interfaces is told. `more` are those told beside them. */
export const privateAddresses = (
  nics: readonly Addressed[] | undefined,
  more: readonly (string | undefined)[] = [],
): string[] | null => {
  const found = each(nics).flatMap((nic) => [
    nic?.PrivateIpAddress,
    ...each(nic?.PrivateIpAddresses).map((one) => one?.PrivateIpAddress),
    ...each(nic?.Ipv6Addresses).map((one) => one?.Ipv6Address),
  ]);
  const all = present([...found, ...more]);
  return all.length === 0 && !telling(nics) ? null : [...new Set(all)];
};

/** Public addresses of IPv4; null where no list of interfaces is told. `more` are those told beside them. */
export const publicAddresses = (
  nics: readonly Addressed[] | undefined,
  more: readonly (string | undefined)[] = [],
): string[] | null => {
  const found = each(nics).flatMap((nic) => [
    nic?.Association?.PublicIp,
    ...each(nic?.PrivateIpAddresses).map((one) => one?.Association?.PublicIp),
  ]);
  const all = present([...found, ...more]);
  return all.length === 0 && !telling(nics) ? null : [...new Set(all)];
};
