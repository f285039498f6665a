/** What people call a resource beside its id: its name, and the addresses that it has. */
import type { Resource } from '../kinds/types.ts';

/** The part of an id that is a thing's own: `vol-0a1b` of an ARN, the last name of a path. */
export const lastPart = (id: string): string => id.split(/[/:]/).at(-1) ?? id;

const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
/** Two colons at least, so that no other word of hexadecimal digits is taken for one. */
const ipv6 = /^(?=.*:.*:)[\da-f:]{2,39}$/i;

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && (ipv4.test(value) || ipv6.test(value));

/** Its name, where its id does not end in that, and each address that one of its facts is. */
export const calledOf = ({ id, name, fields }: Pick<Resource, 'id' | 'name' | 'fields'>): readonly string[] => {
  const words = Object.values(fields).flat().filter(isAddress);
  const own = lastPart(id).toLowerCase();
  return [...new Set([...(name === null ? [] : [name]), ...words])].filter((word) => word.toLowerCase() !== own);
};
