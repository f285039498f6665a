import { expect, it } from 'vitest';
import { noLimit, type TimeBudget } from '../../lib/collect/time.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Item } from '../../lib/register/database.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { ACCOUNT, collect, dayOf, listing, snapshot, volume, volumeId } from '../collect/estate.ts';
import { itemsOf, openOn, restore, type Table, tableForTest } from './table.ts';

const idle = (name: string, over: Partial<Resource> = {}) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });

/** On the last day of these something comes, changes, goes, is retired, reappears, and gains or loses a finding. */
const days: readonly (readonly Resource[])[] = [
  [volume('a'), idle('b'), volume('c'), volume('d'), volume('e', { tags: {} }), idle('h'), volume('i')],
  [volume('a'), idle('b'), volume('c'), volume('f'), idle('h'), volume('i')],
  [
    ...[volume('a', { name: 'renamed' }), volume('b'), volume('d', { tags: { owner: 'bob' } })],
    ...[idle('f'), idle('g'), idle('h'), idle('i')],
  ],
];
const LAST = days.length - 1;

/** The run of a day; one that was cut off is called again `later` with the same name. `time`: what one call has. */
const sweep = async (table: Table, day: number, later = 0, time: TimeBudget = noLimit) => {
  const now = dayOf(day + later);
  const kinds = ['aws_ebs_volume', 'aws_ebs_snapshot', 'aws_ec2_ami'];
  const plan = { accounts: [ACCOUNT], listings: kinds.map((kind) => `${kind}@eu-west-1`) };
  const store = await openOn(table.database, day, { now, takeOver: true, plan });
  const listings = [
    listing([days[day]!.slice(0, 3), days[day]!.slice(3)]),
    listing([[snapshot('s', 'c')]], { kind: 'aws_ebs_snapshot' }),
    listing([[]], { kind: 'aws_ec2_ami' }),
  ];
  return collect(store, day, listings, { now, time, concurrency: 1 });
};

const itemKey = ({ pk, sk }: Item) => `${pk} ${sk}`;
const timeless = ({
  at: _,
  changedAt: __,
  firstSeen: ___,
  since: ____,
  closedAt: _____,
  from: ______,
  ...item
}: Item) => ({
  ...item,
  ...(item.reason && { reason: item.reason.replace(/\d{4}-\d\d-\d\d/, 'a day') }),
  ...(item.ended && { ended: item.ended.why }),
  // Versions are found by their time.
  ...(item.sk.startsWith('v#') && { placePk: '', placeSk: '', previousAt: '' }),
});

/** On the last day one of these is over, one ends with its resource, and one holds for a finding that opens. */
const suppress = async ({ database }: Table) => {
  const words = [
    ['h', 'unattached_disk', dayOf(LAST - 1)],
    ['e', 'unowned', dayOf(9)],
    ['i', 'unattached_disk', dayOf(9)],
  ] as const;
  for (const [name, check, until] of words) {
    const said = { check, until: until.slice(0, 10), by: 'bob', reason: 'kept', now: dayOf(0) };
    await openWriter(database).suppress({ ...said, id: volumeId(name) });
  }
};

/** All that people see: resources, versions, findings, counts; not where a manifest happens to lie, nor when; nor notes of what is to be told. */
const seen = (items: readonly Item[]) =>
  items
    .filter(({ pk, sk }) => pk !== 'outbox' && (!pk.startsWith('p#') || sk === 'owners'))
    .sort((a, b) => (itemKey(a) < itemKey(b) ? -1 : 1))
    .map(timeless);

/** What must never be told a second time: versions word for word, findings by the day they were opened. */
const told = (items: readonly Item[]) =>
  new Map(
    items
      .filter(({ pk, sk }) => pk.startsWith('r#') && /^[vf]#/.test(sk))
      .map((item) => [itemKey(item), item.sk.startsWith('v#') ? item : { since: item.since }]),
  );

it.each([
  ['before any of its requests is sent, and runs again,', false, false],
  ['after any of its requests was served, before the answer came, and runs again,', true, false],
  ['after any of its requests was served, and is called again in parts,', true, true],
])('a collection that dies %s ends in the register of one clean run', async (_, served, inParts) => {
  const table = await tableForTest();
  for (let day = 0; day < LAST; day++) {
    await sweep(table, day);
    if (day === 0) await suppress(table);
  }
  const before = await itemsOf(table);
  await sweep(table, LAST);
  const expected = seen(await itemsOf(table));
  for (let at = 0; ; at++) {
    await restore(table, before);
    let requests = 0;
    table.hand = async (_request, send) => {
      const dies = requests++ >= at;
      const answer = !dies || (served && requests === at + 1) ? await send() : undefined;
      if (dies) throw new Error('the process died');
      return answer;
    };
    const error = await sweep(table, LAST).then(
      () => undefined,
      ({ message }: Error) => message,
    );
    table.hand = (_request, send) => send();
    if (error === undefined) return expect(at).toBeGreaterThan(20);
    expect(error).toBe('the process died');
    const toldBefore = told(await itemsOf(table));
    if (inParts) await sweep(table, LAST, 1, { ...noLimit, low: () => true });
    await sweep(table, LAST, 1);
    const items = await itemsOf(table);
    expect(seen(items), `died at request ${at}`).toEqual(expected);
    expect(Object.fromEntries(told(items)), `died at request ${at}`).toMatchObject(Object.fromEntries(toldBefore));
  }
});
