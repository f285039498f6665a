/** Ids by number, each kept once, by the million: what is before the last separator is shared by many. */
import { Bytes, Numbers } from './columns.ts';

/** Slots that the table begins with: a power of two. */
const FIRST_SLOTS = 128;

const NONE = -1;

/** FNV-1a over the characters. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Two bytes a character where one does not do: whatever the text, it comes back as it was. */
const isWide = (text: string): boolean => /[^\0-\xff]/.test(text);
const encodingOf = (wide: number): BufferEncoding => (wide ? 'utf16le' : 'latin1');

/** Where an id's own part begins. */
const split = (id: string): number => Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1;

/** Ids and their numbers, from 0 on in the order in which they came. */
export class Names {
  readonly #places = new Map<string, number>();
  readonly #placeTexts: string[] = [];
  /** Of each name: the number of its place, twice, and one more where its own part is wide. */
  readonly #place = new Numbers();
  readonly #hash = new Numbers();
  /** Where its own part begins; it ends where the next one's begins. */
  readonly #start = new Numbers();
  readonly #own = new Bytes();
  /** Numbers by hash, with open addressing. */
  #slots = new Int32Array(FIRST_SLOTS).fill(NONE);

  get size(): number {
    return this.#hash.length;
  }

  at(number: number): string {
    const place = this.#place.at(number);
    const end = number + 1 < this.size ? this.#start.at(number + 1) : this.#own.length;
    return this.#placeTexts[place >>> 1]! + this.#own.text(this.#start.at(number), end, encodingOf(place & 1));
  }

  /** The slot in which the id's number is, or would be. */
  #slotOf(id: string, hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number === NONE || (this.#hash.at(number) === hash && this.at(number) === id)) return slot;
      slot = (slot + 1) & last;
    }
  }

  /** -1 for an id that is not known. */
  find(id: string): number {
    return this.#slots[this.#slotOf(id, hashOf(id))]!;
  }

  numberOf(id: string): number {
    const hash = hashOf(id);
    const slot = this.#slotOf(id, hash);
    const known = this.#slots[slot]!;
    if (known !== NONE) return known;
    const from = split(id);
    const own = id.slice(from);
    const wide = isWide(own) ? 1 : 0;
    this.#place.push(this.#placeOf(id.slice(0, from)) * 2 + wide);
    this.#start.push(this.#own.length);
    this.#own.push(own, encodingOf(wide));
    const number = this.#hash.push(hash);
    this.#slots[slot] = number;
    if (this.size * 2 > this.#slots.length) this.#spread();
    return number;
  }

  #placeOf(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#placeTexts.push(text) - 1;
      this.#places.set(text, place);
    }
    return place;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    const last = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.#hash.at(number) & last;
      while (slots[slot] !== NONE) slot = (slot + 1) & last;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}
