/** Where Azure Resource Manager says who and where a thing is, for the statements of its kinds. */
import { all, at, each, type Json, lower, type Says, type Statement, tells, time } from './says.ts';

/** Ids compare without regard to case. */
export const armId = (id: Json): string[] => (typeof id === 'string' && id !== '' ? [id.toLowerCase()] : []);

/** The subscription in an id; a subscription is its own account. */
const subscriptionIn: Says = ({ record }) =>
  /^\/subscriptions\/([^/]+)/.exec(record.id.toLowerCase())?.[1] ?? record.subscriptionId?.toLowerCase() ?? 'tenant';

/** `East US` is `eastus`: the display name and the name of one region. */
const region: Says = ({ record }) => record.location?.toLowerCase().replaceAll(' ', '') || 'global';

/** A list; [] where the answer leaves its members out, as ARM does with what is empty. */
export const listed =
  (says: Says): Says =>
  (told) =>
    says(told) ?? (tells(told.record, 'properties') ? [] : null);

/** Ids of things at these paths. */
export const armThings = (...paths: readonly string[]): Says => listed(each(all(...paths), armId));

/** A subnet with the network that it is in, as its id has it. */
export const subnetAndNetwork = (id: Json): string[] =>
  armId(id).flatMap((subnet) => [subnet, subnet.replace(/\/subnets\/[^/]+$/, '')]);

/**
 * The interface of one of its configurations (`…/ipConfigurations/x`). One in a scale set is made with each machine,
 * and stands in no table but `computeresources`: the set is what stays.
 */
export const interfaceOf = (id: Json): string[] =>
  armId(id).map((one) =>
    one
      .replace(/\/ipconfigurations\/[^/]+(\/publicipaddresses\/[^/]+)?$/, '')
      .replace(/(\/virtualmachinescalesets\/[^/]+)\/virtualmachines\/.*$/, '$1'),
  );

export const ofAzure = (
  kind: string,
  its: {
    readonly class: string;
    readonly created?: Says;
    readonly fields: Statement['fields'];
    readonly links?: Statement['links'];
  },
): Statement => ({
  kind,
  class: its.class,
  type: lower(at('type')),
  id: lower(at('id')),
  accountId: subscriptionIn,
  region,
  name: ({ record }) => (typeof record.name === 'string' ? record.name : record.id.toLowerCase().split('/').at(-1)),
  createdAt: time(its.created ?? (() => null)),
  // Resource Graph and ARM leave tags out, or null, where there are none.
  tags: ({ record }) => record.tags ?? {},
  fields: its.fields,
  links: its.links ?? {},
});
