/** A hash for each row: 12 bytes, as `hashOf` makes them; any other text is kept beside. */
import { Bytes } from './columns.ts';

/** 96 bits as base64url. */
const REGULAR = /^[\w-]{16}$/;
const BYTES = 12;
const NONE = 'A'.repeat(16);

/** Hashes by row. */
export class Hashes {
  readonly #bytes = new Bytes();
  readonly #irregular = new Map<number, string>();

  /** Of one more row, which is to be set. */
  add(): void {
    this.#bytes.push(NONE, 'base64url');
  }

  of(row: number): string {
    return this.#irregular.get(row) ?? this.#bytes.text(row * BYTES, (row + 1) * BYTES, 'base64url');
  }

  set(row: number, hash: string): void {
    if (REGULAR.test(hash)) {
      this.#irregular.delete(row);
      this.#bytes.set(row * BYTES, hash, 'base64url');
    } else this.#irregular.set(row, hash);
  }
}
