/** Items by the million in one process: deflated as they came, in blocks, and found by a hash of their keys. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { WireItem } from './units.ts';

/** Items of a block at most: those of one BatchWriteItem. */
const BLOCK = 32;
/** Blocks kept as they were read last: what is written together is read together. */
const WARM = 256;
const GONE = -1;

/** Attributes of a table's or an index's keys. */
export interface KeyNames {
  readonly pk: string;
  readonly sk: string;
}

const hashed = (text: string): string => createHash('md5').update(text).digest('base64');

export class Shelf {
  readonly #key: KeyNames;
  readonly #indexes: ReadonlyMap<string, KeyNames>;
  readonly #blocks: Uint8Array[] = [];
  readonly #warm = new Map<number, readonly WireItem[]>();
  /** Every key that ever was has a slot. */
  readonly #slots = new Map<string, number>();
  /** By slot: where the item lies, or that it is gone. */
  readonly #lies: number[] = [];
  /** By slot: the slot before it with the same partition key, which the last one of each begins. */
  readonly #before: number[] = [];
  readonly #last = new Map<string, number>();
  /** By index and its partition key: slots that were ever below it. */
  readonly #below: ReadonlyMap<string, Map<string, number[]>>;

  constructor(key: KeyNames, indexes: ReadonlyMap<string, KeyNames>) {
    this.#key = key;
    this.#indexes = indexes;
    this.#below = new Map([...indexes.keys()].map((name) => [name, new Map()]));
  }

  #hashOf(key: WireItem): string {
    return hashed(`${key[this.#key.pk]!.S}\0${key[this.#key.sk]!.S}`);
  }

  #read(slot: number): WireItem | undefined {
    const lies = this.#lies[slot]!;
    if (lies === GONE) return undefined;
    const block = Math.floor(lies / BLOCK);
    let items = this.#warm.get(block);
    if (items === undefined) {
      items = JSON.parse(inflateRawSync(this.#blocks[block]!).toString()) as readonly WireItem[];
      this.#keepWarm(block, items);
    }
    return items[lies % BLOCK];
  }

  #keepWarm(block: number, items: readonly WireItem[]): void {
    if (this.#warm.size >= WARM) this.#warm.delete(this.#warm.keys().next().value!);
    this.#warm.set(block, items);
  }

  #slotOf(item: WireItem): number {
    const hash = this.#hashOf(item);
    let slot = this.#slots.get(hash);
    if (slot === undefined) {
      slot = this.#lies.push(GONE) - 1;
      this.#slots.set(hash, slot);
      const pk = hashed(item[this.#key.pk]!.S!);
      this.#before.push(this.#last.get(pk) ?? GONE);
      this.#last.set(pk, slot);
    }
    return slot;
  }

  get(key: WireItem): WireItem | undefined {
    const slot = this.#slots.get(this.#hashOf(key));
    return slot === undefined ? undefined : this.#read(slot);
  }

  /** At most as many as a block takes, each key once. */
  put(items: readonly WireItem[]): void {
    if (items.length === 0) return;
    const block = this.#blocks.push(deflateRawSync(JSON.stringify(items), { level: 1 })) - 1;
    for (const [place, item] of items.entries()) {
      const slot = this.#slotOf(item);
      const before = this.#read(slot);
      for (const [name, { pk }] of this.#indexes) {
        const is = item[pk]?.S;
        if (is === undefined || is === before?.[pk]?.S) continue;
        const below = this.#below.get(name)!;
        const slots = below.get(is);
        if (slots === undefined) below.set(is, [slot]);
        else slots.push(slot);
      }
      this.#lies[slot] = block * BLOCK + place;
    }
    this.#keepWarm(block, items);
  }

  delete(key: WireItem): void {
    const slot = this.#slots.get(this.#hashOf(key));
    if (slot !== undefined) this.#lies[slot] = GONE;
  }

  *#slotsBelow(pk: string): Generator<number> {
    for (let slot = this.#last.get(hashed(pk)) ?? GONE; slot !== GONE; slot = this.#before[slot]!) yield slot;
  }

  /** Items below a partition key of the table, or of an index, in no order. */
  *below(index: string | undefined, pk: string): Generator<WireItem> {
    const name = index === undefined ? this.#key.pk : this.#indexes.get(index)!.pk;
    const slots = index === undefined ? this.#slotsBelow(pk) : new Set(this.#below.get(index)!.get(pk));
    for (const slot of slots) {
      const item = this.#read(slot);
      if (item?.[name]?.S === pk) yield item;
    }
  }

  *all(): Generator<WireItem> {
    for (const slot of this.#lies.keys()) {
      const item = this.#read(slot);
      if (item !== undefined) yield item;
    }
  }
}
