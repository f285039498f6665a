/**
 * The entries of a listing of any size, in about a hundred bytes each. An entry that is got is a view of its row, made
 * anew each time: what is set on it is set in the row.
 */
import { Numbers } from './columns.ts';
import type { Entries, Entry } from './entry.ts';
import { type About, type Life, Rows } from './rows.ts';

class View implements Entry {
  readonly #rows: Rows;
  readonly #row: number;

  constructor(rows: Rows, row: number) {
    this.#rows = rows;
    this.#row = row;
  }

  get id() {
    return this.#rows.id(this.#row);
  }
  get hash() {
    return this.#rows.hash(this.#row);
  }

  get #about(): About {
    return this.#rows.about(this.#row);
  }
  get kind() {
    return this.#about.kind;
  }
  get class() {
    return this.#about.class;
  }
  get accountId() {
    return this.#about.accountId;
  }
  get region() {
    return this.#about.region;
  }
  get owner() {
    return this.#about.owner;
  }
  get firstSeen() {
    return this.#about.firstSeen;
  }
  get group() {
    return this.#about.group;
  }
  set group(group) {
    this.#rows.setAbout(this.#row, { ...this.#about, group });
  }

  get #life(): Life {
    return this.#rows.life(this.#row);
  }
  get lifecycle() {
    return this.#life.lifecycle;
  }
  set lifecycle(lifecycle) {
    this.#rows.setLife(this.#row, { ...this.#life, lifecycle });
  }
  get since() {
    return this.#life.since;
  }
  set since(since) {
    this.#rows.setLife(this.#row, { ...this.#life, since });
  }

  get version() {
    return this.#rows.version(this.#row);
  }
  set version(version) {
    this.#rows.setVersion(this.#row, version);
  }
  get links() {
    return this.#rows.links(this.#row);
  }
  set links(links) {
    this.#rows.setLinks(this.#row, links);
  }
  get pending() {
    return this.#rows.pending(this.#row);
  }
  set pending(pending) {
    this.#rows.setPending(this.#row, pending);
  }
  get open() {
    return this.#rows.open(this.#row);
  }
  set open(open) {
    this.#rows.setOpen(this.#row, open);
  }
  get lacked() {
    return this.#rows.rare(this.#row).lacked;
  }
  set lacked(lacked) {
    this.#rows.setLacked(this.#row, lacked);
  }
  get stale() {
    return this.#rows.rare(this.#row).stale;
  }
  get seen() {
    return this.#rows.seen(this.#row);
  }
  set seen(seen) {
    this.#rows.setSeen(this.#row, seen);
  }
}

const NONE = 0xffffffff;

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
    return row === NONE ? undefined : new View(this.#rows, row);
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
    this.#rows.setAbout(row, entry);
    this.#rows.setLife(row, entry);
    this.#rows.setHash(row, entry.hash);
    this.#rows.setVersion(row, entry.version);
    this.#rows.setLinks(row, entry.links);
    this.#rows.setPending(row, entry.pending);
    this.#rows.setOpen(row, entry.open);
    this.#rows.setLacked(row, entry.lacked);
    this.#rows.setStale(row, entry.stale);
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
    for (let row = 0; row < this.#rows.length; row++) if (!this.#deleted.has(row)) yield new View(this.#rows, row);
  }
}
