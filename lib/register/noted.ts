/** What became of what was noted: who died may have written it, or not. */
import { isDeepStrictEqual } from 'node:util';
import type { FindingChange, LeftFinding } from '../collect/store.ts';
import type { Database, Item } from './database.ts';
import { findingFrom, findingItem, openFindingFrom } from './items.ts';
import { type Note, notes } from './outbox.ts';
import { type Key, keys } from './table.ts';

const keyText = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;

/** The findings as they are in the table now, by their keys. */
const stored = async (database: Database, findings: readonly FindingChange[]): Promise<ReadonlyMap<string, Item>> => {
  const items = await database.getAll(findings.map(({ resourceId, check }) => keys.finding(resourceId, check)));
  return new Map(items.map((item) => [keyText(item), item]));
};

/**
 * The changes, each with the time of the person's word that the table has already, where there is one: who is told by the
 * table's stream has heard of it under that time, and the outbox tells the same event.
 */
export const timedByWords = async (
  database: Database,
  changes: readonly FindingChange[],
): Promise<readonly FindingChange[]> => {
  const turned = new Set(
    changes.filter(
      ({ before, suppressed, closed }) =>
        before !== null && !closed && (before.suppressed === null) !== (suppressed === null),
    ),
  );
  if (turned.size === 0) return changes;
  const items = await stored(database, [...turned]);
  return changes.map((change) => {
    const item = turned.has(change) ? items.get(keyText(keys.finding(change.resourceId, change.check))) : undefined;
    const known = item && findingFrom(item);
    return known && isDeepStrictEqual(known.suppressed, change.suppressed) ? { ...change, at: item.at } : change;
  });
};

/** Which of a note's findings were written: those that are known to be, and those that the table has from its run. */
const writtenOf = async (database: Database, { findings, run, written }: Note): Promise<number[]> => {
  const items = await stored(database, findings);
  const known = new Set(written);
  return findings.flatMap((change, place) => {
    const item = items.get(keyText(keys.finding(change.resourceId, change.check)));
    return known.has(place) || (item !== undefined && item.run === run) ? [place] : [];
  });
};

/**
 * To be called before a run writes anything: settles of which findings a run that died, or was not told yet, had come
 * to write, as long as nobody wrote them again. Costs one query where the runs before ended and were told.
 */
export const settleNotes = async (database: Database): Promise<void> => {
  for await (const note of notes(database)) {
    if (note.findings.length === 0) continue;
    const written = await writtenOf(database, note);
    if (written.length === (note.written ?? []).length) continue;
    await database.updateIf(note.key, {
      UpdateExpression: 'SET #written = :written',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#written': 'written' },
      ExpressionAttributeValues: { ':written': written },
    });
  }
};

/** The versions of a note that were written, as items. One that another run wrote in its place is in that run's notes. */
export const writtenVersions = async (database: Database, { versions, run }: Note): Promise<Item[]> => {
  const items = new Map((await database.getAll(versions)).map((item) => [keyText(item), item]));
  return versions.flatMap((key) => {
    const item = items.get(keyText(key));
    return item?.run === run ? [item] : [];
  });
};

/** The findings of a note that were written, each as the item that it was, after the one that it replaced. */
export const writtenFindings = async (
  database: Database,
  note: Note,
  /** The run that noted them came to its end: so they were. */
  ended: boolean,
): Promise<{ readonly item: Item; readonly previous: Item | undefined }[]> => {
  const places = ended ? note.findings.keys() : await writtenOf(database, note);
  return [...places].map((place) => {
    const change = note.findings[place]!;
    const { before } = change;
    const item = findingItem(change, note.now);
    return {
      item,
      previous: before === null ? undefined : { ...keys.finding(change.resourceId, change.check), ...before },
    };
  });
};

/** Findings that the notes of a partition name, as the table has them now, note by note: where its last holder died, the manifest may not. */
export async function* notedFindings(database: Database, partition: string): AsyncGenerator<readonly LeftFinding[]> {
  for await (const note of notes(database)) {
    if (note.partition !== partition || note.findings.length === 0) continue;
    const items = await stored(database, note.findings);
    yield note.findings.map(({ resourceId, check }) => {
      const item = items.get(keyText(keys.finding(resourceId, check)));
      return { resourceId, check, open: item && openFindingFrom(item) };
    });
  }
}
