/** An entry as a view of its row: what is set on it is set in the row. */
import type { Lifecycle } from '../register/types.ts';
import type { Entry } from './entry.ts';
import type { Rows } from './rows.ts';

/** One row as an entry; the row must not be deleted while it is used. */
export class RowView implements Entry {
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

  get kind() {
    return this.#rows.word(this.#row, 'kind');
  }
  get type() {
    return this.#rows.word(this.#row, 'type');
  }
  get class() {
    return this.#rows.word(this.#row, 'class');
  }
  get accountId() {
    return this.#rows.word(this.#row, 'accountId');
  }
  get region() {
    return this.#rows.word(this.#row, 'region');
  }
  get owner() {
    return this.#rows.word(this.#row, 'owner');
  }
  get firstSeen() {
    return this.#rows.word(this.#row, 'firstSeen');
  }
  get lifecycle() {
    return this.#rows.word(this.#row, 'lifecycle') as Lifecycle;
  }
  set lifecycle(lifecycle) {
    this.#rows.setWord(this.#row, 'lifecycle', lifecycle);
  }
  get since() {
    return this.#rows.word(this.#row, 'since');
  }
  set since(since) {
    this.#rows.setWord(this.#row, 'since', since);
  }
  get group() {
    return this.#rows.group(this.#row);
  }
  set group(group) {
    this.#rows.setGroup(this.#row, group);
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
  get lasting() {
    return this.#rows.lasting(this.#row);
  }
  set lasting(lasting) {
    this.#rows.setLasting(this.#row, lasting);
  }
  get unchanged() {
    return this.#rows.rare(this.#row).unchanged;
  }
  set unchanged(unchanged) {
    this.#rows.setUnchanged(this.#row, unchanged);
  }
  get held() {
    return this.#rows.held(this.#row);
  }
  set held(held) {
    this.#rows.setHeld(this.#row, held);
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
  get called() {
    return this.#rows.called(this.#row);
  }
  get exempt() {
    return this.#rows.exempt(this.#row);
  }
  set exempt(exempt) {
    this.#rows.setExempt(this.#row, exempt);
  }
  get seen() {
    return this.#rows.seen(this.#row);
  }
  set seen(seen) {
    this.#rows.setSeen(this.#row, seen);
  }
}
