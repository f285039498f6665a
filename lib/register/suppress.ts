/** Suppressing a finding by a person's word, at once: the assertion first, then the finding and the counts. */
import { isDeepStrictEqual } from 'node:util';
import { holdsAt, ignoreOf, readIgnores } from '../checks/ignore.ts';
import type { OwnerCounts } from '../collect/store.ts';
import { wordsOfPerson } from '../collect/suppression.ts';
import { confirm } from './acts.ts';
import type { Ended, RegisterWriter, Suppressed, Suppression } from './assertion-types.ts';
import { addAssertion, assertionsOn, endAssertion } from './assertions.ts';
import type { Database } from './database.ts';
import { forget } from './forget.ts';
import { findingFrom, resourceFrom } from './items.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';
import type { Finding, RegisterCounts } from './types.ts';

/** Tries against a run that counts at the same time; what is left is right after the next run. */
const TRIES = 3;

const resourceOf = async (database: Database, id: string) => {
  const item = await database.get(keys.resource(id));
  if (item === undefined) throw new Error(`the register has no resource "${id}"`);
  return { resource: resourceFrom(item), partition: item.partition as string };
};

const holding = async (database: Database, id: string, check: string): Promise<Suppression[]> =>
  (await assertionsOn(database, id)).filter((one) => one.check === check && one.ended === null);

/** Moves one finding of an owner between the open and the suppressed, as the next run of the partition will count it. */
const recount = async (database: Database, partition: string, finding: Finding, by: 1 | -1): Promise<void> => {
  const { owner, check, verdict } = finding;
  let wanted: Uint8Array | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const item = await database.get(keys.owners(partition));
    // What a try without an answer did is done.
    if (item === undefined || (wanted && isDeepStrictEqual(item.counts, wanted))) return;
    const owners = unpack<Record<string, OwnerCounts>>(item.counts);
    const mine = Object.hasOwn(owners, owner) ? owners[owner] : undefined;
    // A register of an earlier version counts nothing as suppressed: the next run counts it anew.
    if (mine === undefined || (item.totals as RegisterCounts).checks[check]?.suppressed === undefined) return;
    owners[owner] = { ...mine, findings: mine.findings - by, suppressed: mine.suppressed + by };
    wanted = pack(owners);
    const [told, untold] = ['#totals.#checks.#check.#verdict', '#totals.#checks.#check.#suppressed'];
    const done = await database.updateIf(keys.owners(partition), {
      UpdateExpression: `SET #counts = :counts, ${told} = ${told} - :by, ${untold} = ${untold} + :by`,
      ConditionExpression: '#counts = :before',
      ExpressionAttributeNames: {
        '#counts': 'counts',
        '#totals': 'totals',
        '#checks': 'checks',
        '#check': check,
        '#verdict': verdict,
        '#suppressed': 'suppressed',
      },
      ExpressionAttributeValues: { ':counts': wanted, ':before': item.counts, ':by': by },
    });
    if (done !== undefined) return;
  }
};

/** The open finding as it is from now on; undefined where there is none. */
const settle = async (
  database: Database,
  partition: string,
  id: string,
  check: string,
  suppressed: Suppressed | null,
  now: string,
): Promise<Finding | undefined> => {
  const item = await database.get(keys.finding(id, check));
  const before = item && findingFrom(item);
  if (before === undefined) return undefined;
  if (isDeepStrictEqual(before.suppressed, suppressed)) return before;
  const after = await database.updateIf(keys.finding(id, check), {
    UpdateExpression: 'SET #suppressed = :suppressed, #at = :now',
    // A run may close it meanwhile: what is closed stays so.
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closedAt)',
    ExpressionAttributeNames: { '#suppressed': 'suppressed', '#at': 'at' },
    ExpressionAttributeValues: { ':suppressed': suppressed, ':now': now },
  });
  if (after === undefined) return undefined;
  if ((before.suppressed === null) !== (suppressed === null))
    await recount(database, partition, before, suppressed === null ? -1 : 1);
  return findingFrom(after);
};

/** `takeOver`: whoever holds a partition is known to be gone. */
export const openWriter = (database: Database, { takeOver = false } = {}): RegisterWriter => ({
  confirm: (held) => confirm(database, held),
  forget: (order) => forget(database, order, takeOver),

  async suppress({ id, check, by, until, reason, now }) {
    const { partition } = await resourceOf(database, id);
    const before = await holding(database, id, check);
    const wanted = { kind: 'suppress', resourceId: id, check, at: now, by, until, reason, ended: null } as const;
    const suppression = await addAssertion(database, wanted, partition);
    for (const one of before) await endAssertion(database, one, { at: suppression.at, by, why: 'replaced' });
    return { suppression, finding: await settle(database, partition, id, check, wordsOfPerson(suppression), now) };
  },

  async unsuppress({ id, check, by, now }) {
    const { resource, partition } = await resourceOf(database, id);
    const before = await holding(database, id, check);
    const ended: Ended = { at: now, by, why: 'removed' };
    for (const one of before) await endAssertion(database, one, ended);
    const tag = ignoreOf(readIgnores(resource.tags), check);
    const suppressed = tag !== undefined && holdsAt(tag.until, now) ? tag : null;
    const finding = await settle(database, partition, id, check, suppressed, now);
    return { ended: before.map((one) => ({ ...one, ended })), finding };
  },
});
