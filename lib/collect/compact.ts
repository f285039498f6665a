/**
 * The entries of a listing of any size, in about 150 bytes each. An entry that is got is a view of its row, made
 * anew each time: what is set on it is set in the row.
 */
import { Numbers } from './columns.ts';
import type { Entries, Entry } from './entry.ts';
import { RowView } from './row-view.ts';
import { Rows, wordy } from './rows.ts';

const NONE = 0xffffffff;

/** A listing's entries, packed; ids may come in any order, and a deleted row's room is not used again. */
export class CompactEntries implements Entries {
  readonly #rows = new Rows();
  /** By name: its row, or that it has none. */
  readonly #rowOf = new Numbers();
  readonly #deleted = new Set<number>();

  get size(): number {
    return this.#rows.length - this.#deleted.size;
  }

  #find(id: string): number {
    const name = this.#rows.names.find(id);
    return name >= 0 && name < this.#rowOf.length ? this.#rowOf.at(name) : NONE;
  }

  has(id: string): boolean {
    return this.#find(id) !== NONE;
  }

  get(id: string): Entry | undefined {
    const row = this.#find(id);
    return row === NONE ? undefined : new RowView(this.#rows, row);
  }

  /** The row that an id has, or has from now on. */
  #rowFor(id: string): number {
    const known = this.#find(id);
    if (known !== NONE) return known;
    const name = this.#rows.names.numberOf(id);
    // Names may be of what is linked to or asked of alone.
    while (this.#rowOf.length <= name) this.#rowOf.push(NONE);
    const row = this.#rows.add(name);
    this.#rowOf.set(name, row);
    return row;
  }

  set(id: string, entry: Entry): this {
    const row = this.#rowFor(id);
    for (const fact of wordy) this.#rows.setWord(row, fact, entry[fact]);
    this.#rows.setGroup(row, entry.group);
    this.#rows.setHash(row, entry.hash);
    this.#rows.setVersion(row, entry.version);
    this.#rows.setLinks(row, entry.links);
    this.#rows.setPending(row, entry.pending);
    this.#rows.setOpen(row, entry.open);
    this.#rows.setLasting(row, entry.lasting);
    this.#rows.setHeld(row, entry.held);
    this.#rows.setLacked(row, entry.lacked);
    this.#rows.setStale(row, entry.stale);
    this.#rows.setUnchanged(row, entry.unchanged);
    this.#rows.setCalled(row, entry.called);
    this.#rows.setExempt(row, entry.exempt);
    this.#rows.setSeen(row, entry.seen === true);
    return this;
  }

  delete(id: string): boolean {
    const row = this.#find(id);
    if (row === NONE) return false;
    this.#rowOf.set(this.#rows.names.find(id), NONE);
    this.#deleted.add(row);
    return true;
  }

  *values(): Generator<Entry> {
    for (let row = 0; row < this.#rows.length; row++) if (!this.#deleted.has(row)) yield new RowView(this.#rows, row);
  }
}
