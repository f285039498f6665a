/** What people say of resources: each a record of who, when and for how long, which is ended and never deleted. */
import type { Over } from '../collect/suppression.ts';
import type { Assertion, Ended, Suppression } from './assertion-types.ts';
import type { Database } from './database.ts';
import { assertionFrom, assertionItem } from './items.ts';
import { keys, suppressionsQuery } from './table.ts';

/** Everything that was said of a resource, the newest first. */
export const assertionsOn = async (database: Database, id: string): Promise<Assertion[]> => {
  const all: Assertion[] = [];
  for await (const item of database.query(keys.assertion(id, '').pk, 'a#', { newestFirst: true }))
    all.push(assertionFrom(item));
  return all;
};

/** What people suppressed in a partition and is not ended: as many reads as there are of them. */
export const suppressionsIn = async (database: Database, partition: string): Promise<Suppression[]> => {
  const all: Suppression[] = [];
  for await (const item of database.queryIndex(suppressionsQuery(partition))) all.push(assertionFrom(item));
  return all;
};

/** Records it at its time, or at the first free millisecond after that: nothing that was said is overwritten. */
export const addAssertion = async (database: Database, assertion: Assertion, partition: string): Promise<Assertion> => {
  for (let time = Date.parse(assertion.at); ; time++) {
    const timed = { ...assertion, at: new Date(time).toISOString() };
    if (await database.putIf(assertionItem(timed, partition), 'attribute_not_exists(pk)', {})) return timed;
  }
};

/** Ends it and takes it out of the index; one that was ended before stays as it was. */
export const endAssertion = async (database: Database, { resourceId, at }: Assertion, ended: Ended): Promise<void> => {
  await database.updateIf(keys.assertion(resourceId, at), {
    UpdateExpression: 'SET #ended = :ended REMOVE placePk, placeSk',
    ConditionExpression: 'attribute_type(#ended, :null)',
    ExpressionAttributeNames: { '#ended': 'ended' },
    ExpressionAttributeValues: { ':ended': ended, ':null': 'NULL' },
  });
};

/** Ends what a run found to be over. */
export const endOver = async (database: Database, over: readonly Over[], now: string): Promise<void> => {
  for (const { suppression, why } of over) await endAssertion(database, suppression, { at: now, by: null, why });
};
