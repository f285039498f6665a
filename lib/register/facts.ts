/** Facts in an item: whatever they are named, and however many there are. */
import type { Item } from './database.ts';
import { pack, unpack } from './pack.ts';

/** Characters of JSON above which facts are packed: a group's thousand members would outgrow an item. */
const PACK_ABOVE = 100_000;

export const packedIfLarge = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JSON.stringify(facts).length > PACK_ABOVE ? { packed: pack(facts) } : facts;

export const factsOf = (item: Item): Item => (item.packed === undefined ? item : { ...item, ...unpack(item.packed) });

/** Tags and fields may be named anything, `__proto__` too, which a DynamoDB map would lose on the way. */
export const pairs = (record: Readonly<Record<string, unknown>>) => Object.entries(record);
export const unpaired = (list: [string, any][]) => Object.fromEntries(list);
