/** Tells what runs wrote: events first, then digests. Each run that ended is told once, also where a crash came between. */

import { readNames } from '../register/account-names.ts';
import type { Database } from '../register/database.ts';
import { writtenFindings, writtenVersions } from '../register/noted.ts';
import { type Note, notes } from '../register/outbox.ts';
import { markTold, readRun, runItem, untoldRuns } from '../register/runs.ts';
import { type Key, keys } from '../register/table.ts';
import type { Run } from '../register/types.ts';
import { openCourier, type Targets, type Undelivered } from './courier.ts';
import { digestsOf } from './digests.ts';
import { MESSAGE_BYTES, sizeOf } from './fit.ts';
import { News } from './news.ts';
import { eventsOf, idOf } from './of.ts';
import type { Parcel } from './targets.ts';
import type { CadastreEvent } from './types.ts';

/** Events in a parcel at most: what a receiver did not take is sent again parcel by parcel. */
const PARCEL_EVENTS = 100;

/** Gathers events into parcels. */
const openParcels = (send: (part: string, parcel: Parcel) => Promise<void>) => {
  let parts = 0;
  let records: CadastreEvent[] = [];
  let size = 0;
  const flush = async () => {
    if (records.length === 0) return;
    const parcel: Parcel = { id: idOf(...records.map(({ id }) => id)), kind: 'events', records };
    records = [];
    size = 0;
    await send(`events.${String(++parts).padStart(6, '0')}`, parcel);
  };
  return {
    async add(event: CadastreEvent) {
      const bytes = sizeOf(event) + 1;
      if (records.length >= PARCEL_EVENTS || size + bytes > MESSAGE_BYTES) await flush();
      records.push(event);
      size += bytes;
    },
    flush,
  };
};

/**
 * Runs that tell what they noted themselves: those that are untold after this one, or have no end and are over other
 * clouds. One over the same clouds without an end died, and a later one repeated it; or it began after this one, and what
 * it has done with by now is told in this one's name. Their times do not tell the two apart: clocks are set.
 */
const openOthers = (database: Database, { id, providers }: Run, untold: ReadonlySet<string>) => {
  const known = new Map<string, Promise<boolean>>([[id, Promise.resolve(false)]]);
  const isOther = async (run: string): Promise<boolean> => {
    if (untold.has(run)) return true;
    const record = await readRun(database, run);
    return record?.finishedAt === null && !record.providers.some((one) => providers.includes(one));
  };
  return (run: string): Promise<boolean> => {
    const answer = known.get(run) ?? isOther(run);
    known.set(run, answer);
    return answer;
  };
};

/** Partitions that somebody is at work on, or died in: what is noted of them is told when a collection of them has ended. */
const openWork = (database: Database) => {
  const known = new Map<string, Promise<boolean>>();
  return (partition: string): Promise<boolean> => {
    const answer = known.get(partition) ?? database.get(keys.state(partition)).then((state) => state?.working === true);
    known.set(partition, answer);
    return answer;
  };
};

/** The events of a note, in the order of its entries. */
async function* eventsIn(
  database: Database,
  note: Note,
  { ended, versions }: { readonly ended: boolean; readonly versions: boolean },
): AsyncGenerator<CadastreEvent> {
  if (versions) for (const item of await writtenVersions(database, note)) yield* eventsOf(item);
  for (const { item, previous } of await writtenFindings(database, note, ended)) yield* eventsOf(item, previous);
}

/** `others` are the runs after it, which tell what they noted themselves. `first`: no run came to its end before. */
const tell = async (
  database: Database,
  targets: Targets,
  courier: ReturnType<typeof openCourier>,
  { run, first }: { readonly run: Run; readonly first: boolean },
  others: ReadonlySet<string>,
): Promise<void> => {
  const news = new News(await readNames(database));
  const parcels = openParcels((part, parcel) => courier.send(run.id, part, parcel));
  const take = async (event: CadastreEvent) => {
    news.add(event);
    if (targets.events.length > 0) await parcels.add(event);
  };
  const listens = targets.events.length + targets.digest.length > 0;
  // A baseline tells how much there is, which is counted already.
  const versions = targets.events.length > 0 || !first;
  const atWork = openWork(database);
  const isOther = openOthers(database, run, others);
  const told: Key[] = [];
  for await (const note of notes(database)) {
    if ((await isOther(note.run)) || (await atWork(note.partition))) continue;
    told.push(note.key);
    if (!listens) continue;
    for await (const event of eventsIn(database, note, { ended: note.run === run.id, versions })) await take(event);
  }
  for (const event of eventsOf(runItem(run))) await take(event);
  await parcels.flush();
  if (targets.digest.length > 0)
    for await (const digest of digestsOf(database, run, news, first))
      await courier.send(run.id, digest.id, { id: digest.id, kind: 'digest', records: [digest], text: digest.text });
  // In this order: what is left by a crash between is told again with the same ids, and by no other run.
  await database.write([], told);
  await markTold(database, run.id);
};

/** Tells all that is untold, to all targets; gives those that did not take it. Without targets it is forgotten. */
export const publish = async (database: Database, targets: Targets): Promise<readonly Undelivered[]> => {
  const courier = openCourier(database, targets);
  await courier.resend();
  const runs = await untoldRuns(database);
  for (const [place, one] of runs.entries())
    await tell(database, targets, courier, one, new Set(runs.slice(place + 1).map(({ run }) => run.id)));
  return courier.undelivered();
};
