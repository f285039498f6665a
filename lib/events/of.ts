/**
 * From what was written to what is told: an item of the table, and the one that it replaced, as the table's stream gives
 * them on Lambda and the outbox elsewhere. Pure: the same items give the same events with the same ids.
 */

import { createHash } from 'node:crypto';
import type { Owner } from '../owners/types.ts';
import type { Item } from '../register/database.ts';
import { outcomeCounts } from '../register/outcomes.ts';
import { unpack } from '../register/pack.ts';
import type { ResourceEventType, Run } from '../register/types.ts';
import { aboutFrom, versionFrom } from '../register/versions.ts';
import { fitted } from './fit.ts';
import type { CadastreEvent, EventType } from './types.ts';

/** 144 bits of a hash over the parts: short, whatever is in them. */
export const idOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24);

const event = <Type extends EventType>(
  type: Type,
  { key, time, run }: { readonly key: readonly string[]; readonly time: string; readonly run: string },
  detail: CadastreEvent<Type>['detail'],
): CadastreEvent => ({ id: idOf(type, ...key), type, time, run, source: 'cadastre', detail }) as CadastreEvent;

const typeOf = {
  discovered: 'Resource Discovered',
  changed: 'Resource Changed',
  owner_changed: 'Owner Changed',
  missing: 'Resource Missing',
  reappeared: 'Resource Reappeared',
  retired: 'Resource Retired',
} as const satisfies Record<ResourceEventType, EventType>;

const ownerFrom = (value: unknown) => {
  const { id, source, key, value: said } = value as Owner;
  return { id, source, key, value: said };
};

const ofVersion = (item: Item): CadastreEvent[] => {
  const { resourceId, version, event: what, changes, at, run } = versionFrom(item);
  const detail = { resourceId, ...aboutFrom(item), version, truncated: false };
  const stamp = { key: [resourceId, String(version)], time: at, run };
  const [before, after] = (changes.owner ?? []).map((one) => ownerFrom(one));
  const type = typeOf[what];
  const told: CadastreEvent[] = [];
  if (type === 'Resource Discovered') told.push(event(type, stamp, fitted(detail)));
  else if (type !== 'Owner Changed') told.push(event(type, stamp, fitted({ ...detail, changes })));
  if (before && after && (type === 'Owner Changed' || before.id !== after.id))
    told.push(event('Owner Changed', stamp, fitted({ ...detail, before, after })));
  return told;
};

/** Open, and nobody asked for silence. */
const stands = (item: Item | undefined): boolean =>
  item !== undefined && item.closedAt === undefined && !item.suppressed;

/** Whether it failed at any time since it was opened. */
const failed = ({ verdict, failed: before }: Item): boolean => verdict === 'fail' || before === true;

const ofFinding = (item: Item, previous: Item | undefined): CadastreEvent[] => {
  const { resourceId, kind, accountId, owner, check, severity, verdict, reason, since, at, run } = item;
  const detail = { resourceId, kind, accountId, owner, check, severity, verdict, reason, since, truncated: false };
  const stamp = { key: [resourceId, check, at], time: at, run };
  if (stands(item)) {
    const known = previous !== undefined && stands(previous) && (failed(previous) || !failed(item));
    return known ? [] : [event('Finding Opened', stamp, fitted(detail))];
  }
  if (!stands(previous)) return [];
  const resolution = item.closedAt === undefined ? 'suppressed' : 'gone';
  return [event('Finding Resolved', stamp, fitted({ ...detail, resolution }))];
};

/** Roots named in an event at most. */
const ROOTS = 100;

/** A run of some listings alone leaves it to the next whole one to say what cannot be read: it would be told twice. */
const noTroubles: Readonly<Record<'listings' | 'failedRoots', []>> = { listings: [], failedRoots: [] };

const ofRun = (item: Item, previous: Item | undefined): CadastreEvent[] => {
  const { id: run, startedAt, finishedAt, partial, listings, failedRoots, resources } = unpack<Run>(item.run);
  if (finishedAt === null || (previous && unpack<Run>(previous.run).finishedAt !== null)) return [];
  const time = startedAt;
  const listing = (detail: Omit<CadastreEvent<'Listing Incomplete'>['detail'], 'truncated'>) =>
    event(
      'Listing Incomplete',
      { key: [run, detail.partition, detail.listing], time, run },
      fitted({ ...detail, truncated: false }),
    );
  const troubles = partial ? noTroubles : { listings: listings.incomplete, failedRoots };
  return [
    ...troubles.listings.flatMap(({ partition, listing: name, outcome, reason, lastComplete, since }) =>
      outcome === 'complete' || outcome === 'closed' || since !== startedAt
        ? []
        : [listing({ partition, listing: name, outcome, reason, lastComplete })],
    ),
    ...troubles.failedRoots.flatMap(({ root: partition, reason, since }) =>
      since === startedAt
        ? [listing({ partition, listing: '*', outcome: 'incomplete', reason, lastComplete: null })]
        : [],
    ),
    event(
      'Run Completed',
      { key: [run], time, run },
      {
        startedAt,
        finishedAt,
        listings: { complete: listings.complete, ...outcomeCounts({ listings }) },
        failedRoots: failedRoots.slice(0, ROOTS).map(({ root }) => root),
        resources: { ...resources },
      },
    ),
  ];
};

/** What is told of an item, given the one that it replaced, if it replaced any. Other items tell nothing. */
export const eventsOf = (item: Item, previous?: Item): CadastreEvent[] => {
  if (item.pk === 'runs') return ofRun(item, previous);
  if (!item.pk.startsWith('r#')) return [];
  if (item.sk.startsWith('v#')) return ofVersion(item);
  return item.sk.startsWith('f#') ? ofFinding(item, previous) : [];
};
