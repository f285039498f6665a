/**
 * The outbox: what is about to be written, noted before it is written, and forgotten when it was told. So a crash
 * between writing and telling loses nothing, and a sweep that changes nothing notes nothing. Versions are noted by
 * their keys, since they stay; findings in full, since the next change overwrites them.
 */
import type { FindingChange } from '../collect/store.ts';
import type { Database, Item } from './database.ts';
import { pack, unpack } from './pack.ts';
import { type Key, keys } from './table.ts';
import type { Version } from './types.ts';

/** Bytes of JSON in one note: deflated, even what does not shrink stays under an item's 400 KB. */
const NOTE_BYTES = 300_000;

type Entry = readonly ['v', id: string, version: number] | readonly ['f', FindingChange];

interface Writer {
  readonly run: string;
  /** The run's time, ISO 8601 UTC. */
  readonly now: string;
  readonly partition: string;
  /** Tells two that write for one partition and run apart. */
  readonly fence: number;
}

/** Notes before they are written. */
export type TakeNotes = (versions: readonly Version[], findings: readonly FindingChange[]) => Promise<void>;

/** Opens the notes of one collection of a partition: to be given what is about to be written, before it is. */
export const openNotes = (database: Database, { run, now, partition, fence }: Writer): TakeNotes => {
  let parts = 0;
  const put = (entries: readonly Entry[]) =>
    database.write([
      {
        ...keys.note(now, partition, `${fence}.${String(++parts).padStart(6, '0')}`),
        run,
        partition,
        now,
        entries: pack(entries),
      },
    ]);
  return async (versions, findings) => {
    let entries: Entry[] = [];
    let size = 0;
    const all: Entry[] = [
      ...versions.map(({ resourceId, version }): Entry => ['v', resourceId, version]),
      ...findings.map((change): Entry => ['f', change]),
    ];
    for (const entry of all) {
      const bytes = Buffer.byteLength(JSON.stringify(entry));
      if (size > 0 && size + bytes > NOTE_BYTES) {
        await put(entries);
        entries = [];
        size = 0;
      }
      entries.push(entry);
      size += bytes;
    }
    if (size > 0) await put(entries);
  };
};

/** What was about to be written at one time, in one partition. */
export interface Note {
  readonly key: Key;
  readonly run: string;
  readonly now: string;
  readonly partition: string;
  readonly versions: readonly Key[];
  readonly findings: readonly FindingChange[];
  /** Which of the findings are known to be written, by their place; undefined where nobody looked. */
  readonly written: readonly number[] | undefined;
}

const noteFrom = (item: Item): Note => {
  const entries = unpack<Entry[]>(item.entries);
  return {
    key: { pk: item.pk, sk: item.sk },
    run: item.run,
    now: item.now,
    partition: item.partition,
    versions: entries.flatMap((entry) => (entry[0] === 'v' ? [keys.version(entry[1], entry[2])] : [])),
    findings: entries.flatMap((entry) => (entry[0] === 'f' ? [entry[1]] : [])),
    written: item.written,
  };
};

/** All that was not told yet, in the order of time; where nothing changed, one query that finds nothing. */
export async function* notes(database: Database): AsyncGenerator<Note> {
  for await (const item of database.query(keys.note('', '', '').pk, '')) yield noteFrom(item);
}
