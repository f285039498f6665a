/** A list of numbers for each row: how many, and they themselves, wherever there is room. */
import { Numbers } from './columns.ts';

const empty: readonly number[] = [];
const NOWHERE = 0;

/** Lists by row; one that grows is written anew behind the others. */
export class Lists {
  readonly #begin = new Numbers();
  readonly #all = new Numbers();

  constructor() {
    this.#all.push(0);
  }

  /** Of one more row, which is empty. */
  add(): void {
    this.#begin.push(NOWHERE);
  }

  of(row: number): readonly number[] {
    const begin = this.#begin.at(row);
    const length = this.#all.at(begin);
    return length === 0 ? empty : Array.from({ length }, (_, place) => this.#all.at(begin + 1 + place));
  }

  /** A list as long as the one before lies where that lay; the room of any other is lost. */
  set(row: number, list: readonly number[]): void {
    const begin = this.#begin.at(row);
    if (list.length === this.#all.at(begin)) {
      for (const [place, number] of list.entries()) this.#all.set(begin + 1 + place, number);
      return;
    }
    this.#begin.set(row, list.length === 0 ? NOWHERE : this.#all.push(list.length));
    for (const number of list) this.#all.push(number);
  }
}
