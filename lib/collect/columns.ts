/** Numbers and shared values by the million: a column of a table in memory, rather than a field of as many objects. */

/** Rows that a column begins with. */
const FIRST = 64;
/** It grows by half: by twice, half of it may be empty. */
const GROWTH = 1.5;

/** As wide as the greatest number needs. */
const widths = [Uint8Array, Uint16Array, Uint32Array] as const;
type Wide = InstanceType<(typeof widths)[number]>;

/** Whole numbers from 0 up to 2³² - 1. */
export class Numbers {
  #values: Wide = new Uint8Array(FIRST);
  #limit = 2 ** 8;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    if (value >= this.#limit) this.#move(this.#values.length, value);
    this.#values[index] = value;
  }

  /** Gives the place of the new one. */
  push(value: number): number {
    if (this.#length === this.#values.length) this.#move(Math.ceil(this.#length * GROWTH), 0);
    this.set(this.#length, value);
    return this.#length++;
  }

  /** Into as much room, and as wide as a value needs. */
  #move(room: number, value: number): void {
    while (value >= this.#limit) this.#limit **= 2;
    const values = new widths[Math.log2(Math.log2(this.#limit)) - 3]!(room);
    values.set(this.#values);
    this.#values = values;
  }
}

/** Bytes, appended piece by piece or written over in place. */
export class Bytes {
  #bytes = Buffer.allocUnsafe(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(text: string, encoding: BufferEncoding): void {
    const needed = this.#length + Buffer.byteLength(text, encoding);
    if (needed > this.#bytes.length) {
      const more = Buffer.allocUnsafe(Math.max(needed, Math.ceil(this.#bytes.length * GROWTH)));
      this.#bytes.copy(more, 0, 0, this.#length);
      this.#bytes = more;
    }
    this.#length += this.#bytes.write(text, this.#length, encoding);
  }

  set(at: number, text: string, encoding: BufferEncoding): void {
    this.#bytes.write(text, at, encoding);
  }

  text(from: number, to: number, encoding: BufferEncoding): string {
    return this.#bytes.toString(encoding, from, to);
  }
}

/** Values by number; those with the same key are one, as far as they are looked for. */
export class Shared<Value> {
  readonly #numbers = new Map<string, number>();
  readonly #values: Value[] = [];
  readonly #atMost: number;

  /** `atMost`: keys that are kept. What many rows share comes early and often; the keys of what few do would be in vain. */
  constructor(atMost = Number.POSITIVE_INFINITY) {
    this.#atMost = atMost;
  }

  at(number: number): Value {
    return this.#values[number]!;
  }

  numberOf(key: string, value: Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#values.push(value) - 1;
    if (this.#numbers.size < this.#atMost) this.#numbers.set(key, number);
    return number;
  }
}
