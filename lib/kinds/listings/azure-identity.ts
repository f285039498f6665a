/** Who a row of Resource Graph is: its id, place, subscription and tags, whatever ARM spelled. */
import type { ArmResource } from '../../providers/azure/arm.ts';
import { lower } from '../normalise.ts';
import { timeOf } from '../times.ts';
import type { Identity } from '../types.ts';

/** Each service has a name of its own for the time. */
const creation = [
  'timecreated',
  'creationtime',
  'creationdate',
  'createdtime',
  'createdat',
  'datecreated',
  'createddate',
  'createtime',
  'createdon',
  'createddatetime',
  'createdtimeutc',
];

/** When it was made: as its service says, else as ARM noted when it was first asked for. */
const createdAt = ({ properties, systemData }: ArmResource): string | undefined => {
  const own = new Map(Object.entries(properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const inner = own.get('systemdata') as ArmResource['systemData'] | null | undefined;
  const times = [...creation.map((name) => own.get(name)), systemData?.createdAt, inner?.createdAt];
  return times.find((time): time is string => typeof time === 'string' && timeOf(time) !== null);
};

/** Names and places of a row; ids and types compare in lower case, whatever ARM spelled. */
export const identityOf = (row: ArmResource, type: string): Identity => {
  const id = row.id.toLowerCase();
  const [, subscription, , group] = /^\/subscriptions\/([^/]+)(\/resourcegroups\/([^/]+))?/.exec(id) ?? [];
  return {
    id,
    type,
    // Metrics are named by an object.
    name: typeof row.name === 'string' ? row.name : id.slice(id.lastIndexOf('/') + 1),
    region: lower(row.location)?.replace(/\s+/g, ''),
    accountId: subscription ?? lower(row.subscriptionId) ?? 'tenant',
    tags: row.tags ?? {},
    group:
      subscription !== undefined && group !== undefined
        ? `/subscriptions/${subscription}/resourcegroups/${group}`
        : undefined,
    createdAt: createdAt(row),
  };
};
