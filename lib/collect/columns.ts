/** Numbers and shared values by the million: a column of a table in memory, rather than a field of as many objects. */

/** Rows that a column begins with. */
const FIRST = 64;
/** It grows by half: by twice, half of it may be empty. */
const GROWTH = 1.5;

/** Whole numbers from 0 up to 2³² - 1. */
export class Numbers {
  #values = new Uint32Array(FIRST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Gives the place of the new one. */
  push(value: number): number {
    if (this.#length === this.#values.length) {
      const more = new Uint32Array(Math.ceil(this.#length * GROWTH));
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#length] = value;
    return this.#length++;
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

/** Different values that are looked for, to be kept once: what thousands of rows share comes early and often. */
const SOUGHT_AT_MOST = 50_000;

/** Values by number. Those with the same key are one, as long as there are not too many. */
export class Shared<Value> {
  readonly #numbers = new Map<string, number>();
  readonly #values: Value[] = [];

  at(number: number): Value {
    return this.#values[number]!;
  }

  numberOf(key: string, value: Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#values.push(value) - 1;
    if (this.#numbers.size < SOUGHT_AT_MOST) this.#numbers.set(key, number);
    return number;
  }
}
